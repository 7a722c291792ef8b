<?php
/**
 * Joins the plugin's parts to WordPress.
 *
 * @package Visio_Avocat
 */

namespace Visio_Avocat;

/** The composition root. */
final class Plugin {

	/** Runs on every request, once all plugins are loaded. */
	public static function boot(): void {
		$settings = new Settings();
		$element  = new Element( $settings );
		Lifecycle::upgrade();
		add_action( 'init', array( Translations::class, 'load' ) );
		add_action( 'init', array( $element, 'register' ) );
		add_action( 'rest_api_init', static function () use ( $settings ): void {
			self::api( $settings )->register();
		} );
		add_filter( 'wpmu_drop_tables', array( Lifecycle::class, 'tables' ) );
		add_action( Lifecycle::PURGE, array( Lifecycle::class, 'purge' ) );
		if ( is_admin() ) {
			( new Settings_Page( $settings ) )->register();
		}
	}

	/** The REST interface and what it needs. */
	private static function api( Settings $settings ): Rest_Api {
		$store    = new Room_Store();
		$platform = new Vonage( $settings );
		$limiter  = new Rate_Limiter();
		return new Rest_Api(
			new Access( $settings, $store, new Sessions( $platform, $store ), $limiter ),
			new Admission( $store, $platform ),
			$limiter
		);
	}
}
