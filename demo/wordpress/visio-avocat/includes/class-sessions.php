<?php
/**
 * One session a room.
 *
 * @package Visio_Avocat
 */

namespace Visio_Avocat;

/** Keeps one Vonage session a room, made when the first person enters, and lets people into it. */
final class Sessions {

	/** @var Vonage */
	private $platform;
	/** @var Room_Store */
	private $store;

	public function __construct( Vonage $platform, Room_Store $store ) {
		$this->platform = $platform;
		$this->store    = $store;
	}

	/**
	 * What one person needs to connect. One change of the room asks the door, stores a session that was missing and
	 * vouches for the certificate: nobody gets any of it who has just been removed, or after the end.
	 *
	 * @param callable $door Gets the room's state by reference, returns the person; asked again once there is a session.
	 * @return array{0: array, 1: array} The person, and the grant: empty unless they are admitted.
	 * @throws Problem When the door refuses, the page is too old or the certificate is another person's.
	 * @throws \RuntimeException When the platform cannot be reached or gives a session that another room has.
	 */
	public function enter( string $room, Visitor $visitor, callable $door ): array {
		// A session is made without a lock: nobody else should wait for Vonage.
		$entry = $this->attempt( $room, $visitor, $door, null )
			?? $this->attempt( $room, $visitor, $door, $this->platform->create_session() );

		list( $person, $grant ) = $entry;
		if ( $grant ) {
			$grant += array(
				'applicationId' => $this->platform->application_id(),
				'token'         => $this->platform->token( $grant['sessionId'], $person ),
			);
		}
		return array( $person, $grant );
	}

	/**
	 * Vouches once more for a certificate that has been vouched for in this consultation.
	 *
	 * @param callable $door As above; it lets nobody in who was not.
	 * @throws Problem `refused`
	 */
	public function renew( string $room, Visitor $visitor, callable $door ): string {
		return $this->store->update(
			$room,
			function ( array &$state ) use ( $room, $visitor, $door ): string {
				$now     = time();
				$session = $this->usable( $room, $state );
				$person  = $door( $state );
				if ( ! isset( $session['key'] ) || ! Fingerprints::is_held( $state, $visitor->mark, $person['id'] ) ) {
					throw new Problem( 'refused', array( 'because' => 'certificate' ) );
				}
				return Attestations::attest( $state, Attestations::signer( $room, $session ), $person, $visitor, $now );
			}
		);
	}

	/** Null when a session has to be made first. */
	private function attempt( string $room, Visitor $visitor, callable $door, ?string $made ): ?array {
		return $this->store->update(
			$room,
			function ( array &$state ) use ( $room, $visitor, $door, $made ): ?array {
				Consultation::end_if_left( $state, time() );
				$session = $this->usable( $room, $state );
				// Somebody who connects without an attestation has to be an intruder.
				if ( isset( $session['key'] ) && '' === $visitor->fingerprint ) {
					throw new Problem( 'refused', array( 'because' => 'reload' ) );
				}
				$person = $door( $state );
				if ( 'admitted' !== $person['status'] ) {
					return array( $person, array() );
				}
				if ( null === $session ) {
					// A session has a key from the start or never: that is for hosts to decide.
					if ( 'host' !== $person['role'] && '' === $visitor->fingerprint && Attestations::is_possible() ) {
						throw new Problem( 'refused', array( 'because' => 'reload' ) );
					}
					if ( null === $made ) {
						return null;
					}
					// Another process may have been quicker: then its session is used, and this one never.
					$session          = $this->begin( $room, $visitor, $made );
					$state['session'] = $session;
				}
				$grant = array( 'sessionId' => $session['id'] );
				if ( isset( $session['key'] ) ) {
					$signer = Attestations::signer( $room, $session );
					$grant += array(
						'attestation'    => Attestations::attest( $state, $signer, $person, $visitor, time() ),
						'attestationKey' => $signer->jwk(),
					);
					// Their attestations last for some minutes more.
					$removed = array_filter( $state['people'], static fn( $one ) => 'removed' === $one['status'] );
					$grant  += array_filter( array( 'removed' => array_column( $removed, 'id' ) ) );
				}
				return array( $person, $grant );
			}
		);
	}

	/** A session has a key from the start or never. */
	private function begin( string $room, Visitor $visitor, string $id ): array {
		$attests = '' !== $visitor->fingerprint && Attestations::is_possible();
		return array( 'application' => $this->platform->application_id(), 'id' => $id )
			+ ( $attests ? Attestations::begin( $room, $id ) : array() );
	}

	/** The session; only of use with the application that made it, and as long as its key can be opened. */
	private function usable( string $room, array $state ): ?array {
		$session = $state['session'] ?? null;
		if ( ! $session || $session['application'] !== $this->platform->application_id() ) {
			return null;
		}
		return isset( $session['key'] ) && null === Attestations::signer( $room, $session ) ? null : $session;
	}
}
