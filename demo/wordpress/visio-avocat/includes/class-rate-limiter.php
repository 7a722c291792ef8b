<?php
/**
 * Limits on requests.
 *
 * @package Visio_Avocat
 */

namespace Visio_Avocat;

/** Counts requests by the minute, in the database, as PHP's processes share nothing else. */
final class Rate_Limiter {

	private const WINDOW = 60;
	/** `::ffff:0:0/96` and `64:ff9b::/96`. */
	private const MAPPED     = "\0\0\0\0\0\0\0\0\0\0\xff\xff";
	private const TRANSLATED = "\0\x64\xff\x9b\0\0\0\0\0\0\0\0";

	public static function table(): string {
		global $wpdb;
		return $wpdb->prefix . 'visio_avocat_rates';
	}

	public static function install(): void {
		global $wpdb;
		$table = self::table();
		$wpdb->query( // phpcs:ignore WordPress.DB
			"CREATE TABLE IF NOT EXISTS $table (
				name binary(32) NOT NULL PRIMARY KEY,
				minute bigint unsigned NOT NULL,
				spent int unsigned NOT NULL
			) ENGINE=InnoDB"
		);
	}

	public static function uninstall(): void {
		global $wpdb;
		$wpdb->query( 'DROP TABLE IF EXISTS ' . self::table() ); // phpcs:ignore WordPress.DB
	}

	public static function clear(): void {
		global $wpdb;
		$wpdb->query( 'DELETE FROM ' . self::table() ); // phpcs:ignore WordPress.DB
	}

	/** Forgets the minutes that are over. */
	public static function purge( int $now ): void {
		global $wpdb;
		$wpdb->query( $wpdb->prepare( 'DELETE FROM ' . self::table() . ' WHERE minute < %d', intdiv( $now, self::WINDOW ) ) ); // phpcs:ignore WordPress.DB
	}

	/**
	 * Takes one request from what a minute allows.
	 *
	 * @throws Problem `rate-limited`, with the seconds until the next minute.
	 */
	public function take( string $name, int $allowed ): void {
		$now = time();
		if ( $this->spend( $name, 1, $now ) > $allowed ) {
			throw new Problem( 'rate-limited', array( 'retry_after' => self::WINDOW - $now % self::WINDOW ) );
		}
	}

	/** The price of a failure that was already answered: guessing is slow. */
	public function charge( string $name, int $cost ): void {
		$this->spend( $name, $cost, time() );
	}

	/** One statement, so that requests side by side are all counted. Returns what the minute has cost so far. */
	private function spend( string $name, int $cost, int $now ): int {
		global $wpdb;
		$table  = self::table();
		$minute = intdiv( $now, self::WINDOW );
		// An address is personal data: only a keyed hash of it is written, and only for so long.
		$key = hash_hmac( 'sha256', $name, wp_salt( 'auth' ) );
		$sql = "INSERT INTO $table (name, minute, spent) VALUES (UNHEX(%s), %d, %d)
			ON DUPLICATE KEY UPDATE spent = IF(minute = VALUES(minute), spent + VALUES(spent), VALUES(spent)), minute = VALUES(minute)";
		$sql = $wpdb->prepare( $sql, $key, $minute, $cost ); // phpcs:ignore WordPress.DB
		Database::change( static fn() => Database::query( $sql ) );
		return (int) $wpdb->get_var( $wpdb->prepare( "SELECT spent FROM $table WHERE name = UNHEX(%s)", $key ) ); // phpcs:ignore WordPress.DB
	}

	/** By what the rates of an address are counted; of IPv6 the network, as one subscriber has all of it. */
	public static function address(): string {
		$direct = sanitize_text_field( wp_unslash( $_SERVER['REMOTE_ADDR'] ?? '' ) );
		/**
		 * For sites behind a proxy, which know in which header to believe it.
		 *
		 * @param string $address The address that the connection came from.
		 */
		$address = (string) apply_filters( 'visio_avocat_client_address', $direct );
		$packed  = inet_pton( $address );
		// An IPv4 address that is written as one of IPv6 (RFC 4291, 2.5.5.2; RFC 6052) is that address.
		if ( false !== $packed && in_array( substr( $packed, 0, 12 ), array( self::MAPPED, self::TRANSLATED ), true ) ) {
			$address = inet_ntop( substr( $packed, 12 ) );
			$packed  = false;
		}
		$network = false !== $packed && 16 === strlen( $packed ) ? bin2hex( substr( $packed, 0, 8 ) ) : $address;
		return "address|$network";
	}
}
