<?php
/**
 * What the firm vouches for.
 *
 * @package Visio_Avocat
 */

namespace Visio_Avocat;

/**
 * The firm's word that a certificate is a person's, in one consultation. Its key pair is made with the session, kept
 * encrypted beside it, and goes with it.
 */
final class Attestations {

	/** Seconds. Elements ask for the next one every four minutes. */
	public const LIFETIME = 600;

	/** Whether this PHP has what it takes. */
	public static function is_possible(): bool {
		return Likeness::is_possible() && Attestation_Signer::is_possible();
	}

	/** What a new session keeps: the consultation's own id, as the provider chooses those of sessions, and its key. */
	public static function begin( string $room, string $session_id ): array {
		$id  = bin2hex( random_bytes( 16 ) );
		$box = Secret_Box::seal( Attestation_Signer::generate()->to_pem(), self::context( $room, $session_id, $id ) );
		return array( 'consultation' => $id, 'key' => $box, 'fingerprints' => array() );
	}

	/** The consultation's key; null when it cannot be opened any more, as after a change of WordPress's salts. */
	public static function signer( string $room, array $session ): ?Attestation_Signer {
		$pem = Secret_Box::open( $session['key'], self::context( $room, $session['id'], $session['consultation'] ) );
		return null === $pem ? null : Attestation_Signer::from_pem( $pem );
	}

	/**
	 * Vouches for one certificate, and writes down that it is this person's.
	 *
	 * @param array                                                      $state  The room's, with a session that has a key; changed.
	 * @param array{id: string, name: string, named: string, role: string} $person Admitted, as the caller has just found.
	 * @throws Problem `refused` when the certificate is another person's.
	 */
	public static function attest( array &$state, Attestation_Signer $signer, array $person, Visitor $visitor, int $now ): string {
		if ( ! self::is_possible() ) {
			throw new \RuntimeException( 'the extension intl or the curve P-256 is missing' );
		}
		$until = $now + self::LIFETIME;
		Fingerprints::attest( $state, $visitor->mark, $person['id'], $now, $until );
		return $signer->sign(
			array(
				'iss'         => Rest_Api::origin(),
				'aud'         => $state['session']['id'],
				'room'        => $state['session']['consultation'],
				'sub'         => $person['id'],
				'name'        => $person['name'],
				'named'       => $person['named'],
				'role'        => Role::at_vonage( $person['role'] ),
				'fingerprint' => $visitor->fingerprint,
				'iat'         => $now,
				'exp'         => $until,
			)
		);
	}

	private static function context( string $room, string $session_id, string $consultation ): string {
		return (string) wp_json_encode( array( $room, $session_id, $consultation ) );
	}
}
