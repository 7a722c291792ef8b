<?php
/**
 * Where rooms are remembered.
 *
 * @package Visio_Avocat
 */

namespace Visio_Avocat;

/**
 * One row a room, its state as JSON: the session, whether it is locked or has ended, and the people at the door.
 * Nobody is in it for longer than the waiting room needs.
 */
final class Room_Store {

	/** Seconds after which a room that nobody asks for is forgotten, session and all. */
	private const FORGET = 12 * HOUR_IN_SECONDS;

	private const EMPTY_ROOM = array(
		'locked' => false,
		'people' => array(),
	);

	private static function table(): string {
		global $wpdb;
		return $wpdb->prefix . 'visio_avocat_rooms';
	}

	public static function install(): void {
		global $wpdb;
		$table = self::table();
		// InnoDB by name: changes to one room come one after the other only where rows can be locked.
		$wpdb->query( // phpcs:ignore WordPress.DB
			"CREATE TABLE IF NOT EXISTS $table (
				room varchar(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
				state longtext CHARACTER SET utf8mb4 NOT NULL,
				updated bigint unsigned NOT NULL
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

	public static function purge( int $now ): void {
		global $wpdb;
		$wpdb->query( $wpdb->prepare( 'DELETE FROM ' . self::table() . ' WHERE updated < %d', $now - self::FORGET ) ); // phpcs:ignore WordPress.DB
	}

	/** A room as it is now. */
	public function read( string $room ): array {
		global $wpdb;
		$row = $wpdb->get_row( $wpdb->prepare( 'SELECT state, updated FROM ' . self::table() . ' WHERE room = %s', $room ) ); // phpcs:ignore WordPress.DB
		return self::state( $row, time() );
	}

	/**
	 * Changes one room. Changes to the same room come one after the other, and are dropped when `$change` throws.
	 *
	 * @param callable $change Gets the state by reference; what it returns is returned.
	 * @return mixed
	 * @throws \RuntimeException When the database fails.
	 */
	public function update( string $room, callable $change ) {
		global $wpdb;
		$table = self::table();
		// The row must be there to be locked; inserting it inside the transaction could deadlock.
		$this->must( $wpdb->prepare( "INSERT IGNORE INTO $table (room, state, updated) VALUES (%s, '{}', %d)", $room, time() ) ); // phpcs:ignore WordPress.DB
		$this->must( 'START TRANSACTION' );
		try {
			$row    = $wpdb->get_row( $wpdb->prepare( "SELECT state, updated FROM $table WHERE room = %s FOR UPDATE", $room ) ); // phpcs:ignore WordPress.DB
			$state  = self::state( $row, time() );
			$result = $change( $state );
			$json   = wp_json_encode( $state );
			$this->must( $wpdb->prepare( "REPLACE INTO $table (room, state, updated) VALUES (%s, %s, %d)", $room, $json, time() ) ); // phpcs:ignore WordPress.DB
			$this->must( 'COMMIT' );
			return $result;
		} catch ( \Throwable $error ) {
			$wpdb->query( 'ROLLBACK' ); // phpcs:ignore WordPress.DB
			throw $error;
		}
	}

	private function must( string $query ): void {
		global $wpdb;
		if ( false === $wpdb->query( $query ) ) { // phpcs:ignore WordPress.DB
			throw new \RuntimeException( 'the database refused a change of a room' );
		}
	}

	/** Whether or not the hourly event runs, an old state is no state. */
	private static function state( ?object $row, int $now ): array {
		$fresh = $row && (int) $row->updated >= $now - self::FORGET;
		$state = $fresh ? json_decode( $row->state, true ) : null;
		return ( is_array( $state ) ? $state : array() ) + self::EMPTY_ROOM;
	}
}
