<?php
/**
 * Where rooms are remembered.
 *
 * @package Visio_Avocat
 */

namespace Visio_Avocat;

/**
 * One row a room, its state as JSON: the session and its key, whether it is locked or has ended, the people at the door
 * and the hosts. The session's id has a column of its own, as no two rooms may have the same one.
 */
final class Room_Store {

	/** Seconds after which a room that nobody asks for is forgotten, session and all, but for removals. */
	private const FORGET = 12 * HOUR_IN_SECONDS;

	private const EMPTY_ROOM = array(
		'locked' => false,
		'people' => array(),
		'hosts'  => array(),
	);

	public static function table(): string {
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
		// An earlier version's table has no such column.
		if ( ! self::has_sessions() ) {
			$wpdb->query( "ALTER TABLE $table ADD COLUMN session varchar(300) CHARACTER SET ascii COLLATE ascii_bin NULL, ADD UNIQUE KEY session (session)" ); // phpcs:ignore WordPress.DB
			foreach ( $wpdb->get_results( "SELECT room, state FROM $table" ) as $row ) { // phpcs:ignore WordPress.DB
				$session = json_decode( $row->state, true )['session']['id'] ?? '';
				$wpdb->query( $wpdb->prepare( "UPDATE IGNORE $table SET session = NULLIF(%s, '') WHERE room = %s", $session, $row->room ) ); // phpcs:ignore WordPress.DB
			}
		}
	}

	/** Whether the table is as this version needs it. */
	public static function has_sessions(): bool {
		global $wpdb;
		return null !== $wpdb->get_var( 'SHOW COLUMNS FROM ' . self::table() . " LIKE 'session'" ); // phpcs:ignore WordPress.DB
	}

	public static function uninstall(): void {
		global $wpdb;
		$wpdb->query( 'DROP TABLE IF EXISTS ' . self::table() ); // phpcs:ignore WordPress.DB
	}

	public static function clear(): void {
		global $wpdb;
		$wpdb->query( 'DELETE FROM ' . self::table() ); // phpcs:ignore WordPress.DB
	}

	/** Forgets what is over, whether or not somebody asks for the room. */
	public static function purge( int $now ): void {
		global $wpdb;
		$table = self::table();
		$store = new self();
		foreach ( $wpdb->get_col( "SELECT room FROM $table" ) as $room ) { // phpcs:ignore WordPress.DB
			$store->tidy( (string) $room, $now );
		}
	}

	private function tidy( string $room, int $now ): void {
		$before = $this->read( $room );
		$after  = $before;
		Consultation::end_if_left( $after, $now );
		Waiting_Room::forget( $after, $now );
		if ( array() === $after['people'] ) {
			global $wpdb;
			$wpdb->query( $wpdb->prepare( 'DELETE FROM ' . self::table() . ' WHERE room = %s AND updated < %d', $room, $now - self::FORGET ) ); // phpcs:ignore WordPress.DB
		}
		if ( $after !== $before ) {
			$this->update(
				$room,
				static function ( array &$state ) use ( $now ): void {
					Consultation::end_if_left( $state, $now );
					Waiting_Room::forget( $state, $now );
				}
			);
		}
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
	 * @throws \RuntimeException When the database fails, or another room has the session.
	 */
	public function update( string $room, callable $change ) {
		return Database::change( fn() => $this->change( $room, $change ) );
	}

	/** @return mixed */
	private function change( string $room, callable $change ) {
		global $wpdb;
		$table = self::table();
		// The row must be there to be locked; it is inserted before the transaction, which would hold the table's end.
		Database::query( $wpdb->prepare( "INSERT IGNORE INTO $table (room, state, updated) VALUES (%s, '{}', %d)", $room, time() ) ); // phpcs:ignore WordPress.DB
		Database::query( 'START TRANSACTION' );
		try {
			$row = Database::row( $wpdb->prepare( "SELECT state, updated FROM $table WHERE room = %s FOR UPDATE", $room ) ); // phpcs:ignore WordPress.DB
			if ( null === $row ) {
				throw new Conflict( 'a room was forgotten meanwhile' );
			}
			$state   = self::state( $row, time() );
			$result  = $change( $state );
			$json    = wp_json_encode( $state );
			$session = $state['session']['id'] ?? '';
			// Not REPLACE, which would delete the other room where two have the same session.
			Database::query( $wpdb->prepare( "UPDATE $table SET state = %s, session = NULLIF(%s, ''), updated = %d WHERE room = %s", $json, $session, time(), $room ) ); // phpcs:ignore WordPress.DB
			Database::query( 'COMMIT' );
			return $result;
		} catch ( \Throwable $error ) {
			$wpdb->query( 'ROLLBACK' ); // phpcs:ignore WordPress.DB
			throw $error;
		}
	}

	/** Whether or not the hourly event runs, of an old state removals alone are left. */
	private static function state( ?object $row, int $now ): array {
		$state = $row ? json_decode( $row->state, true ) : null;
		$state = ( is_array( $state ) ? $state : array() ) + self::EMPTY_ROOM;
		if ( $row && (int) $row->updated >= $now - self::FORGET ) {
			return $state;
		}
		$removed = array_filter( $state['people'], static fn( $one ) => 'removed' === ( $one['status'] ?? '' ) );
		return array( 'people' => array_values( $removed ) ) + self::EMPTY_ROOM;
	}
}
