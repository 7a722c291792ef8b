<?php
/**
 * The element in pages.
 *
 * @package Visio_Avocat
 */

namespace Visio_Avocat;

/** Block and shortcode: both print the element, and its script once. */
final class Element {

	private const SCRIPT      = 'visio-avocat';
	private const HOST_SCRIPT = 'visio-avocat-nonce';

	/** Attributes of the element that an author may set, with the values that they may have; none: any text. */
	private const ATTRIBUTES = array(
		'firm'            => array(),
		'phone'           => array(),
		'lang'            => array(),
		'theme'           => array( 'auto', 'light', 'dark' ),
		'layout'          => array( 'auto', 'grid', 'speaker' ),
		'microphone'      => array( 'on', 'off' ),
		'camera'          => array( 'on', 'off' ),
		'relay-only'      => array( '' ),
		'confidentiality' => array( 'any', 'end-to-end', 'attested', 'verified' ),
		'controlslist'    => array(),
		'shortcuts'       => array(),
		'privacy-url'     => array(),
	);

	/** @var Settings */
	private $settings;

	public function __construct( Settings $settings ) {
		$this->settings = $settings;
	}

	/** Runs on `init`. */
	public function register(): void {
		$folder = plugins_url( '', MAIN_FILE );
		// No `?ver=`: the script's own chunks import it by its bare address, and would get a second copy. The folder has the version.
		wp_register_script( self::SCRIPT, "$folder/dist/" . VERSION . '/visio-avocat-room.js', array(), null, true ); // phpcs:ignore WordPress.WP.EnqueuedResourceParameters
		wp_register_script( self::HOST_SCRIPT, "$folder/js/nonce.js", array(), VERSION, true );
		wp_register_script( 'visio-avocat-block', "$folder/block/block.js", array( 'wp-blocks', 'wp-block-editor', 'wp-components', 'wp-element', 'wp-i18n' ), VERSION, true );
		wp_set_script_translations( 'visio-avocat-block', 'visio-avocat', plugin_dir_path( MAIN_FILE ) . 'languages' );
		add_filter( 'script_loader_tag', array( $this, 'script_tag' ), 10, 3 );
		add_shortcode( 'visio_avocat', array( $this, 'shortcode' ) );
		register_block_type( plugin_dir_path( MAIN_FILE ) . 'block', array( 'render_callback' => array( $this, 'block' ) ) );
	}

	/** `[visio_avocat room="…"]` @param array|string $attributes */
	public function shortcode( $attributes ): string {
		return $this->html( array_filter( (array) $attributes, 'is_string' ), '' );
	}

	/** The block: the same, with the wrapper's classes on the element itself. */
	public function block( array $attributes ): string {
		return $this->html( array_filter( $attributes, 'is_string' ), get_block_wrapper_attributes() );
	}

	/** Prints script tags of our own kind. */
	public function script_tag( string $tag, string $handle, string $source ): string {
		if ( self::SCRIPT === $handle ) {
			return sprintf( "<script type=\"module\" src=\"%s\" id=\"visio-avocat-js\"></script>\n", esc_url( $source ) ); // phpcs:ignore WordPress.WP.EnqueuedResources
		}
		if ( self::HOST_SCRIPT === $handle ) {
			$data = array(
				'src'          => esc_url( $source ),
				'data-api'     => esc_url( rest_url( Rest_Api::NAME . '/' ) ),
				'data-nonce'   => esc_attr( wp_create_nonce( 'wp_rest' ) ),
				'data-refresh' => esc_url( admin_url( 'admin-ajax.php?action=rest-nonce' ) ),
			);
			return '<script' . self::join( $data ) . "></script>\n";
		}
		return $tag;
	}

