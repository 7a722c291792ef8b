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
	/** …and so many of one address. */
	private const NEWCOMERS_OF_ONE_ADDRESS = 10;

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
		$is_renewal  = 'attestation' === $body->optional( 'purpose' );
		$visitor     = new Visitor( $appointment->room, $body, $is_renewal );
		if ( $is_renewal ) {
			return $this->renewal( $appointment->room, $visitor );
		}
		$appointment->check_hours( time(), 'host' === $visitor->role );

		list( $person, $grant ) = 'host' === $visitor->role
			? $this->enter_as_host( $appointment->room, $visitor )
			: $this->enter( $appointment->room, $visitor );
		if ( $grant ) {
			return new \WP_REST_Response( $grant + $this->facts( $appointment, $person['role'] ) );
		}
		$waiting = array(
			'ticket'     => $person['ticket'],
			'retryAfter' => 2,
		);
		return new \WP_REST_Response( compact( 'waiting' ), 202 );
	}

	/**
	 * For people inside, hence whatever the hour: a consultation may last longer than planned.
	 *
	 * @throws Problem `refused`, or `invalid-request` without a fingerprint.
	 */
	private function renewal( string $room, Visitor $visitor ): \WP_REST_Response {
		if ( '' === $visitor->fingerprint ) {
			throw Problem::invalid( 'fingerprint: an attestation is of one' );
		}
		$inside = static function ( array &$state ) use ( $visitor ): array {
			return Waiting_Room::inside( $state, $visitor, time() );
		};
		return new \WP_REST_Response( array( 'attestation' => $this->sessions->renew( $room, $visitor, $inside ) ) );
	}

	private function enter( string $room, Visitor $visitor ): array {
		$newcomer = function () use ( $room ): void {
			$this->limiter->take( "room|$room|" . Rate_Limiter::address(), self::NEWCOMERS_OF_ONE_ADDRESS );
			$this->limiter->take( "room|$room", self::NEWCOMERS );
		};
		$enter    = static function ( array &$state ) use ( $visitor, $newcomer ): array {
			return Waiting_Room::enter( $state, $visitor, time(), $newcomer );
		};
		return $this->sessions->enter( $room, $visitor, $enter );
	}

	private function enter_as_host( string $room, Visitor $visitor ): array {
		if ( isset( $this->store->read( $room )['ended'] ) ) {
			$this->store->update( $room, array( Waiting_Room::class, 'reopen' ) );
		}
		// An end that another host declares from here on stands.
		$enter = static function ( array &$state ) use ( $visitor ): array {
			return Waiting_Room::enter_as_host( $state, $visitor, time() );
		};
		return $this->sessions->enter( $room, $visitor, $enter );
	}

	/** What a grant says besides the way into the session. */
	private function facts( Appointment $appointment, string $role ): array {
		$facts = array_filter(
			array(
				'room'     => $appointment->facts(),
				'expected' => $appointment->expected,
				'proxyUrl' => $this->settings->get( 'proxy_url' ),
			)
		);
		if ( 'host' === $role ) {
			$query              = array( 'room' => rawurlencode( $appointment->room ) ) + $appointment->to_query();
			$facts['admission'] = array( 'url' => add_query_arg( $query, rest_url( Rest_Api::NAME . '/admission' ) ) );
		}
		return array( 'mediaMode' => $this->settings->get( 'media_mode' ) ) + $facts;
	}
}
