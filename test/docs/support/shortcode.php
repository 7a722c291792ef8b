<?php
/**
 * Prints what a shortcode of the plugin becomes, with the few functions of WordPress that this takes.
 * Arguments: the plugin's folder, the shortcode's attributes as JSON.
 */

define( 'ABSPATH', '/' );
foreach ( array( 'esc_html__', 'esc_attr', 'esc_url', 'wp_specialchars_decode' ) as $text ) {
	eval( "function $text( \$text ) { return htmlspecialchars( \$text, ENT_QUOTES, 'UTF-8', false ); }" );
}
foreach ( array( 'is_feed', 'current_user_can', 'get_option', 'wp_enqueue_script' ) as $no ) {
	eval( "function $no() { return false; }" );
}
foreach ( array( 'get_bloginfo', 'get_privacy_policy_url', 'wp_get_current_user', 'wp_salt' ) as $nothing ) {
	eval( "function $nothing() { return ''; }" );
}
function apply_filters( $name, $value ) { return $value; }
function wp_json_encode( $value ) { return json_encode( $value ); }
function wp_timezone() { return new DateTimeZone( 'Europe/Paris' ); }
function rest_url( $path ) { return "https://cabinet.example/wp-json/$path"; }
function add_query_arg( $query, $url ) { return $url . '?' . implode( '&', array_map( fn( $name, $value ) => "$name=$value", array_keys( $query ), $query ) ); }

require $argv[1] . '/includes/autoload.php';
$element = new Visio_Avocat\Element( new Visio_Avocat\Settings() );
echo $element->shortcode( json_decode( $argv[2], true ) );