	private function html( array $given, string $wrapper ): string {
		// In the administration shortcodes of anybody's choice can be run.
		if ( is_feed() || is_admin() ) {
			return '';
		}
		// An author who may write, but not publish, must not open a room by a preview.
		$drafts = is_preview() || ( defined( 'REST_REQUEST' ) && REST_REQUEST );
		if ( $drafts && current_user_can( 'edit_posts' ) && ! current_user_can( 'publish_posts' ) ) {
			return '<p>' . esc_html__( 'The video consultation is shown here once the page is published.', 'visio-avocat' ) . '</p>';
		}
		try {
			$expected    = preg_match( '/^[1-9]\d{0,2}\z/', $given['expected'] ?? '' ) ? (int) $given['expected'] : null;
			$appointment = new Appointment( $given['room'] ?? '', $given['title'] ?? '', self::time( $given['opens'] ?? '' ), self::time( $given['closes'] ?? '' ), $expected );
		} catch ( \InvalidArgumentException $error ) {
			return current_user_can( 'edit_posts' ) ? '<p>' . esc_html__( 'Video consultation: give it a room (letters, digits, hyphens) and, if any, times like 2026-12-01 14:00.', 'visio-avocat' ) . '</p>' : '';
		}
		wp_enqueue_script( self::SCRIPT );
		$attributes = $this->attributes( $appointment, $given );
		$without    = esc_html__( 'The consultation takes place on this page. Please turn on JavaScript, or call the firm.', 'visio-avocat' );
		return '<visio-avocat-room' . self::join( $attributes ) . ( '' === $wrapper ? '' : " $wrapper" ) . "><noscript>$without</noscript></visio-avocat-room>";
	}

	/** @return array<string, string> Escaped. */
	private function attributes( Appointment $appointment, array $given ): array {
		$privacy = $this->settings->get( 'privacy_url' );
		// A page may ask for more than the site, never for less; an unknown word asks for what the site does.
		$levels = self::ATTRIBUTES['confidentiality'];
		$least  = (int) array_search( $this->settings->get( 'confidentiality' ), $levels, true );
		$asked  = (int) array_search( $given['confidentiality'] ?? '', $levels, true );

		$given['confidentiality'] = $levels[ max( $least, $asked ) ];

		$given += array(
			'firm'        => '' === $this->settings->get( 'firm' ) ? wp_specialchars_decode( get_bloginfo( 'name' ), ENT_QUOTES ) : $this->settings->get( 'firm' ),
			'phone'       => $this->settings->get( 'phone' ),
			'privacy-url' => '' === $privacy ? get_privacy_policy_url() : $privacy,
		);
		$all    = array(
			'room'                 => esc_attr( $appointment->room ),
			'endpoint'             => esc_url( add_query_arg( $appointment->to_query(), rest_url( Rest_Api::NAME . '/access' ) ) ),
			'endpoint-credentials' => 'same-origin',
		);
		foreach ( self::ATTRIBUTES as $name => $values ) {
			$value = $given[ $name ] ?? '';
			if ( array( '' ) === $values ) {
				// A boolean one: `relay-only` or `relay-only="…"`.
				$on = isset( $given[ $name ] ) ? 'false' !== $value : in_array( $name, $given, true );
				$all += $on ? array( $name => '' ) : array();
			} elseif ( '' !== $value && ( array() === $values || in_array( $value, $values, true ) ) ) {
				$all[ $name ] = 'privacy-url' === $name ? esc_url( $value, array( 'https', 'http' ) ) : esc_attr( Text::one_line( $value, Text::SENTENCE ) );
			}
		}
		if ( 'guest' !== Role::of_current_user( $appointment->room ) ) {
			wp_enqueue_script( self::HOST_SCRIPT );
			// The page now has a nonce and a name: plugins that keep pages understand this word.
			if ( ! defined( 'DONOTCACHEPAGE' ) ) {
				define( 'DONOTCACHEPAGE', true );
			}
			$all['display-name'] = esc_attr( Text::name( wp_get_current_user()->display_name ) );
		}
		return $all;
	}

	/** @param array<string, string> $attributes Escaped. */
	private static function join( array $attributes ): string {
		$text = '';
		foreach ( $attributes as $name => $value ) {
			$text .= '' === $value ? " $name" : " $name=\"$value\"";
		}
		return $text;
	}

	/** A time of the site's own clock. @throws \InvalidArgumentException When it is none: a room must not be open by mistake. */
	private static function time( string $text ): ?int {
		if ( '' === $text ) {
			return null;
		}
		$time = \DateTimeImmutable::createFromFormat( '!Y-m-d H:i', str_replace( 'T', ' ', $text ), wp_timezone() );
		$errors = \DateTimeImmutable::getLastErrors();
		// 31 June is no day in July.
		if ( false === $time || ( $errors && $errors['warning_count'] > 0 ) ) {
			throw new \InvalidArgumentException( 'time' );
		}
		return $time->getTimestamp();
	}
}
