<?php
/**
 * The alphabet of tokens.
 *
 * @package Visio_Avocat
 */

namespace Visio_Avocat;

/** Base64url (RFC 4648, section 5) without padding. */
final class Base64url {

	public static function encode( string $bytes ): string {
		return rtrim( strtr( base64_encode( $bytes ), '+/', '-_' ), '=' ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions
	}
}
