<?php
/**
 * How a browser is recognised.
 *
 * @package Visio_Avocat
 */

namespace Visio_Avocat;

/** A random cookie for the session of the browser: who reloads the page need not wait again. */
final class Guest_Cookie {

	private const NAME = 'visio_avocat_guest';
	/** No other site of the same domain, and no page without encryption, can set a cookie with this prefix (RFC 6265bis, 4.1.3.2). */
	private const ENCRYPTED = '__Host-' . self::NAME;

	/**
	 * Who it is in one room; set anew where the browser has none. Only this keyed hash is kept, and it is another one in
	 * each room, so that rooms do not tell who was in which.
	 */
	public static function owner( string $room ): string {
		$known = self::known_owner( $room );
		if ( '' !== $known ) {
			return $known;
		}
		$secret = bin2hex( random_bytes( 24 ) );
		setcookie(
			self::name(),
			$secret,
			array(
				'path'     => '/',
				'secure'   => is_ssl(),
				'httponly' => true,
				'samesite' => 'Strict',
			)
		);
		return self::keyed( $room, $secret );
	}

	/** The same without setting anything: empty where the browser has no cookie. */
	public static function known_owner( string $room ): string {
		$secret = $_COOKIE[ self::name() ] ?? ''; // phpcs:ignore WordPress.Security -- compared with a pattern
		$is_one = is_string( $secret ) && preg_match( '/^[0-9a-f]{48}\z/', $secret );
		return $is_one ? self::keyed( $room, $secret ) : '';
	}

	private static function name(): string {
		return is_ssl() ? self::ENCRYPTED : self::NAME;
	}

	private static function keyed( string $room, string $secret ): string {
		return hash_hmac( 'sha256', $room . '|' . $secret, wp_salt( 'auth' ) );
	}
}
