<?php
/**
 * The waiting room.
 *
 * @package Visio_Avocat
 */

namespace Visio_Avocat;

/**
 * Who may come in, as functions of a room's state:
 * waiting → admitted | refused, by a host · refused → waiting, after a while · any → removed, by a host.
 * Waiting ends by itself when the person no longer asks; so does an admission, that nobody walks in on the next client.
 */
final class Waiting_Room {

	/** Seconds. A hidden page's timers run once a minute in browsers: somebody silent for longer has given up. */
	private const GIVEN_UP = 75;
	/** For so long a refusal stands; then the person may ask the host again. */
	private const REFUSAL_STANDS = 300;
	/** For so long an admitted person can come back, after a reload or a loss, without waiting again. */
	private const ADMISSION_STANDS = 3600;
	/** For so long a removal is remembered. */
	private const REMOVAL_STANDS = 12 * 3600;
	/** More people than this cannot be an appointment. */
	private const MAX_PEOPLE = 50;
	private const PLACES     = array(
		'waiting'  => self::GIVEN_UP,
		'refused'  => self::ADMISSION_STANDS,
		'admitted' => self::ADMISSION_STANDS,
		'removed'  => self::REMOVAL_STANDS,
	);

	/**
	 * Lets somebody in or keeps them waiting.
	 *
	 * @param array    $state    The room's, changed.
	 * @param array    $visitor  `owner`, `role`, `name`, `ticket`.
	 * @param callable $newcomer Called before somebody unknown is written down; may throw.
	 * @return array The person, with `ticket` in clear when they have to wait.
	 * @throws Problem `closed`, `refused` or `room-full`.
	 */
	public static function enter( array &$state, array $visitor, int $now, callable $newcomer ): array {
		self::forget( $state, $now );
		if ( isset( $state['ended'] ) ) {
			throw new Problem( 'closed', array( 'because' => 'ended' ) );
		}
		$index = self::find( $state, $visitor ) ?? self::welcome( $state, $visitor, $now, $newcomer );
		$one   = &$state['people'][ $index ];
		// Somebody admitted to watch has not been admitted to speak.
		if ( $one['role'] !== $visitor['role'] && 'admitted' === $one['status'] ) {
			$one['status'] = 'waiting';
		}
		$one['role'] = $visitor['role'];
		$one['name'] = $visitor['name'];
		$one['seen'] = $now;
		if ( 'removed' === $one['status'] ) {
			throw self::refusal( 'removed', $one );
		}
		if ( 'refused' === $one['status'] ) {
			if ( $now - $one['decided'] < self::REFUSAL_STANDS ) {
				throw self::refusal( 'refused', $one );
			}
			if ( $state['locked'] ) {
				throw new Problem( 'refused', array( 'because' => 'locked' ) );
			}
			$one['status'] = 'waiting';
			$one['since']  = $now;
		}
		if ( 'admitted' === $one['status'] ) {
			return $one;
		}
		// The ticket already held, or a new one when it was lost: then the earlier one is worth nothing.
		$held          = $visitor['ticket'];
		$ticket        = '' !== $held && hash( 'sha256', $held ) === $one['ticket'] ? $held : bin2hex( random_bytes( 24 ) );
		$one['ticket'] = hash( 'sha256', $ticket );
		return array( 'ticket' => $ticket ) + $one;
	}

	/** Those who wait, in the order of arrival. */
	public static function waiting( array $state, int $now ): array {
		$waits = static fn( $one ) => 'waiting' === $one['status'] && $now - $one['seen'] < self::GIVEN_UP;
		return array_values( array_filter( $state['people'], $waits ) );
	}

	/**
	 * A host's answer to one person. Repeating it changes nothing.
	 *
	 * @throws Problem `guest-gone` or `already-decided`.
	 */
	public static function decide( array &$state, string $id, bool $admit, string $reason, int $now ): void {
		self::forget( $state, $now );
		$one = &self::person( $state, $id );
		$new = $admit ? 'admitted' : 'refused';
		if ( $one['status'] === $new ) {
			return;
		}
		// A second host may still let in somebody the first one refused; the reverse is what removing is for.
		if ( 'removed' === $one['status'] || ( 'waiting' !== $one['status'] && ! $admit ) ) {
			throw new Problem( 'already-decided' );
		}
		self::settle( $one, $new, $reason, $now );
	}

	/** Admits all who wait. */
	public static function admit_all( array &$state, int $now ): void {
		foreach ( self::waiting( $state, $now ) as $one ) {
			self::decide( $state, $one['id'], true, '', $now );
		}
	}

	/** Takes somebody's access away. @throws Problem `guest-gone` */
	public static function remove( array &$state, string $id, string $reason, int $now ): void {
		$one = &self::person( $state, $id );
		self::settle( $one, 'removed', $reason, $now );
	}

	/** Ends the appointment: those inside come back through the door, if at all, and meet in another session. */
	public static function end( array &$state, int $now ): void {
		$state = array( 'ended' => $now, 'locked' => false, 'people' => array() );
	}

	/** A host who comes in opens the room for the next client. */
	public static function reopen( array &$state ): void {
		unset( $state['ended'] );
	}

	private static function settle( array &$one, string $status, string $reason, int $now ): void {
		$one['status']  = $status;
		$one['decided'] = $now;
		$one['reason']  = $reason;
	}

	/** @throws Problem `guest-gone` */
	private static function &person( array &$state, string $id ): array {
		$index = array_search( $id, array_column( $state['people'], 'id' ), true );
		if ( false === $index ) {
			throw new Problem( 'guest-gone' );
		}
		return $state['people'][ $index ];
	}

	/** By the browser's cookie first; a ticket alone serves those whose browser keeps none. */
	private static function find( array $state, array $visitor ): ?int {
		$index = array_search( $visitor['owner'], array_column( $state['people'], 'owner' ), true );
		if ( false === $index && '' !== $visitor['ticket'] ) {
			$index = array_search( hash( 'sha256', $visitor['ticket'] ), array_column( $state['people'], 'ticket' ), true );
		}
		return false === $index ? null : $index;
	}

	private static function welcome( array &$state, array $visitor, int $now, callable $newcomer ): int {
		if ( $state['locked'] ) {
			throw new Problem( 'refused', array( 'because' => 'locked' ) );
		}
		if ( count( $state['people'] ) >= self::MAX_PEOPLE ) {
			throw new Problem( 'room-full', array( 'retry_after' => 15 ) );
		}
		$newcomer();
		$state['people'][] = array(
			'id'      => bin2hex( random_bytes( 12 ) ),
			'owner'   => $visitor['owner'],
			'role'    => $visitor['role'],
			'name'    => $visitor['name'],
			'status'  => 'waiting',
			'ticket'  => '',
			'reason'  => '',
			'since'   => $now,
			'seen'    => $now,
			'decided' => 0,
		);
		return count( $state['people'] ) - 1;
	}

	private static function forget( array &$state, int $now ): void {
		$stays           = static fn( $one ) => $now - $one['seen'] < self::PLACES[ $one['status'] ];
		$state['people'] = array_values( array_filter( $state['people'], $stays ) );
	}

	private static function refusal( string $because, array $one ): Problem {
		return new Problem( 'refused', array_filter( array( 'because' => $because, 'detail' => $one['reason'] ) ) );
	}
}
