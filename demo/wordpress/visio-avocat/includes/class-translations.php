<?php
/**
 * The plugin's words.
 *
 * @package Visio_Avocat
 */

namespace Visio_Avocat;

/** Loads the plugin's translations: the site's language for pages, the person's for answers. */
final class Translations {

	/** Loads the words of the page's language. */
	public static function load(): void {
		load_plugin_textdomain( 'visio-avocat', false, dirname( plugin_basename( MAIN_FILE ) ) . '/languages' );
	}

	/**
	 * Loads the words for one answer. The site need not have the language: only the plugin must.
	 *
	 * @param string $lang BCP 47; anything but French reads English.
	 */
	public static function speak( string $lang ): void {
		unload_textdomain( 'visio-avocat', true );
		if ( preg_match( '/^fr\b/i', $lang ) ) {
			// Under the locale that is current, as that is where WordPress will look for them.
			load_textdomain( 'visio-avocat', plugin_dir_path( MAIN_FILE ) . 'languages/visio-avocat-fr_FR.mo', determine_locale() );
		}
	}
}
