<?php
/**
 * The body of a request.
 *
 * @package Visio_Avocat
 */

namespace Visio_Avocat;

/** A small JSON object, read member by member with its types. */
final class Json_Body {

	/** Bytes, at most. */
	private const MAX = 16384;

	/** @var array<string, mixed> */
	private $members;

	/** @throws Problem `invalid-request` with status 400, 413 or 415. */
	public function __construct( \WP_REST_Request $request ) {
		$type = (string) $request->get_header( 'Content-Type' );
		if ( ! preg_match( '~^application/json\s*(;\s*charset="?utf-8"?\s*)?$~i', $type ) ) {
			throw Problem::invalid( 'Content-Type: expected application/json', 415 );
		}
		$body = (string) $request->get_body();
		if ( strlen( $body ) > self::MAX ) {
			throw Problem::invalid( 'body: at most ' . self::MAX . ' bytes', 413 );
		}
		// An object, and a list in it, is the deepest that is asked for.
		$value = json_decode( $body, true, 4 );
		if ( ! is_array( $value ) || '{' !== substr( ltrim( $body ), 0, 1 ) ) {
			throw Problem::invalid( 'body: expected a JSON object in UTF-8' );
		}
		$this->members = $value;
	}

	/** Absent and null are the same: empty. @throws Problem `invalid-request` when it is there and no string. */
	public function optional( string $name, int $max = 4000 ): string {
		$value = $this->members[ $name ] ?? '';
		if ( ! is_string( $value ) || strlen( $value ) > $max ) {
			throw Problem::invalid( "$name: expected a string of at most $max bytes" );
		}
		return $value;
	}

	/** @throws Problem `invalid-request` when it is absent, empty or no string. */
	public function text( string $name, int $max = 4000 ): string {
		$value = $this->optional( $name, $max );
		if ( '' === $value ) {
			throw Problem::invalid( "$name: expected a string that is not empty" );
		}
		return $value;
	}

	/** Absent is empty; null and anything else that does not match is not. @throws Problem `invalid-request` */
	public function matching( string $name, string $pattern ): string {
		if ( ! array_key_exists( $name, $this->members ) ) {
			return '';
		}
		$value = $this->members[ $name ];
		if ( ! is_string( $value ) || ! preg_match( $pattern, $value ) ) {
			throw Problem::invalid( "$name: expected a string that matches $pattern" );
		}
		return $value;
	}

	public function has( string $name ): bool {
		return array_key_exists( $name, $this->members );
	}

	/** A list of strings; absent is empty. @return string[] */
	public function texts( string $name, int $max ): array {
		$value = $this->members[ $name ] ?? array();
		if ( ! is_array( $value ) || count( $value ) > $max || array_filter( $value, 'is_string' ) !== $value ) {
			throw Problem::invalid( "$name: expected a list of at most $max strings" );
		}
		return array_values( $value );
	}

	/** One of a few words. @param string[] $words */
	public function one_of( string $name, array $words ): string {
		$value = $this->text( $name );
		if ( ! in_array( $value, $words, true ) ) {
			throw Problem::invalid( "$name: expected one of " . implode( ', ', $words ) );
		}
		return $value;
	}
}
