<?php
/**
 * Activation, housekeeping and removal.
 *
 * @package Visio_Avocat
 */

namespace Visio_Avocat;

/** What the plugin leaves in a site, and how it is taken away again. */
final class Lifecycle {

	/** The hourly event that forgets. */
	public const PURGE = 'visio_avocat_purge';
	/** A role for lawyers who have nothing else to do in the administration. */
	public const LAWYER = 'visio_lawyer';

	/** An option: the version of the tables that the site has. */
	private const TABLES_OPTION = 'visio_avocat_tables';
	private const TABLES        = '3';

	/** Makes the tables, the role and the hourly event of one site. */
	public static function activate(): void {
		self::make_tables();
		Translations::load();
		// A role's name is kept in the language in which it was made.
		add_role( self::LAWYER, __( 'Lawyer (video consultations)', 'visio-avocat' ), array( 'read' => true, Role::HOST => true ) );
		if ( ! wp_next_scheduled( self::PURGE ) ) {
			wp_schedule_event( time() + HOUR_IN_SECONDS, 'hourly', self::PURGE );
		}
	}

	/** Runs on every request: neither an update nor a new site of a network activates the plugin. */
	public static function upgrade(): void {
		if ( self::TABLES !== get_option( self::TABLES_OPTION ) || ! wp_next_scheduled( self::PURGE ) ) {
			self::activate();
			// An earlier version made every editor a host.
			foreach ( array( 'administrator', 'editor' ) as $name ) {
				$role = get_role( $name );
				if ( $role ) {
					$role->remove_cap( Role::HOST );
				}
			}
		}
	}

	/** Stops the hourly event, and forgets everybody at once. @param bool $network Whether on every site. */
	public static function deactivate( bool $network ): void {
		$stop = static function (): void {
			wp_clear_scheduled_hook( self::PURGE );
			Room_Store::clear();
			Rate_Limiter::clear();
		};
		$network ? self::on_every_site( $stop ) : $stop();
	}

	/** The tables that go with a site of a network. @param string[] $tables */
	public static function tables( array $tables ): array {
		return array_merge( $tables, array( Room_Store::table(), Rate_Limiter::table() ) );
	}

	/** Forgets who is no longer there. */
	public static function purge(): void {
		Room_Store::purge( time() );
		Rate_Limiter::purge( time() );
	}

	/** Removes everything: tables, settings, role, capabilities, event. On a network, from every site. */
	public static function uninstall(): void {
		is_multisite() ? self::on_every_site( array( self::class, 'uninstall_site' ) ) : self::uninstall_site();
	}

	private static function on_every_site( callable $work ): void {
		foreach ( get_sites( array( 'fields' => 'ids', 'number' => 0 ) ) as $site ) {
			switch_to_blog( $site );
			// A site that nobody has visited since the plugin is active has nothing of it.
			if ( get_option( self::TABLES_OPTION ) ) {
				$work();
			}
			restore_current_blog();
		}
	}

	private static function make_tables(): void {
		Room_Store::install();
		Rate_Limiter::install();
		// Tried again with the next request where the database did not allow it: no one enters meanwhile.
		if ( Room_Store::has_sessions() ) {
			update_option( self::TABLES_OPTION, self::TABLES );
		}
	}

	private static function uninstall_site(): void {
		wp_clear_scheduled_hook( self::PURGE );
		Room_Store::uninstall();
		Rate_Limiter::uninstall();
		delete_option( Settings::OPTION );
		delete_option( self::TABLES_OPTION );
		remove_role( self::LAWYER );
		foreach ( wp_roles()->role_objects as $role ) {
			$role->remove_cap( Role::HOST );
			$role->remove_cap( Role::OBSERVER );
		}
		// Also what users have of their own: installed again, the plugin would find its hosts of before.
		foreach ( array( Role::HOST, Role::OBSERVER, self::LAWYER ) as $name ) {
			foreach ( get_users( array( 'meta_key' => self::capabilities_key(), 'meta_value' => "\"$name\"", 'meta_compare' => 'LIKE' ) ) as $user ) { // phpcs:ignore WordPress.DB.SlowDBQuery
				$user->remove_cap( $name );
			}
		}
	}

	/** Where WordPress keeps the roles and capabilities of this site's users. */
	private static function capabilities_key(): string {
		global $wpdb;
		return $wpdb->get_blog_prefix() . 'capabilities';
	}
}
