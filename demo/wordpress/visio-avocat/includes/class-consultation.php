<?php
/**
 * When a consultation is over.
 *
 * @package Visio_Avocat
 */

namespace Visio_Avocat;

/**
 * A consultation ends when a host ends it, when the last host has left, or when every host has been away for a while.
 * What was issued in it ends with it: its session, its key, and whom hosts have let in. Only a removal outlives it.
 */
final class Consultation {

	/** Seconds. No admission lasts longer; who was let in before waits again. */
	public const LONGEST = 12 * 3600;
	/** A host's page asks who waits every few seconds, hidden ones once a minute: silence for so long is no bad network. */
	private const HOSTS_AWAY = 900;
	/** Seconds within which a request that was under way when its page went may still come. */
	private const UNDER_WAY = 5;
	/** Another host's page, or that of the same one reloaded, asks within this time. */
	private const COMES_BACK = 120;
	/** How exactly it is known when a host was last there; asking again sooner writes nothing. */
	private const STEP = 60;

	/** Whether it has to be written down that a host is there. */
	public static function is_watch_due( array $state, int $now ): bool {
		return isset( $state['left'] ) || $now - ( $state['watched'] ?? 0 ) >= self::STEP;
	}

	/**
	 * Notes that a host's page is there, as it was before: a site that could not be asked for a while ends no consultation
	 * that goes on.
	 */
	public static function watch( array &$state, int $now ): void {
		if ( self::is_left( $state, $now ) ) {
			self::end( $state );
		}
		if ( $now - ( $state['left'] ?? 0 ) >= self::UNDER_WAY ) {
			$state['watched'] = $now;
			unset( $state['left'] );
		}
	}

	/** Notes that a host has left. Another host who is there asks before the consultation ends. */
	public static function leave( array &$state, int $now ): void {
		$state['left'] = $now;
	}

	/** Ends a consultation whose hosts have gone, before somebody comes in. */
	public static function end_if_left( array &$state, int $now ): void {
		if ( self::is_left( $state, $now ) || $now - ( $state['watched'] ?? $now ) >= self::HOSTS_AWAY ) {
			self::end( $state );
		}
	}

	/** Ends a consultation. Tokens that are still about lead to a session where nobody will ever be again. */
	public static function end( array &$state ): void {
		unset( $state['session'], $state['watched'], $state['left'] );
		$state['locked'] = false;
		$state['hosts']  = array();
		$state['people'] = array_values( array_filter( $state['people'], static fn( $one ) => 'admitted' !== $one['status'] ) );
	}

	private static function is_left( array $state, int $now ): bool {
		return $now - ( $state['left'] ?? $now ) >= self::COMES_BACK;
	}
}
