<?php
/**
 * Whose certificate is whose.
 *
 * @package Visio_Avocat
 */

namespace Visio_Avocat;

/**
 * The fingerprints of a consultation, as functions of a room's state. A fingerprint belongs to the first person who
 * brought it, until the session is forgotten: nobody else can have it attested.
 */
final class Fingerprints {

	public const PATTERN = '/^sha-256 [0-9A-F]{2}(?::[0-9A-F]{2}){31}\z/';

	/** So many of one person's are live side by side: a few devices, a few reloads. */
	private const LIVE = 4;
	/** So many one person may bring to a consultation, that nobody fills the database. */
	private const PER_PERSON = 256;

	/** What is kept of a fingerprint: a keyed hash, another one in each room. */
	public static function mark( string $room, string $fingerprint ): string {
		return Base64url::encode( hash_hmac( 'sha256', "fingerprint|$room|$fingerprint", wp_salt( 'auth' ), true ) );
	}

	/**
	 * Those who are let in have brought theirs already, before it is attested.
	 *
	 * @param string $person The person's id.
	 * @throws Problem `refused` when the fingerprint is another person's.
	 */
	public static function check_owner( array $state, string $mark, string $person ): void {
		$owner = self::attested( $state )[ $mark ]['of'] ?? null;
		foreach ( $state['people'] as $one ) {
			// Somebody who waits may know it from an earlier consultation, and owns nothing by it.
			$holds = '' !== $mark && $mark === ( $one['mark'] ?? '' ) && 'admitted' === $one['status'];
			$owner = $owner ?? ( $holds ? $one['id'] : null );
		}
		if ( null !== $owner && $owner !== $person ) {
			throw new Problem( 'refused', array( 'because' => 'certificate' ) );
		}
	}

	/**
	 * Makes a fingerprint live until its attestation expires. A fifth one takes the place of the one that was renewed
	 * longest ago: somebody who reloads a few times must not be shut out.
	 *
	 * @throws Problem `refused` when it is another person's, or one too many.
	 */
	public static function attest( array &$state, string $mark, string $person, int $now, int $until ): void {
		self::check_owner( $state, $mark, $person );
		$others = array_filter( self::attested( $state ), static fn( $one ) => $one['of'] === $person );
		unset( $others[ $mark ] );
		if ( count( $others ) >= self::PER_PERSON ) {
			throw new Problem( 'refused', array( 'because' => 'certificate' ) );
		}
		$live = array_filter( $others, static fn( $one ) => $one['until'] > $now );
		uasort( $live, static fn( $one, $other ) => $one['until'] <=> $other['until'] );
		foreach ( array_keys( array_slice( $live, 0, max( 0, count( $live ) - self::LIVE + 1 ) ) ) as $oldest ) {
			$state['session']['fingerprints'][ $oldest ]['until'] = 0;
		}
		// Last in the list, which breaks ties within a second.
		unset( $state['session']['fingerprints'][ $mark ] );
		$state['session']['fingerprints'][ $mark ] = array( 'of' => $person, 'until' => $until );
	}

	/** Whether it is that person's, and no other has taken its place. A site that was away must cut nobody. */
	public static function is_held( array $state, string $mark, string $person ): bool {
		$one = self::attested( $state )[ $mark ] ?? null;
		return null !== $one && $one['of'] === $person && $one['until'] > 0;
	}

	/** @return array<string, array{of: string, until: int}> */
	private static function attested( array $state ): array {
		return $state['session']['fingerprints'] ?? array();
	}
}
