<?php
/**
 * Runs when the plugin is deleted: nothing of it stays.
 *
 * @package Visio_Avocat
 */

namespace Visio_Avocat;

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

require_once __DIR__ . '/includes/autoload.php';

Lifecycle::uninstall();
