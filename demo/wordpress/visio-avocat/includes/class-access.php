<?php
/**
 * The access endpoint.
 *
 * @package Visio_Avocat
 */

namespace Visio_Avocat;

/** Decides on one request: a grant, a place in the waiting room, or a refusal. */
final class Access {

	/** So many people may come to the door of one room in a minute. */
	private const NEWCOMERS = 30;

	/** @var Settings */
	private $settings;
	/** @var Room_Store */
	private $store;
	/** @var Sessions */
	private $sessions;
	/** @var Rate_Limiter */
	private $limiter;

	public function __construct( Settings $settings, Room_Store $store, Sessions $sessions, Rate_Limiter $limiter ) {
		$this->settings = $settings;
		$this->store    = $store;
		$this->sessions = $sessions;
		$this->limiter  = $limiter;
	}

	/**
	 * Answers `POST access`.
	 *
	 * @throws Problem When there is no entry.
	 */
	public function answer( \WP_REST_Request $request ): \WP_REST_Response {
		$body        = new Json_Body( $request );
		$appointment = Appointment::from_query( $body->text( 'room', 200 ), $request->get_query_params() );
		$name        = Text::one_line( $body->optional( 'displayName' ), Text::NAME );
		$ticket      = $body->optional( 'ticket', 200 );
		$role        = Role::of_current_user( $appointment->room );
		$appointment->check_hours( time(), 'host' === $role );
		if ( 'host' === $role ) {
			return new \WP_REST_Response( $this->host_grant( $appointment, $name ) );
		}
		$person = $this->enter(
			$appointment->room,
			array(
				'owner'  => Guest_Cookie::owner( $appointment->room ),
				'role'   => $role,
				'name'   => '' === $name ? __( 'Guest', 'visio-avocat' ) : $name,
				'ticket' => $ticket,
			)
		);
		if ( 'admitted' === $person['status'] ) {
			return new \WP_REST_Response( $this->grant( $appointment, $person ) );
		}
		$waiting = array(
			'ticket'     => $person['ticket'],
			'retryAfter' => 2,
		);
		return new \WP_REST_Response( compact( 'waiting' ), 202 );
	}

	private function enter( string $room, array $visitor ): array {
		$newcomer = function () use ( $room ): void {
			$this->limiter->take( "room:$room", self::NEWCOMERS );
		};
		$enter    = static function ( array &$state ) use ( $visitor, $newcomer ): array {
			return Waiting_Room::enter( $state, $visitor, time(), $newcomer );
		};
		return $this->store->update( $room, $enter );
	}

	/** A host needs no admission and is not written down. */
	private function host_grant( Appointment $appointment, string $name ): array {
		if ( isset( $this->store->read( $appointment->room )['ended'] ) ) {
			$this->store->update( $appointment->room, array( Waiting_Room::class, 'reopen' ) );
		}
		$user      = wp_get_current_user();
		$host      = array(
			'id'   => bin2hex( random_bytes( 12 ) ),
			'name' => '' === $name ? Text::one_line( $user->display_name, Text::NAME ) : $name,
			'role' => 'host',
		);
		$query     = array( 'room' => rawurlencode( $appointment->room ) ) + $appointment->to_query();
		$admission = array( 'url' => add_query_arg( $query, rest_url( Rest_Api::NAME . '/admission' ) ) );
		return $this->grant( $appointment, $host ) + compact( 'admission' );
	}

	private function grant( Appointment $appointment, array $person ): array {
		$facts = array_filter(
			array(
				'room'     => $appointment->facts(),
				'proxyUrl' => $this->settings->get( 'proxy_url' ),
			)
		);
		return $this->sessions->grant( $appointment->room, $person )
			+ array( 'mediaMode' => $this->settings->get( 'media_mode' ) ) + $facts;
	}
}
