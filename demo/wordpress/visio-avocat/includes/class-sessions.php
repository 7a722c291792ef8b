<?php
/**
 * One session a room.
 *
 * @package Visio_Avocat
 */

namespace Visio_Avocat;

/** Keeps one Vonage session a room, made when the first person enters. */
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
	 * What one person needs to connect.
	 *
	 * @param array{id: string, name: string, role: string} $person Who.
	 * @return array{applicationId: string, sessionId: string, token: string}
	 * @throws \RuntimeException When the platform cannot be reached.
	 */
	public function grant( string $room, array $person ): array {
		$session = $this->session_of( $room );
		return array(
			'applicationId' => $this->platform->application_id(),
			'sessionId'     => $session,
			'token'         => $this->platform->token( $session, $person ),
		);
	}

	private function session_of( string $room ): string {
		$application = $this->platform->application_id();
		$known       = self::usable( $this->store->read( $room ), $application );
		if ( null !== $known ) {
			return $known;
		}
		// Made without a lock: nobody else should wait for Vonage.
		$made = $this->platform->create_session();
		return $this->store->update(
			$room,
			static function ( array &$state ) use ( $made, $application ): string {
				// Another process may have been quicker: two people who come at the same moment must meet in one session.
				$id               = self::usable( $state, $application ) ?? $made;
				$state['session'] = compact( 'application', 'id' );
				return $id;
			}
		);
	}

	/** The session's id; only of use with the application that made it. */
	private static function usable( array $state, string $application ): ?string {
		$session = $state['session'] ?? null;
		return $session && $session['application'] === $application ? $session['id'] : null;
	}
}
