<?php
/**
 * The REST interface.
 *
 * @package Visio_Avocat
 */

namespace Visio_Avocat;

/** Routes, and what holds for all of them: limits, origins, language, problem details. */
final class Rest_Api {

	public const NAME = 'visio-avocat/v1';

	/** Requests that one address may send in a minute: some guests and a host behind one router. */
	private const PER_ADDRESS = 240;
	/** What a failure costs besides the request itself. */
	private const COST_OF_FAILURE = 9;

	/** @var Access */
	private $access;
	/** @var Admission */
	private $admission;
	/** @var Rate_Limiter */
	private $limiter;

	public function __construct( Access $access, Admission $admission, Rate_Limiter $limiter ) {
		$this->access    = $access;
		$this->admission = $admission;
		$this->limiter   = $limiter;
	}

	/** Runs on `rest_api_init`. */
	public function register(): void {
		// Everybody may ask for access: the waiting room is who decides.
		register_rest_route( self::NAME, '/access', $this->route( 'POST', array( $this->access, 'answer' ) ) );
		// Answers hosts only: the capability is checked with the room, as it may differ from room to room.
		register_rest_route(
			self::NAME,
			'/admission',
			array(
				$this->route( 'GET', array( $this->admission, 'read' ) ),
				$this->route( 'POST', array( $this->admission, 'write' ) ),
			)
		);
		add_filter( 'rest_pre_dispatch', array( $this, 'before' ), 10, 3 );
		add_filter( 'rest_post_dispatch', array( $this, 'after' ), 10, 3 );
	}

	/** Refuses what need not be looked at any further. */
	public function before( $result, \WP_REST_Server $server, \WP_REST_Request $request ) {
		if ( ! self::is_ours( $request ) || null !== $result ) {
			return $result;
		}
		// Until the body is read, the browser's own preference.
		Translations::speak( (string) $request->get_header( 'Accept-Language' ) );
		return self::answer(
			function () use ( $request ): ?\WP_REST_Response {
				// First: what another site makes a visitor's browser send counts for nobody.
				self::check_origin( $request );
				$this->limiter->take( self::counted(), self::PER_ADDRESS );
				// WordPress would put status and headers into the body, and caches see neither.
				if ( isset( $request->get_query_params()['_envelope'] ) ) {
					throw Problem::invalid( '_envelope: not here' );
				}
				if ( 'POST' === $request->get_method() ) {
					// Read here already: what follows may have to be explained in the person's language.
					$lang = ( new Json_Body( $request ) )->optional( 'lang', 100 );
					if ( '' !== $lang ) {
						Translations::speak( $lang );
					}
				}
				return null;
			}
		);
	}

	/** Gives WordPress's own refusals the shape of the rest, and keeps answers out of caches. */
	public function after( $response, \WP_REST_Server $server, \WP_REST_Request $request ) {
		if ( ! self::is_ours( $request ) || ! $response instanceof \WP_HTTP_Response ) {
			return $response;
		}
		$headers = $response->get_headers();
		if ( $response->get_status() >= 400 && 'application/problem+json' !== ( $headers['Content-Type'] ?? '' ) ) {
			$response = self::translated( $response->get_status() )->to_response();
		}
		$data = $response->get_data();
		// Trying names would tell who is in a room. Who asks at the door without a right to it learns nothing.
		if ( 'room-not-found' === ( $data['code'] ?? '' ) || 'name-taken' === ( $data['reason'] ?? '' ) ) {
			self::answer( fn() => $this->limiter->charge( self::counted(), self::COST_OF_FAILURE ) );
		}
		// For people who are logged in, WordPress would put weaker words in its place.
		add_filter( 'rest_send_nocache_headers', '__return_false', 99 );
		$response->header( 'Cache-Control', 'no-store' );
		return $response;
	}

	/** Writes down a failure of the server itself: no names, no tokens, no query. */
	public static function report( \Throwable $error ): void {
		error_log( 'Visio-Avocat: ' . get_class( $error ) . ': ' . $error->getMessage() ); // phpcs:ignore WordPress.PHP.DevelopmentFunctions
	}

	private function route( string $methods, callable $handler ): array {
		return array(
			'methods'             => $methods,
			'permission_callback' => '__return_true',
			'callback'            => static fn( $request ) => self::answer( static fn() => $handler( $request ) ),
		);
	}

	/** What goes wrong becomes a problem. */
	private static function answer( callable $work ): ?\WP_REST_Response {
		try {
			return $work();
		} catch ( Problem $problem ) {
			return $problem->to_response();
		} catch ( \Throwable $error ) {
			self::report( $error );
			return ( new Problem( 'server-error', array( 'retry_after' => 5 ) ) )->to_response();
		}
	}

	/** By what requests are counted: nobody else's use up those of a person that WordPress knows. */
	private static function counted(): string {
		$user = get_current_user_id();
		return 0 === $user ? Rate_Limiter::address() : "account|$user";
	}

	/**
	 * Keeps other sites from asking in a visitor's name: WordPress itself answers every origin. The filter
	 * `allowed_http_origins` names others that may.
	 *
	 * @throws Problem `unauthorized`, status 403.
	 */
	private static function check_origin( \WP_REST_Request $request ): void {
		$origin = get_http_origin();
		// What a page of another site asks for without scripts names no origin.
		$foreign = '' === $origin && 'cross-site' === $request->get_header( 'Sec-Fetch-Site' );
		// WordPress's own list has this host without its port, and without its encryption: other origins.
		$allowed = apply_filters( 'allowed_http_origins', array( self::origin() ) );
		if ( $foreign || ( '' !== $origin && ! in_array( $origin, $allowed, true ) ) ) {
			throw new Problem( 'unauthorized', array( 'status' => 403 ) );
		}
	}

	/** The site's own origin, as browsers write it. */
	public static function origin(): string {
		$parts    = wp_parse_url( home_url() );
		$standard = array( 'http' => 80, 'https' => 443 )[ $parts['scheme'] ] ?? null;
		$port     = $parts['port'] ?? $standard;
		return strtolower( $parts['scheme'] . '://' . $parts['host'] ) . ( $port === $standard ? '' : ":$port" );
	}

	private static function is_ours( \WP_REST_Request $request ): bool {
		// WordPress matches routes whatever the case of their letters.
		return 0 === stripos( $request->get_route(), '/' . self::NAME . '/' );
	}

	private static function translated( int $status ): Problem {
		if ( $status >= 500 ) {
			return new Problem( 'server-error', array( 'retry_after' => 5 ) );
		}
		if ( 401 === $status || 403 === $status ) {
			return new Problem( 'unauthorized', compact( 'status' ) );
		}
		return Problem::invalid( 404 === $status ? 'no such route and method' : 'the request is not valid', $status );
	}
}
