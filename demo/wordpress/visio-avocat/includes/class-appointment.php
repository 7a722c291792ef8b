<?php
/**
 * Rooms.
 *
 * @package Visio_Avocat
 */

namespace Visio_Avocat;

/**
 * A room as a page of the site names it. The site signs what it prints, so that nobody can ask for a room that no page
 * has, nor for other hours; and whoever may not read a private page does not know the room's key.
 */
final class Appointment {

	/** Letters, digits, dots, hyphens and underscores: the same in an address, a database and a file. */
	private const ROOM = '/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}\z/';

	/** @var string */
	public $room;
	/** @var string */
	public $title;
	/** @var int|null Seconds since the epoch. */
	public $opens;
	/** @var int|null Seconds since the epoch. */
	public $closes;

	/** @throws \InvalidArgumentException When the room's identifier cannot be one. */
	public function __construct( string $room, string $title = '', ?int $opens = null, ?int $closes = null ) {
		if ( ! preg_match( self::ROOM, $room ) ) {
			throw new \InvalidArgumentException( 'room' );
		}
		$this->room   = $room;
		$this->title  = Text::one_line( $title, Text::SENTENCE );
		$this->opens  = $opens;
		$this->closes = $closes;
	}

	/**
	 * Reads the query of a request.
	 *
	 * @throws Problem `room-not-found` when the site has not signed it.
	 */
	public static function from_query( string $room, array $query ): self {
		foreach ( array( 'title', 'opens', 'closes', 'key' ) as $name ) {
			$text[ $name ] = is_string( $query[ $name ] ?? null ) ? $query[ $name ] : '';
		}
		try {
			$asked = new self( $room, $text['title'], self::seconds( $text['opens'] ), self::seconds( $text['closes'] ) );
		} catch ( \InvalidArgumentException $error ) {
			throw new Problem( 'room-not-found' );
		}
		if ( ! hash_equals( $asked->key(), $text['key'] ) ) {
			throw new Problem( 'room-not-found' );
		}
		return $asked;
	}

	/** What a request has to repeat. */
	public function to_query(): array {
		$query = array_filter(
			array(
				'title'  => $this->title,
				'opens'  => $this->opens,
				'closes' => $this->closes,
			)
		);
		return array_map( 'rawurlencode', $query + array( 'key' => $this->key() ) );
	}

	/**
	 * Whether it is time. Hosts are never too early; nobody comes in after the end.
	 *
	 * @throws Problem `not-open-yet` or `closed`.
	 */
	public function check_hours( int $now, bool $host ): void {
		if ( null !== $this->opens && $now < $this->opens && ! $host ) {
			throw new Problem( 'not-open-yet', array( 'opens_at' => $this->opens, 'retry_after' => $this->opens - $now ) );
		}
		if ( null !== $this->closes && $now >= $this->closes ) {
			throw new Problem( 'closed' );
		}
	}

	/** The member `room` of a grant. */
	public function facts(): array {
		$at = static fn( ?int $seconds ) => null === $seconds ? null : gmdate( 'Y-m-d\TH:i:s\Z', $seconds );
		return array_filter(
			array(
				'title'    => $this->title,
				'startsAt' => $at( $this->opens ),
				'endsAt'   => $at( $this->closes ),
			)
		);
	}

	private function key(): string {
		$signed = (string) wp_json_encode( array( 'visio-avocat-room', $this->room, $this->title, $this->opens, $this->closes ) );
		return hash_hmac( 'sha256', $signed, wp_salt( 'auth' ) );
	}

	private static function seconds( string $text ): ?int {
		return preg_match( '/^\d{1,12}\z/', $text ) ? (int) $text : null;
	}
}
