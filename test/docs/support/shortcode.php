<?php
/**
 * Prints what a shortcode of the plugin becomes and what it seals, with the few functions of WordPress that this takes.
 * Arguments: the plugin's folder, the shortcode's attributes as JSON.
 */

define( 'ABSPATH', '/' );
define( 'DAY_IN_SECONDS', 86400 );
foreach ( array( 'esc_html__', 'esc_attr', 'esc_url', 'wp_specialchars_decode' ) as $text ) {
	eval( "function $text( \$text ) { return htmlspecialchars( \$text, ENT_QUOTES, 'UTF-8', false ); }" );
}
foreach ( array( 'is_feed', 'is_admin', 'is_preview', 'current_user_can', 'get_option', 'wp_enqueue_script' ) as $no ) {
	eval( "function $no() { return false; }" );
}
foreach ( array( 'get_bloginfo', 'get_privacy_policy_url', 'wp_get_current_user' ) as $nothing ) {
	eval( "function $nothing() { return ''; }" );
}
function wp_salt() { return 'a salt'; }
function apply_filters( $name, $value ) { return $value; }
function wp_json_encode( $value ) { return json_encode( $value ); }
function wp_timezone() { return new DateTimeZone( 'Europe/Paris' ); }
function rest_url( $path ) { return "https://cabinet.example/wp-json/$path"; }
function add_query_arg( $query, $url ) { return $url . '?' . implode( '&', array_map( fn( $name, $value ) => "$name=$value", array_keys( $query ), $query ) ); }

require $argv[1] . '/includes/autoload.php';
$element = new Visio_Avocat\Element( new Visio_Avocat\Settings() );
$given   = json_decode( $argv[2], true );
$printed = $element->shortcode( $given );
preg_match( '/key=([\w-]+)/', $printed, $found );
// What the address keeps to itself stands in a line of its own.
echo $printed, "\n", Visio_Avocat\Secret_Box::open( $found[1], 'appointment|' . $given['room'] );
