<?php
/**
 * The door, for hosts.
 *
 * @package Visio_Avocat
 */

namespace Visio_Avocat;

/** Shows hosts who waits, and does what they decide. */
final class Admission {

	private const ACTIONS = array( 'admit-all', 'lock', 'unlock', 'remove', 'end', 'leave' );

	/** @var Room_Store */
	private $store;
	/** @var Vonage */
	private $platform;

	public function __construct( Room_Store $store, Vonage $platform ) {
		$this->store    = $store;
		$this->platform = $platform;
	}

	/** Answers `GET admission`: who waits. @throws Problem `room-not-found` */
	public function read( \WP_REST_Request $request ): \WP_REST_Response {
		$room  = self::room( $request );
		$state = $this->store->read( $room );
		if ( ! isset( $state['ended'] ) && Consultation::is_watch_due( $state, time() ) ) {
			$watch = static function ( array &$state ): array {
				Consultation::watch( $state, time() );
				return $state;
			};
			$state = $this->store->update( $room, $watch );
		}
		return self::answer( $state );
	}

	/** Answers `POST admission`: one decision or action; tells the list as it is then. @throws Problem */
	public function write( \WP_REST_Request $request ): \WP_REST_Response {
		$room        = self::room( $request );
		$body        = new Json_Body( $request );
		$change      = '' === $body->optional( 'action' ) ? self::decision( $body ) : self::action( $body );
		$connections = self::connections( array_merge( $body->texts( 'connections', 10000 ), array( $body->optional( 'connection', 100000 ) ) ) );
		$session     = $this->store->read( $room )['session'] ?? null;
		try {
			$state = $this->store->update(
				$room,
				static function ( array &$state ) use ( $change ): array {
					Consultation::watch( $state, time() );
					$change( $state );
					return $state;
				}
			);
		} finally {
			// After the state: somebody who is put out of the call must already be unable to get back in. Also somebody whom the
			// room does not know any more.
			if ( $session && $session['application'] === $this->platform->application_id() ) {
				$this->disconnect( $session['id'], $connections );
			}
		}
		return self::answer( $state );
	}

	private static function decision( Json_Body $body ): callable {
		$id     = $body->text( 'id', 100 );
		$admit  = 'admit' === $body->one_of( 'decision', array( 'admit', 'refuse' ) );
		$reason = Text::one_line( $body->optional( 'reason' ), Text::SENTENCE );
		return static function ( array &$state ) use ( $id, $admit, $reason ): void {
			Waiting_Room::decide( $state, $id, $admit, $reason, time() );
		};
	}

	private static function action( Json_Body $body ): callable {
		$action = $body->one_of( 'action', self::ACTIONS );
		$guest  = 'remove' === $action ? $body->text( 'participant', 100 ) : '';
		$shown  = $body->has( 'guests' ) ? $body->texts( 'guests', 200 ) : null;
		$reason = Text::one_line( $body->optional( 'reason' ), Text::SENTENCE );
		return static function ( array &$state ) use ( $action, $guest, $shown, $reason ): void {
			switch ( $action ) {
				case 'admit-all':
					Waiting_Room::admit_all( $state, $shown, time() );
					break;
				case 'remove':
					Waiting_Room::remove( $state, $guest, $reason, time() );
					break;
				case 'end':
					Waiting_Room::end( $state, time() );
					break;
				case 'leave':
					Consultation::leave( $state, time() );
					break;
				default:
					$state['locked'] = 'lock' === $action;
			}
		};
	}

	/**
	 * Connections that the host names. The provider chooses their ids: one that cannot be an id, and would be a part of
	 * another address, is left out, as a host's decision must not fail for it.
	 */
	private static function connections( array $named ): array {
		$is_one = static fn( $id ) => 1 === preg_match( '/^[\w-]{1,100}\z/', $id );
		return array_slice( array_values( array_filter( $named, $is_one ) ), 0, 50 );
	}

	/** One that fails must not keep the others in. */
	private function disconnect( string $session, array $connections ): void {
		foreach ( $connections as $connection ) {
			try {
				$this->platform->disconnect( $session, $connection );
			} catch ( \RuntimeException $error ) {
				Rest_Api::report( $error );
			}
		}
	}

	private static function answer( array $state ): \WP_REST_Response {
		$waiting = array_map(
			static fn( $one ) => array(
				'id'          => $one['id'],
				'displayName' => $one['name'],
				'role'        => $one['role'],
				'since'       => gmdate( 'Y-m-d\TH:i:s\Z', $one['since'] ),
			),
			Waiting_Room::waiting( $state, time() )
		);
		return new \WP_REST_Response(
			array(
				'waiting' => $waiting,
				'locked'  => $state['locked'],
				'ended'   => isset( $state['ended'] ),
			)
		);
	}

	private static function room( \WP_REST_Request $request ): string {
		$query = $request->get_query_params();
		$room  = is_string( $query['room'] ?? null ) ? $query['room'] : '';
		if ( 'host' !== Role::of_current_user( $room ) ) {
			throw new Problem( 'unauthorized', array( 'status' => rest_authorization_required_code() ) );
		}
		return Appointment::from_query( $room, $query )->room;
	}
}
