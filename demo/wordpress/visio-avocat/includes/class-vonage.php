<?php
/**
 * Vonage's platform.
 *
 * @package Visio_Avocat
 */

namespace Visio_Avocat;

/** Sessions and tokens from Vonage's Video API, or from whatever answers in its place at another base URL. */
final class Vonage {

	/** Seconds given to one request. */
	private const TIMEOUT = 8;
	/** Seconds in which a token can be used to connect; being connected, it is not asked for again. */
	private const TOKEN_LIFETIME = 180;

	/** @var Settings */
	private $settings;

	public function __construct( Settings $settings ) {
		$this->settings = $settings;
	}

	public function application_id(): string {
		return $this->settings->get( 'application_id' );
	}

	/**
	 * Makes a session.
	 *
	 * @throws \RuntimeException When the platform cannot be reached or answers something else.
	 */
	public function create_session(): string {
		$answer = $this->ask(
			'POST',
			'/session/create',
			array(
				'archiveMode'    => 'manual',
				'p2p.preference' => 'routed' === $this->settings->get( 'media_mode' ) ? 'disabled' : 'enabled',
			)
		);
		$json   = json_decode( wp_remote_retrieve_body( $answer ), true );
		$id     = is_array( $json ) ? ( $json[0]['session_id'] ?? null ) : null;
		if ( ! is_string( $id ) || ! preg_match( '/^[\w.~-]{1,300}\z/', $id ) ) {
			throw new \RuntimeException( 'Vonage made no session: HTTP ' . (int) wp_remote_retrieve_response_code( $answer ) );
		}
		return $id;
	}

	/** A token for one person. @param array{id: string, name: string, role: string} $person */
	public function token( string $session_id, array $person ): string {
		$role = Role::at_vonage( $person['role'] );
		$data = array(
			'name' => $person['name'],
			'id'   => $person['id'],
			'role' => $role,
		);
		$json = (string) wp_json_encode( $data, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES );
		return $this->signer()->client_token( $session_id, $role, $json, time(), self::TOKEN_LIFETIME );
	}

	/** Puts one connection out of a session; one that is already gone is no error. */
	public function disconnect( string $session_id, string $connection_id ): void {
		$path = '/v2/project/%s/session/%s/connection/%s';
		$this->ask( 'DELETE', vsprintf( $path, array_map( 'rawurlencode', array( $this->application_id(), $session_id, $connection_id ) ) ) );
	}

	/** @throws \RuntimeException When there is no answer. */
	private function ask( string $method, string $path, array $form = array() ): array {
		$answer = wp_remote_request(
			untrailingslashit( $this->settings->get( 'api_url' ) ) . $path,
			array(
				'method'              => $method,
				'body'                => $form ? $form : null,
				'timeout'             => self::TIMEOUT,
				// The bearer token goes to the address that was configured, and nowhere else.
				'redirection'         => 0,
				'limit_response_size' => 65536,
				'headers'             => array(
					'Accept'        => 'application/json',
					'Authorization' => 'Bearer ' . $this->signer()->server_token( time() ),
				),
			)
		);
		if ( is_wp_error( $answer ) ) {
			throw new \RuntimeException( 'Vonage cannot be reached: ' . $answer->get_error_code() );
		}
		return $answer;
	}

	/** @throws Key_Refused As `Private_Key::load`. */
	private function signer(): Token_Signer {
		if ( '' === $this->application_id() ) {
			throw new \RuntimeException( 'no application id' );
		}
		return new Token_Signer( $this->application_id(), Private_Key::load() );
	}
}
