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
	/** For so long a removal is remembered… */
	private const REMOVAL_STANDS = 30 * DAY_IN_SECONDS;
	/** …and for so long the name of who was removed. */
	private const NAME_STANDS = DAY_IN_SECONDS;
	/** More people than this cannot be an appointment. */
	private const MAX_PEOPLE = 50;
	/** …and more than this, with those refused and removed, cannot be written down. */
	private const MAX_WRITTEN = 500;
	private const PLACES     = array(
		'waiting'  => self::GIVEN_UP,
		'refused'  => self::ADMISSION_STANDS,
		'admitted' => self::ADMISSION_STANDS,
		'removed'  => self::REMOVAL_STANDS,
	);
	/** What an earlier version of the plugin has not written down of somebody. */
	private const WRITTEN_EARLIER = array(
		'named'  => 'typed',
		'mark'   => '',
		'frozen' => false,
	);

	/**
	 * Lets somebody in or keeps them waiting.
	 *
	 * @param array    $state    The room's, changed.
	 * @param callable $newcomer Called before somebody unknown is written down; may throw.
	 * @return array The person, with `ticket` in clear when they have to wait.
	 * @throws Problem `closed`, `refused` or `room-full`.
	 */
	public static function enter( array &$state, Visitor $visitor, int $now, callable $newcomer ): array {
		self::forget( $state, $now );
		self::check_end( $state );
		list( $index, $by_ticket ) = self::find( $state, $visitor );
		$index = $index ?? self::welcome( $state, $visitor, $now, $newcomer );
		$one   = &$state['people'][ $index ];
		$one  += self::WRITTEN_EARLIER;
		// Somebody admitted to watch has not been admitted to speak; and a ticket, which anybody may have found, is good
		// for the certificate that the host let in.
		$is_another = $one['role'] !== $visitor->role || ( $by_ticket && $one['mark'] !== $visitor->mark );
		if ( 'admitted' === $one['status'] && ( $is_another || $now - $one['decided'] >= Consultation::LONGEST ) ) {
			$one['status'] = 'waiting';
			$one['since']  = $now;
		}
		$one['role'] = $visitor->role;
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
		Fingerprints::check_owner( $state, $visitor->mark, $one['id'] );
		if ( 'admitted' === $one['status'] ) {
			return $one;
		}
		$one['mark'] = $visitor->mark;
		// A name that a host has let in stays, also where they have to wait again: another that is typed later is not taken.
		// Unless somebody else is called so meanwhile.
		if ( ! $one['frozen'] || Names::is_taken( $state, $one ) ) {
			$name = Names::choose( $state, $visitor, $one );
			if ( '' !== $one['name'] && $name !== $one['name'] ) {
				// A host lets in the name that they have read.
				$one['id']    = bin2hex( random_bytes( 12 ) );
				$one['since'] = $now;
			}
			$one['name']  = $name;
			$one['named'] = $visitor->named;
		}
		// The ticket already held, or a new one when it was lost: then the earlier one is worth nothing.
		$held          = $visitor->ticket;
		$ticket        = '' !== $held && hash( 'sha256', $held ) === $one['ticket'] ? $held : bin2hex( random_bytes( 24 ) );
		$one['ticket'] = hash( 'sha256', $ticket );
		return array( 'ticket' => $ticket ) + $one;
	}

	/**
	 * A host needs no admission. Their name is kept, so that nobody types it and so that it does not change meanwhile.
	 *
	 * @throws Problem `closed`
	 */
	public static function enter_as_host( array &$state, Visitor $visitor, int $now ): array {
		self::check_end( $state );
		Consultation::end_if_left( $state, $now );
		Consultation::watch( $state, $now );
		if ( ! isset( $state['hosts'][ $visitor->host_id ] ) ) {
			$state['hosts'][ $visitor->host_id ] = $visitor->name;
			Names::clear( $state, $visitor->name );
		}
		return self::host( $state, $visitor->host_id );
	}

	/**
	 * Somebody who is inside, and stays known to be.
	 *
	 * @throws Problem `refused` for everybody else.
	 */
	public static function inside( array &$state, Visitor $visitor, int $now ): array {
		if ( 'host' === $visitor->role && isset( $state['hosts'][ $visitor->host_id ] ) ) {
			Consultation::watch( $state, $now );
			return self::host( $state, $visitor->host_id );
		}
		self::forget( $state, $now );
		$one = $state['people'][ self::find( $state, $visitor )[0] ?? -1 ] ?? array();
		$is_in = 'admitted' === ( $one['status'] ?? '' ) && $now - $one['decided'] < Consultation::LONGEST;
		if ( ! $is_in || $one['role'] !== $visitor->role ) {
			throw new Problem( 'refused' );
		}
		$known         = &self::person( $state, $one['id'] );
		$known['seen'] = $now;
		return $known + self::WRITTEN_EARLIER;
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

	/** Admits all who wait. @param string[]|null $shown Ids of those whom the host was shown; null: everybody. */
	public static function admit_all( array &$state, ?array $shown, int $now ): void {
		foreach ( self::waiting( $state, $now ) as $one ) {
			if ( null === $shown || in_array( $one['id'], $shown, true ) ) {
				self::decide( $state, $one['id'], true, '', $now );
			}
		}
	}

	/** Takes somebody's access away. @throws Problem `guest-gone` */
	public static function remove( array &$state, string $id, string $reason, int $now ): void {
		$one = &self::person( $state, $id );
		self::settle( $one, 'removed', $reason, $now );
	}

	/** Ends the appointment: those inside come back through the door, if at all, and meet in another session. */
	public static function end( array &$state, int $now ): void {
		Consultation::end( $state );
		$removed = array_filter( $state['people'], static fn( $one ) => 'removed' === $one['status'] );
		$state   = array( 'ended' => $now, 'locked' => false, 'people' => array_values( $removed ) ) + $state;
	}

	/** A host who comes in opens the room for the next client. */
	public static function reopen( array &$state ): void {
		unset( $state['ended'] );
	}

	private static function settle( array &$one, string $status, string $reason, int $now ): void {
		$one['status']  = $status;
		$one['decided'] = $now;
		$one['reason']  = $reason;
		$one['frozen']  = 'admitted' === $status || ( $one['frozen'] ?? false );
	}

	/** @throws Problem `guest-gone` */
	private static function &person( array &$state, string $id ): array {
		$index = array_search( $id, array_column( $state['people'], 'id' ), true );
		if ( false === $index ) {
			throw new Problem( 'guest-gone' );
		}
		return $state['people'][ $index ];
	}

	/**
	 * By account or cookie first; a ticket alone serves those whose browser keeps no cookie, and never stands for an account.
	 *
	 * @return array{0: int|null, 1: bool} Where, and whether by ticket alone.
	 */
	private static function find( array $state, Visitor $visitor ): array {
		$ticket    = '' === $visitor->ticket ? '' : hash( 'sha256', $visitor->ticket );
		$by_ticket = null;
		foreach ( $state['people'] as $index => $one ) {
			if ( $visitor->owner === $one['owner'] ) {
				return array( $index, false );
			}
			if ( '' !== $ticket && 'typed' === $visitor->named && $ticket === $one['ticket'] && 'typed' === ( $one + self::WRITTEN_EARLIER )['named'] ) {
				$by_ticket = $index;
			}
		}
		return array( $by_ticket, null !== $by_ticket );
	}

	private static function welcome( array &$state, Visitor $visitor, int $now, callable $newcomer ): int {
		if ( $state['locked'] ) {
			throw new Problem( 'refused', array( 'because' => 'locked' ) );
		}
		// Who was refused or removed takes nobody's place.
		$present = array_filter( $state['people'], static fn( $one ) => in_array( $one['status'], array( 'waiting', 'admitted' ), true ) );
		if ( count( $present ) >= self::MAX_PEOPLE || count( $state['people'] ) >= self::MAX_WRITTEN ) {
			throw new Problem( 'room-full', array( 'retry_after' => 15 ) );
		}
		$newcomer();
		$state['people'][] = array(
			'id'      => bin2hex( random_bytes( 12 ) ),
			'owner'   => $visitor->owner,
			'role'    => $visitor->role,
			'name'    => '',
			'status'  => 'waiting',
			'ticket'  => '',
			'reason'  => '',
			'since'   => $now,
			'seen'    => $now,
			'decided' => 0,
		);
		return count( $state['people'] ) - 1;
	}

	/** @throws Problem `closed` */
	private static function check_end( array $state ): void {
		if ( isset( $state['ended'] ) ) {
			throw new Problem( 'closed', array( 'because' => 'ended' ) );
		}
	}

	private static function host( array $state, string $id ): array {
		return array(
			'id'     => $id,
			'name'   => $state['hosts'][ $id ],
			'named'  => 'invitation',
			'role'   => 'host',
			'status' => 'admitted',
		);
	}

	/** Forgets who no longer asks. */
	public static function forget( array &$state, int $now ): void {
		$stays           = static fn( $one ) => $now - $one['seen'] < self::PLACES[ $one['status'] ];
		$state['people'] = array_values( array_filter( $state['people'], $stays ) );
		foreach ( $state['people'] as &$one ) {
			if ( 'removed' === $one['status'] && $now - $one['decided'] >= self::NAME_STANDS ) {
				$one['name'] = '';
			}
		}
	}

	private static function refusal( string $because, array $one ): Problem {
		return new Problem( 'refused', array_filter( array( 'because' => $because, 'detail' => $one['reason'] ) ) );
	}
}
