<?php
/**
 * Plugin Name:       Visio-Avocat
 * Description:       Confidential video consultations for law firms: one block, one shortcode, a waiting room.
 * Version:           0.1.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * License:           MIT
 * Text Domain:       visio-avocat
 * Domain Path:       /languages
 *
 * @package Visio_Avocat
 */

namespace Visio_Avocat;

defined( 'ABSPATH' ) || exit;

/** Also the name of the folder in dist/: an update gives every file a new address. */
const VERSION = '0.1.0';
const MAIN_FILE = __FILE__;

require_once __DIR__ . '/includes/autoload.php';

register_activation_hook( __FILE__, array( Lifecycle::class, 'activate' ) );
register_deactivation_hook( __FILE__, array( Lifecycle::class, 'deactivate' ) );
add_action( 'plugins_loaded', array( Plugin::class, 'boot' ) );
