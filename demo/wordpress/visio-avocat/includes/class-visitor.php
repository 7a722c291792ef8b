<?php
/**
 * Who asks for access.
 *
 * @package Visio_Avocat
 */

namespace Visio_Avocat;

/** What one request tells of the person who sends it, and what WordPress itself knows. */
final class Visitor {

	/** @var string `host`, `observer` or `guest`. */
	public $role;
	/** @var string A host's id, the same in one room on all devices; of others the waiting room makes one. */
	public $host_id = '';
	/** @var string By what the waiting room finds the person again: keyed hash of account or cookie; empty where there is none. */
	public $owner;
	/** @var string Empty where nothing was typed. */
	public $name;
	/** @var string `invitation` when the firm vouches for the name, `typed` when it does not. */
	public $named;
	/** @var string Empty where there is none. */
	public $ticket;
	/** @var string Of the certificate; empty from an element that sends none. */
	public $fingerprint;
	/** @var string What is kept of the fingerprint. */
	public $mark;

	/**
	 * Reads a request.
	 *
	 * @param bool $is_renewal A renewal recognises a browser and never marks it with a cookie.
	 * @throws Problem `invalid-request`
	 */
	public function __construct( string $room, Json_Body $body, bool $is_renewal ) {
		$user              = wp_get_current_user();
		$this->role        = Role::of_current_user( $room );
		$this->name        = Text::name( $body->optional( 'displayName' ) );
		$this->named       = 'typed';
		$this->ticket      = $body->optional( 'ticket', 200 );
		$this->fingerprint = $body->matching( 'fingerprint', Fingerprints::PATTERN );
		$this->mark        = '' === $this->fingerprint ? '' : Fingerprints::mark( $room, $this->fingerprint );
		if ( $user->exists() ) {
			$this->name = self::account_name( $user );
		}
		if ( 'guest' === $this->role ) {
			$this->owner = $is_renewal ? Guest_Cookie::known_owner( $room ) : Guest_Cookie::owner( $room );
			return;
		}
		// Only who got a capability from the firm: where everybody may register, everybody chooses the name of an account.
		$this->named = 'invitation';
		$this->owner = hash_hmac( 'sha256', "account|$room|{$user->ID}", wp_salt( 'auth' ) );
		if ( 'host' === $this->role ) {
			$this->host_id = substr( hash_hmac( 'sha256', "host|$room|{$user->ID}", wp_salt( 'auth' ) ), 0, 24 );
		}
	}

	private static function account_name( \WP_User $user ): string {
		$name = Text::name( $user->display_name );
		return '' === $name ? Text::name( $user->user_nicename ) : $name;
	}
}
