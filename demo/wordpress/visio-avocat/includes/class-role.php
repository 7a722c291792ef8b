<?php
/**
 * Who somebody is in a room.
 *
 * @package Visio_Avocat
 */

namespace Visio_Avocat;

/** Roles by WordPress capability. */
final class Role {

	/** Capability: lets people in, moderates. */
	public const HOST = 'visio_host';
	/** Capability: sees and hears, once a host lets them in. */
	public const OBSERVER = 'visio_observe';

	/**
	 * The current user's role in a room.
	 *
	 * With a cookie but without a valid nonce (`X-WP-Nonce`), WordPress has already made the user nobody.
	 *
	 * @return string `host`, `observer` or `guest`
	 */
	public static function of_current_user( string $room ): string {
		$role = 'guest';
		if ( current_user_can( self::HOST ) ) {
			$role = 'host';
		} elseif ( current_user_can( self::OBSERVER ) ) {
			$role = 'observer';
		}
		/**
		 * Lets a site narrow it: a lawyer may be host of some rooms only. Hosts and observers have an account all the
		 * same, as it is their account that the firm's attestation names.
		 *
		 * @param string   $role `host`, `observer` or `guest`.
		 * @param string   $room The room's identifier.
		 * @param \WP_User $user May be nobody (ID 0).
		 */
		$filtered = apply_filters( 'visio_avocat_role', $role, $room, wp_get_current_user() );
		return in_array( $filtered, array( 'host', 'observer' ), true ) && is_user_logged_in() ? $filtered : 'guest';
	}

	/** Vonage's name of a role. */
	public static function at_vonage( string $role ): string {
		$names = array(
			'host'     => 'moderator',
			'observer' => 'subscriber',
		);
		return $names[ $role ] ?? 'publisher';
	}
}
