<?php
/**
 * Finds Visio_Avocat\Some_Class in class-some-class.php, as WordPress names its files.
 *
 * @package Visio_Avocat
 */

namespace Visio_Avocat;

defined( 'ABSPATH' ) || exit;

spl_autoload_register(
	static function ( string $name ): void {
		if ( 0 !== strpos( $name, __NAMESPACE__ . '\\' ) ) {
			return;
		}
		$short = strtolower( str_replace( '_', '-', substr( $name, strlen( __NAMESPACE__ ) + 1 ) ) );
		$file  = __DIR__ . "/class-$short.php";
		if ( is_file( $file ) ) {
			require_once $file;
		}
	}
);
