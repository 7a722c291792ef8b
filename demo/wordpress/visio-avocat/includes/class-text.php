<?php
/**
 * Text from other people.
 *
 * @package Visio_Avocat
 */

namespace Visio_Avocat;

/** Makes text harmless to show; it is still text, and whoever shows it escapes it. */
final class Text {

	/** The longest name, in graphemes. */
	private const NAME = 80;
	/** …and in bytes of JSON: a token, which carries it, has 1000 for all that others may know of a person. */
	private const NAME_BYTES = 700;
	/** The longest reason, title or message, in graphemes. */
	public const SENTENCE = 300;

	/**
	 * Unicode's default ignorables (bidirectional controls, zero-width and filler characters, tags) except the joiners and
	 * variation selectors that scripts and emoji need, private characters, and blanks that are symbols: with them one name
	 * can pass for another.
	 */
	private const DECEPTIVE = '/[\x{AD}\x{34F}\x{61C}\x{115F}\x{1160}\x{17B4}\x{17B5}\x{180B}-\x{180F}\x{200B}\x{200E}\x{200F}'
		. '\x{202A}-\x{202E}\x{2060}-\x{206F}\x{3164}\x{FE00}-\x{FE0D}\x{FEFF}\x{FFA0}\x{FFF0}-\x{FFFC}\x{1BCA0}-\x{1BCA3}'
		. '\x{1D173}-\x{1D17A}\x{E0000}-\x{E0FFF}\x{2800}\x{1D159}\x{13430}-\x{13455}\p{Co}]/u';

	/** A name: one line, short enough for a token. */
	public static function name( string $text ): string {
		$name = self::one_line( $text, self::NAME );
		while ( strlen( (string) wp_json_encode( $name, JSON_UNESCAPED_UNICODE ) ) > self::NAME_BYTES ) {
			$name = rtrim( preg_replace( '/\x{200D}*.\z/us', '', $name ) );
		}
		return $name;
	}

	/** One line of at most so many graphemes; empty when nothing visible is left or the text is not UTF-8. */
	public static function one_line( string $text, int $max ): string {
		// More than this is cut anyway; a character that the cut has halved goes with it.
		if ( strlen( $text ) > $max * 40 ) {
			$text = preg_replace( '/[\xC0-\xFF][\x80-\xBF]*\z/', '', substr( $text, 0, $max * 40 ) );
		}
		$clean = preg_replace( array( self::DECEPTIVE, '/[\p{Cc}\p{Zl}\p{Zp}\s]+/u' ), array( '', ' ' ), $text );
		if ( null === $clean || ! preg_match( '/[\p{L}\p{N}\p{P}\p{S}]/u', $clean ) ) {
			return '';
		}
		preg_match( '/^\X{1,' . $max . '}/u', trim( $clean ), $cut );
		// A single letter may carry hundreds of combining marks.
		preg_match( '/^.{1,' . ( 4 * $max ) . '}/us', $cut[0] ?? '', $line );
		return rtrim( $line[0] ?? '' );
	}
}
