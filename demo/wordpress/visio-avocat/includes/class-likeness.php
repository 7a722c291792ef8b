<?php
/**
 * Names that look the same.
 *
 * @package Visio_Avocat
 */

namespace Visio_Avocat;

/** Compares names as people read them: without case, diacritics, format characters and widths of letters and spaces. */
final class Likeness {

	private const RULES = 'NFKD; [[:M:][:Cf:]] Remove; Lower';

	/** Whether PHP has its extension `intl`. Without it names are not compared, and nothing is attested. */
	public static function is_possible(): bool {
		return class_exists( \Transliterator::class );
	}

	/** @param string[] $names */
	public static function is_among( array $names, string $name ): bool {
		return self::is_possible() && in_array( self::key( $name ), array_map( array( self::class, 'key' ), $names ), true );
	}

	private static function key( string $name ): string {
		$rules = \Transliterator::create( self::RULES );
		$plain = $rules ? $rules->transliterate( $name ) : false;
		if ( false === $plain ) {
			throw new \RuntimeException( 'a name cannot be compared' );
		}
		return trim( (string) preg_replace( '/[\s\p{Z}]+/u', ' ', $plain ) );
	}
}
