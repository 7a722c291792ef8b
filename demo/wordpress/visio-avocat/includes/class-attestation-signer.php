<?php
/**
 * The key pair of one consultation.
 *
 * @package Visio_Avocat
 */

namespace Visio_Avocat;

/** Signs attestations: compact JWS (RFC 7515) by ES256, that is ECDSA on P-256 with SHA-256. */
final class Attestation_Signer {

	/** Bytes of a coordinate, and of each half of a signature (RFC 7518, sections 3.4 and 6.2.1). */
	private const BYTES = 32;
	/** The longest attestation that elements accept. */
	private const MAX_LENGTH = 4096;
	private const JSON       = JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE;

	/** @var resource|\OpenSSLAsymmetricKey */
	private $key;

	/** @param resource|\OpenSSLAsymmetricKey|false $key EC, private. */
	private function __construct( $key ) {
		$details = false === $key ? false : openssl_pkey_get_details( $key );
		if ( 'prime256v1' !== ( $details['ec']['curve_name'] ?? '' ) ) {
			throw new \RuntimeException( 'no key on the curve P-256' );
		}
		$this->key = $key;
	}

	/** Whether this PHP knows the curve: some systems have cut it out of OpenSSL. */
	public static function is_possible(): bool {
		return in_array( 'prime256v1', (array) openssl_get_curve_names(), true );
	}

	public static function generate(): self {
		$kind = array(
			'private_key_type' => OPENSSL_KEYTYPE_EC,
			'curve_name'       => 'prime256v1',
		);
		return new self( openssl_pkey_new( $kind ) );
	}

	public static function from_pem( string $pem ): self {
		return new self( openssl_pkey_get_private( $pem ) );
	}

	/** The private key; the caller encrypts it. */
	public function to_pem(): string {
		if ( ! openssl_pkey_export( $this->key, $pem ) ) {
			throw new \RuntimeException( 'openssl_pkey_export failed' );
		}
		return $pem;
	}

	/** The public key (RFC 7517). @return array{kty: string, crv: string, x: string, y: string} */
	public function jwk(): array {
		$point = openssl_pkey_get_details( $this->key )['ec'];
		return array(
			'kty' => 'EC',
			'crv' => 'P-256',
			'x'   => Base64url::encode( self::padded( $point['x'] ) ),
			'y'   => Base64url::encode( self::padded( $point['y'] ) ),
		);
	}

	/** RFC 7638: the required members in the order of the alphabet, without white space. */
	public function thumbprint(): string {
		$members = $this->jwk();
		ksort( $members );
		return Base64url::encode( hash( 'sha256', (string) wp_json_encode( $members, self::JSON ), true ) );
	}

	/** @throws \LengthException When elements would not accept it. */
	public function sign( array $claims ): string {
		$header = array(
			'alg' => 'ES256',
			'typ' => 'visio-attestation+jwt',
			'kid' => $this->thumbprint(),
		);
		$text   = Base64url::encode( (string) wp_json_encode( $header, self::JSON ) )
			. '.' . Base64url::encode( (string) wp_json_encode( $claims, self::JSON ) );
		if ( ! openssl_sign( $text, $der, $this->key, OPENSSL_ALGO_SHA256 ) ) {
			throw new \RuntimeException( 'openssl_sign failed' );
		}
		$attestation = $text . '.' . Base64url::encode( self::raw( $der ) );
		if ( strlen( $attestation ) > self::MAX_LENGTH ) {
			throw new \LengthException( 'attestation too long' );
		}
		return $attestation;
	}

	/**
	 * The signature as JWS wants it, r and s at their full length, from what OpenSSL gives: an ASN.1 sequence of two
	 * integers, which lose leading zeros and get one where the first bit would make them negative.
	 *
	 * @throws \UnexpectedValueException When it is not such a sequence.
	 */
	public static function raw( string $der ): string {
		$raw = '';
		$at  = 2;
		if ( "\x30" !== substr( $der, 0, 1 ) || chr( strlen( $der ) - 2 ) !== substr( $der, 1, 1 ) ) {
			throw new \UnexpectedValueException( 'not a signature in DER' );
		}
		for ( $half = 0; $half < 2; $half++ ) {
			$length  = ord( substr( $der, $at + 1, 1 ) );
			$integer = substr( $der, $at + 2, $length );
			$bare    = ltrim( $integer, "\0" );
			$is_one  = "\x02" === substr( $der, $at, 1 ) && strlen( $integer ) === $length && $length <= self::BYTES + 1;
			if ( ! $is_one || '' === $bare || strlen( $bare ) > self::BYTES || ord( $integer ) >= 0x80 ) {
				throw new \UnexpectedValueException( 'not a signature in DER' );
			}
			$raw .= self::padded( $bare );
			$at  += 2 + $length;
		}
		if ( strlen( $der ) !== $at ) {
			throw new \UnexpectedValueException( 'not a signature in DER' );
		}
		return $raw;
	}

	private static function padded( string $integer ): string {
		return str_pad( $integer, self::BYTES, "\0", STR_PAD_LEFT );
	}
}
