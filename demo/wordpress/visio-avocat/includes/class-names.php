<?php
/**
 * The names of a room.
 *
 * @package Visio_Avocat
 */

namespace Visio_Avocat;

/** What people in a room are called, as functions of its state: nobody goes by a typed name that looks like another's. */
final class Names {

	/**
	 * The name of somebody who waits: the account's, else what was typed, else what they have already.
	 *
	 * @param array $one The person, in the room's state.
	 * @throws Problem `refused` when it looks like another's.
	 */
	public static function choose( array $state, Visitor $visitor, array $one ): string {
		if ( 'invitation' === $visitor->named ) {
			return $visitor->name;
		}
		$others = self::others( $state, $one['id'] );
		$name   = '' === $visitor->name ? $one['name'] : $visitor->name;
		if ( '' === $name ) {
			return self::placeholder( $others );
		}
		if ( Likeness::is_among( $others, $name ) ) {
			throw new Problem( 'refused', array( 'because' => 'name-taken' ) );
		}
		return $name;
	}

	/** Whether somebody else who is present goes by a name that looks the same. */
	public static function is_taken( array $state, array $one ): bool {
		return Likeness::is_among( self::others( $state, $one['id'] ), $one['name'] );
	}

	/** Makes way for a host: somebody who waits under a name that looks like theirs has to come back with another. */
	public static function clear( array &$state, string $name ): void {
		$stays           = static fn( $one ) => 'waiting' !== $one['status']
			|| 'invitation' === ( $one['named'] ?? 'typed' )
			|| ! Likeness::is_among( array( $name ), $one['name'] );
		$state['people'] = array_values( array_filter( $state['people'], $stays ) );
	}

	/** @return string[] */
	private static function others( array $state, string $id ): array {
		$present = static fn( $one ) => $one['id'] !== $id && in_array( $one['status'], array( 'waiting', 'admitted' ), true );
		return array_merge( array_column( array_filter( $state['people'], $present ), 'name' ), array_values( $state['hosts'] ) );
	}

	/** @param string[] $others */
	private static function placeholder( array $others ): string {
		$guest = __( 'Guest', 'visio-avocat' );
		for ( $name = $guest, $number = 2; Likeness::is_among( $others, $name ); $number++ ) {
			$name = "$guest $number";
		}
		return $name;
	}
}
