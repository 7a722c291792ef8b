<?php
/**
 * Changes of the plugin's tables.
 *
 * @package Visio_Avocat
 */

namespace Visio_Avocat;

/** Runs the queries of a change, and the change again when it met another one. */
final class Database {

	private const TRIES = 5;
	/** A deadlock, among others (ISO/IEC 9075, class 40, "serialization failure"). */
	private const CONFLICT = '40001';

	/** @var bool Whether a change is under way: it is made again as a whole. */
	private static $changing = false;

	/**
	 * Makes a change, up to five times: InnoDB ends a deadlock by giving one change up, and even two rows that are inserted
	 * at once can be in one.
	 *
	 * @param callable $change What it returns is returned.
	 * @return mixed
	 * @throws \RuntimeException When the database fails.
	 * @see https://mariadb.com/docs/server/reference/error-codes/mariadb-error-codes-1200-to-1299/e1213
	 */
	public static function change( callable $change ) {
		global $wpdb;
		if ( self::$changing ) {
			return $change();
		}
		self::$changing = true;
		// WordPress would write a query that fails into its log, with the names that are in it.
		$silent = $wpdb->suppress_errors( true );
		try {
			for ( $try = 1; $try < self::TRIES; $try++ ) {
				try {
					return $change();
				} catch ( Conflict $conflict ) {
					// Otherwise those that met would meet again.
					usleep( random_int( 0, 10000 * $try ) );
				}
			}
			return $change();
		} finally {
			$wpdb->suppress_errors( $silent );
			self::$changing = false;
		}
	}

	/** @param string $query Prepared. @throws \RuntimeException When the database fails; a `Conflict` when that may pass. */
	public static function query( string $query ): void {
		global $wpdb;
		self::check( false === $wpdb->query( $query ) ); // phpcs:ignore WordPress.DB
	}

	/** One row, or null. @param string $query Prepared. @throws \RuntimeException As above. */
	public static function row( string $query ): ?object {
		global $wpdb;
		$row = $wpdb->get_row( $query ); // phpcs:ignore WordPress.DB
		self::check( '' !== $wpdb->last_error );
		return $row;
	}

	private static function check( bool $failed ): void {
		global $wpdb;
		if ( ! $failed ) {
			return;
		}
		$connection = $wpdb->dbh;
		if ( $connection instanceof \mysqli && self::CONFLICT === mysqli_sqlstate( $connection ) ) {
			throw new Conflict( 'the database refused a change, for another one' );
		}
		throw new \RuntimeException( 'the database refused a change: it fails, or another room has the session' );
	}
}
