<?php
/**
 * The application's private key.
 *
 * @package Visio_Avocat
 */

namespace Visio_Avocat;

/** Reads the key from a file outside the web root, and refuses one that others could read. */
final class Private_Key {

	/** Bytes; a PEM of 8192 bits is smaller. */
	private const MAX_SIZE = 16384;
	private const MIN_BITS = 2048;

	/** Where the key is: constant, else environment. Never a setting, so that the database and its copies do not know it. */
	public static function path(): string {
		if ( defined( 'VISIO_AVOCAT_PRIVATE_KEY' ) ) {
			return (string) constant( 'VISIO_AVOCAT_PRIVATE_KEY' );
		}
		return (string) getenv( 'VISIO_AVOCAT_PRIVATE_KEY' );
	}

	/**
	 * Loads the key.
	 *
	 * @return resource|\OpenSSLAsymmetricKey
	 * @throws Key_Refused With a sentence for administrators; it never repeats what the file holds.
	 */
	public static function load() {
		$path = self::path();
		if ( '' === $path ) {
			throw new Key_Refused( __( 'No key: set VISIO_AVOCAT_PRIVATE_KEY in wp-config.php or in the environment to the path of the file.', 'visio-avocat' ) );
		}
		$file = realpath( $path );
		if ( false === $file || ! is_file( $file ) || ! is_readable( $file ) ) {
			throw new Key_Refused( __( 'The key file does not exist, or the web server may not read it.', 'visio-avocat' ) );
		}
		foreach ( self::public_folders() as $folder ) {
			if ( 0 === strpos( $file, $folder ) ) {
				throw new Key_Refused( __( 'The key file lies where the web server could hand it out. Move it outside the site’s folder.', 'visio-avocat' ) );
			}
		}
		clearstatcache( true, $file );
		// Windows has no such bits.
		if ( '\\' !== DIRECTORY_SEPARATOR && fileperms( $file ) & 0007 ) {
			throw new Key_Refused( __( 'Every user of the server can read or change the key file. Set its permissions to 600 or 640.', 'visio-avocat' ) );
		}
		$pem = filesize( $file ) <= self::MAX_SIZE ? (string) file_get_contents( $file ) : ''; // phpcs:ignore WordPress.WP.AlternativeFunctions
		$key = openssl_pkey_get_private( $pem );
		$of  = false === $key ? array() : (array) openssl_pkey_get_details( $key );
		if ( OPENSSL_KEYTYPE_RSA !== ( $of['type'] ?? -1 ) || $of['bits'] < self::MIN_BITS ) {
			throw new Key_Refused( __( 'The file holds no RSA private key of at least 2048 bits without a passphrase.', 'visio-avocat' ) );
		}
		return $key;
	}

	/** Folders that a web server may serve, resolved, with a separator at the end. */
	private static function public_folders(): array {
		$root    = sanitize_text_field( wp_unslash( $_SERVER['DOCUMENT_ROOT'] ?? '' ) );
		$folders = array_filter( array_map( 'realpath', array_filter( array( ABSPATH, WP_CONTENT_DIR, $root ) ) ) );
		return array_map( static fn( $folder ) => rtrim( $folder, '/\\' ) . DIRECTORY_SEPARATOR, $folders );
	}
}
