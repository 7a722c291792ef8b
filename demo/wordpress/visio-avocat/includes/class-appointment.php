<?php
/**
 * Rooms.
 *
 * @package Visio_Avocat
 */

namespace Visio_Avocat;

/**
 * A room as a page of the site names it. What the page says of it stands sealed in the endpoint's address, so that nobody
 * can ask for a room that no page has, nor for other hours; a visitor who may not read a private page does not know the
 * address; and no log that keeps addresses learns a title.
 */
final class Appointment {

	/** Seconds for which a printed address is good where the appointment has no end: a page may be kept by a cache. */
	private const LIFETIME = 30 * DAY_IN_SECONDS;
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
	/** @var int|null How many people the call is meant for. */
	public $expected;

	/** @throws \InvalidArgumentException When the room's identifier cannot be one. */
	public function __construct( string $room, string $title = '', ?int $opens = null, ?int $closes = null, ?int $expected = null ) {
		if ( ! preg_match( self::ROOM, $room ) ) {
			throw new \InvalidArgumentException( 'room' );
		}
		$this->room     = $room;
		$this->title    = Text::one_line( $title, Text::SENTENCE );
		$this->opens    = $opens;
		$this->closes   = $closes;
		$this->expected = $expected;
	}

	/**
	 * Reads the query of a request.
	 *
	 * @throws Problem `room-not-found` when the site has not sealed it, `refused` when that was too long ago.
	 */
	public static function from_query( string $room, array $query ): self {
		$sealed = is_string( $query['key'] ?? null ) ? $query['key'] : '';
		$facts  = json_decode( (string) Secret_Box::open( $sealed, "appointment|$room" ), true );
		if ( ! is_array( $facts ) ) {
			throw new Problem( 'room-not-found' );
		}
		if ( time() >= $facts['until'] ) {
			throw new Problem( 'refused', array( 'because' => 'reload' ) );
		}
		return new self( $room, $facts['title'], $facts['opens'], $facts['closes'], $facts['expected'] );
	}

	/** What a request has to repeat. */
	public function to_query(): array {
		$facts = array(
			'title'    => $this->title,
			'opens'    => $this->opens,
			'closes'   => $this->closes,
			'expected' => $this->expected,
			// A day more than the appointment, so that who comes too late reads that it is over.
			'until'    => null === $this->closes ? time() + self::LIFETIME : max( time(), $this->closes ) + DAY_IN_SECONDS,
		);
		return array( 'key' => Secret_Box::seal( (string) wp_json_encode( $facts, JSON_UNESCAPED_UNICODE ), "appointment|{$this->room}" ) );
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
}
