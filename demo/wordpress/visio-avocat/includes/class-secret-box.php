<?php
/**
 * Secrets at rest.
 *
 * @package Visio_Avocat
 */

namespace Visio_Avocat;

/** Encrypts what the database keeps: a copy of the database alone opens nothing, as the key comes from `wp-config.php`. */
final class Secret_Box {

	private const CIPHER = 'aes-256-gcm';
	private const NONCE  = 12;
	private const TAG    = 16;

	/** @param string $context What the secret belongs to: it cannot be opened as another's. */
	public static function seal( string $secret, string $context ): string {
		$nonce  = random_bytes( self::NONCE );
		$sealed = openssl_encrypt( $secret, self::CIPHER, self::key(), OPENSSL_RAW_DATA, $nonce, $tag, $context, self::TAG );
		if ( false === $sealed ) {
			throw new \RuntimeException( 'openssl_encrypt failed' );
		}
		return Base64url::encode( $nonce . $tag . $sealed );
	}

	/** Null when it was sealed under other salts, for another context, or was changed. */
	public static function open( string $box, string $context ): ?string {
		$bytes  = (string) base64_decode( strtr( $box, '-_', '+/' ), true ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions
		$nonce  = substr( $bytes, 0, self::NONCE );
		$tag    = substr( $bytes, self::NONCE, self::TAG );
		$sealed = substr( $bytes, self::NONCE + self::TAG );
		// OpenSSL itself would accept a tag that was cut, which is easy to guess.
		if ( strlen( $tag ) !== self::TAG ) {
			return null;
		}
		$secret = openssl_decrypt( $sealed, self::CIPHER, self::key(), OPENSSL_RAW_DATA, $nonce, $tag, $context );
		return false === $secret ? null : $secret;
	}

	private static function key(): string {
		return hash_hkdf( 'sha256', wp_salt( 'auth' ), 32, 'visio-avocat secret box' );
	}
}
