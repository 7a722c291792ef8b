<?php
/**
 * Refusals.
 *
 * @package Visio_Avocat
 */

namespace Visio_Avocat;

/** A refusal, told to the browser as RFC 9457 problem details with a `code`. */
final class Problem extends \Exception {

	private const STATUS = array(
		'unauthorized'    => 401,
		'refused'         => 403,
		'room-not-found'  => 404,
		'not-open-yet'    => 403,
		'closed'          => 410,
		'room-full'       => 409,
		'rate-limited'    => 429,
		'server-error'    => 503,
		'invalid-request' => 400,
		'already-decided' => 409,
		'guest-gone'      => 409,
	);

	/** @var string */
	private $kind;
	/** @var array{status?: int, because?: string, detail?: string, retry_after?: int, opens_at?: int} */
	private $facts;

	/**
	 * @param string $kind  The stable code.
	 * @param array  $facts `status` where it is not the usual one; `because` chooses another sentence; `detail` is a sentence
	 *                      of its own, such as a host's reason (text); `retry_after` seconds; `opens_at` seconds since the epoch.
	 */
	public function __construct( string $kind, array $facts = array() ) {
		parent::__construct( $kind );
		$this->kind  = $kind;
		$this->facts = $facts;
	}

	/** A request that no well-written client sends; `$detail` is for its developer. */
	public static function invalid( string $detail, int $status = 400 ): self {
		return new self( 'invalid-request', compact( 'detail', 'status' ) );
	}

	public function status(): int {
		return $this->facts['status'] ?? self::STATUS[ $this->kind ];
	}

	/** The answer, in the language that is loaded. */
	public function to_response(): \WP_REST_Response {
		$because = $this->facts['because'] ?? $this->kind;
		$body    = array(
			'type'   => 'about:blank',
			'title'  => str_replace( '-', ' ', $this->kind ),
			'status' => $this->status(),
			'code'   => $this->kind,
			'detail' => $this->facts['detail'] ?? self::sentence( $because ),
		);
		if ( isset( $this->facts['because'] ) ) {
			$body['reason'] = $because;
		}
		if ( isset( $this->facts['opens_at'] ) ) {
			$body['opensAt'] = gmdate( 'Y-m-d\TH:i:s\Z', $this->facts['opens_at'] );
		}
		$response = new \WP_REST_Response( $body, $this->status() );
		$response->header( 'Content-Type', 'application/problem+json' );
		if ( isset( $this->facts['retry_after'] ) ) {
			$response->header( 'Retry-After', (string) max( 1, $this->facts['retry_after'] ) );
		}
		return $response;
	}

	private static function sentence( string $because ): string {
		switch ( $because ) {
			case 'unauthorized':
				return __( 'Only the lawyer may do this. Log in, reload the page, then try again.', 'visio-avocat' );
			case 'refused':
				return __( 'The firm cannot see you now. Call them to agree on what comes next.', 'visio-avocat' );
			case 'locked':
				return __( 'The consultation has started and the room is locked. Call the firm if you are expected.', 'visio-avocat' );
			case 'removed':
				return __( 'You were removed from the consultation. Call the firm if you think this is a mistake.', 'visio-avocat' );
			case 'reload':
				return __( 'This page is older than the firm’s server. Reload it, then come in again.', 'visio-avocat' );
			case 'name-taken':
				return __( 'Somebody here has this name, or one that looks like it. Type another, such as yours with the name of your device.', 'visio-avocat' );
			case 'certificate':
				return __( 'The firm cannot vouch for this page’s connection. Reload the page; if that does not help, call the firm.', 'visio-avocat' );
			case 'room-not-found':
				return __( 'This room does not exist. Check the link you received, or call the firm.', 'visio-avocat' );
			case 'not-open-yet':
				return __( 'The room is not open yet. Come back at the time shown.', 'visio-avocat' );
			case 'closed':
				return __( 'This appointment is over. Call the firm to make another.', 'visio-avocat' );
			case 'ended':
				return __( 'The consultation has ended. Call the firm to make another appointment.', 'visio-avocat' );
			case 'room-full':
				return __( 'Too many people are waiting. Wait a moment, then try again.', 'visio-avocat' );
			case 'rate-limited':
				return __( 'Too many requests in a short time. Wait a moment, then try again.', 'visio-avocat' );
			case 'already-decided':
				return __( 'Another host has already answered this person.', 'visio-avocat' );
			case 'guest-gone':
				return __( 'This person is no longer waiting.', 'visio-avocat' );
			default:
				return __( 'The service is unavailable for a moment. Try again shortly.', 'visio-avocat' );
		}
	}
}
