<?php
// Installs WordPress, activates and configures the plugin, makes the people and the pages of the tests.
// Run in WordPress's folder; arguments as JSON on standard input: title, password, settings, pages.
define( 'WP_INSTALLING', true );
$given                  = json_decode( stream_get_contents( STDIN ), true );
$_SERVER['SERVER_NAME'] = '127.0.0.1';
$_SERVER['HTTP_HOST']   = '127.0.0.1';

/** Nobody reads the mail of a test. */
function wp_new_blog_notification() {}

require_once getcwd() . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';
wp_install( $given['title'], 'admin', 'admin@example.test', false, '', $given['password'] );
update_option( 'permalink_structure', '/%postname%/' );
$failed = activate_plugin( 'visio-avocat/visio-avocat.php' );
if ( is_wp_error( $failed ) ) {
	fwrite( STDERR, $failed->get_error_message() );
	exit( 1 );
}
update_option( 'visio_avocat', $given['settings'] );
$roles = array(
	'vasseur' => 'visio_lawyer',
	'lemoine' => 'visio_lawyer',
	'roy'     => 'subscriber',
	'karim'   => 'subscriber',
	'edith'   => 'editor',
	'plume'   => 'contributor',
);
$names = array(
	'vasseur' => 'Me Hélène Vasseur',
	'lemoine' => 'Me Jean Lemoine',
	'roy'     => 'Inès Roy',
	'karim'   => 'Karim Haddad',
	'edith'   => 'Édith Morel',
	'plume'   => 'Paul Plume',
);
foreach ( $roles as $login => $role ) {
	$id    = wp_insert_user(
		array(
			'user_login'   => $login,
			'user_pass'    => $given['password'],
			'display_name' => $names[ $login ],
			'role'         => $role,
		)
	);
	if ( 'roy' === $login ) {
		get_user_by( 'id', $id )->add_cap( 'visio_observe' );
	}
}
foreach ( $given['pages'] as $slug => $content ) {
	$page = array(
		'post_type'    => 'page',
		'post_status'  => 'publish',
		'post_name'    => $slug,
		'post_title'   => 'Votre rendez-vous',
		'post_content' => wp_slash( $content ),
	);
	wp_insert_post( $page );
}
flush_rewrite_rules();
