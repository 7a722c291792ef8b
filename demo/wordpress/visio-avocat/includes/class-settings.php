<?php
/**
 * Settings.
 *
 * @package Visio_Avocat
 */

namespace Visio_Avocat;

/** One option. No secret is in it: the private key is a file, see `Private_Key`. */
final class Settings {

	public const OPTION = 'visio_avocat';

	/** @return array<string, string> */
	public static function defaults(): array {
		return array(
			'application_id'  => '',
			'api_url'         => 'https://video.api.vonage.com',
			'proxy_url'       => '',
			'media_mode'      => 'relayed',
			'confidentiality' => 'any',
			'firm'            => '',
			'phone'           => '',
			'privacy_url'     => '',
		);
	}

	/** The values that a setting with a fixed list may have. @return array<string, string[]> */
	public static function choices(): array {
		return array(
			'media_mode'      => array( 'relayed', 'routed' ),
			'confidentiality' => array( 'any', 'end-to-end', 'attested', 'verified' ),
		);
	}

	/** A setting's value. The application's id may also be a constant, as servers are often set up by file. */
	public function get( string $name ): string {
		if ( 'application_id' === $name && defined( 'VISIO_AVOCAT_APPLICATION_ID' ) ) {
			return (string) constant( 'VISIO_AVOCAT_APPLICATION_ID' );
		}
		$saved = get_option( self::OPTION );
		$value = is_array( $saved ) ? ( $saved[ $name ] ?? '' ) : '';
		return is_string( $value ) && '' !== $value ? $value : self::defaults()[ $name ];
	}

	/** Keeps what was typed where it can be right, else what was there. */
	public function sanitize( $typed ): array {
		$typed = is_array( $typed ) ? array_filter( $typed, 'is_string' ) : array();
		$clean = array();
		foreach ( self::defaults() as $name => $default ) {
			$value = trim( $typed[ $name ] ?? '' );
			if ( '' === $value || $this->accepts( $name, $value ) ) {
				$clean[ $name ] = self::normal( $name, $value );
				continue;
			}
			$clean[ $name ] = $this->get( $name );
			/* translators: %s: name of a setting */
			add_settings_error( self::OPTION, $name, sprintf( __( '“%s” was not changed: the value cannot be used.', 'visio-avocat' ), Settings_Page::labels()[ $name ] ) );
		}
		return $clean;
	}

	private function accepts( string $name, string $value ): bool {
		switch ( $name ) {
			case 'application_id':
				return (bool) preg_match( '/^[A-Za-z0-9-]{1,64}\z/', $value );
			case 'api_url':
			case 'proxy_url':
				return self::is_service( $value );
			case 'privacy_url':
				return (bool) wp_http_validate_url( $value ) || 0 === strpos( $value, home_url( '/' ) );
			case 'phone':
				return (bool) preg_match( '/^\+?[0-9 .()-]{3,30}\z/', $value );
			case 'firm':
				return true;
			default:
				return in_array( $value, self::choices()[ $name ], true );
		}
	}

	private static function normal( string $name, string $value ): string {
		if ( 'firm' === $name ) {
			return Text::name( $value );
		}
		return in_array( $name, array( 'api_url', 'proxy_url' ), true ) ? untrailingslashit( $value ) : $value;
	}

	/** Tokens travel there: encrypted, or not out of this machine. */
	private static function is_service( string $url ): bool {
		$parts = wp_parse_url( $url );
		if ( ! is_array( $parts ) || ! isset( $parts['host'] ) || isset( $parts['user'] ) || isset( $parts['query'] ) || isset( $parts['fragment'] ) ) {
			return false;
		}
		$local = in_array( $parts['host'], array( 'localhost', '127.0.0.1', '[::1]' ), true );
		return esc_url_raw( $url ) === $url && ( 'https' === $parts['scheme'] || ( 'http' === $parts['scheme'] && $local ) );
	}
}
