<?php
/**
 * JSON Web Tokens for Vonage.
 *
 * @package Visio_Avocat
 */

namespace Visio_Avocat;

/** Signs tokens (RFC 7519, RS256) of the shape that Vonage's own server package makes. */
final class Token_Signer {

	/** Seconds for which a token of the REST interface is good. */
	private const SERVER_LIFETIME = 60;

	/** @var string */
	private $application_id;
	/** @var resource|\OpenSSLAsymmetricKey */
	private $key;

	/** @param resource|\OpenSSLAsymmetricKey $key RSA, private. */
	public function __construct( string $application_id, $key ) {
		$this->application_id = $application_id;
		$this->key            = $key;
	}

	/**
	 * A client's token: one person, one session.
	 *
	 * @param string $role     `moderator`, `publisher` or `subscriber`.
	 * @param string $data     What others may know of the person; at most 1000 characters.
	 * @param int    $lifetime Seconds in which it can be used to connect.
	 * @throws \LengthException When the data is too long.
	 */
	public function client_token( string $session_id, string $role, string $data, int $now, int $lifetime ): string {
		if ( strlen( $data ) > 1000 ) {
			throw new \LengthException( 'connection data too long' );
		}
		return $this->sign(
			array(
				'scope'                      => 'session.connect',
				'session_id'                 => $session_id,
				'role'                       => $role,
				'initial_layout_class_list'  => '',
				'sub'                        => 'video',
				'acl'                        => array( 'paths' => array( '/session/**' => new \stdClass() ) ),
				'connection_data'            => $data,
			),
			$now,
			$lifetime
		);
	}

	/** A token for the REST interface. */
	public function server_token( int $now ): string {
		return $this->sign( array(), $now, self::SERVER_LIFETIME );
	}

	private function sign( array $claims, int $now, int $lifetime ): string {
		$claims += array(
			'jti'            => wp_generate_uuid4(),
			'iat'            => $now,
			'exp'            => $now + $lifetime,
			'application_id' => $this->application_id,
		);
		$text    = Base64url::encode( (string) wp_json_encode( array( 'alg' => 'RS256', 'typ' => 'JWT' ) ) )
			. '.' . Base64url::encode( (string) wp_json_encode( $claims ) );
		if ( ! openssl_sign( $text, $signature, $this->key, OPENSSL_ALGO_SHA256 ) ) {
			throw new \RuntimeException( 'openssl_sign failed' );
		}
		return $text . '.' . Base64url::encode( $signature );
	}
}
