<?php
/**
 * Settings → Visio-Avocat.
 *
 * @package Visio_Avocat
 */

namespace Visio_Avocat;

/** The settings page, made with WordPress's Settings API: it checks the nonce and the capability. */
final class Settings_Page {

	private const SLUG = 'visio-avocat';

	/** @var Settings */
	private $settings;

	public function __construct( Settings $settings ) {
		$this->settings = $settings;
	}

	public function register(): void {
		add_action( 'admin_init', array( $this, 'fields' ) );
		add_action(
			'admin_menu',
			function (): void {
				add_options_page( 'Visio-Avocat', 'Visio-Avocat', 'manage_options', self::SLUG, array( $this, 'page' ) );
			}
		);
	}

	/** @return array<string, string> */
	public static function labels(): array {
		return array(
			'application_id'  => __( 'Vonage application ID', 'visio-avocat' ),
			'api_url'         => __( 'Address of the Video API', 'visio-avocat' ),
			'proxy_url'       => __( 'Proxy address', 'visio-avocat' ),
			'media_mode'      => __( 'Path of sound and picture', 'visio-avocat' ),
			'confidentiality' => __( 'Least acceptable confidentiality', 'visio-avocat' ),
			'firm'            => __( 'Name of the firm', 'visio-avocat' ),
			'phone'           => __( 'Telephone number', 'visio-avocat' ),
			'privacy_url'     => __( 'Privacy notice', 'visio-avocat' ),
		);
	}

	public function fields(): void {
		register_setting(
			self::SLUG,
			Settings::OPTION,
			array(
				'type'              => 'object',
				'sanitize_callback' => array( $this->settings, 'sanitize' ),
				'default'           => array(),
			)
		);
		add_settings_section( 'vonage', __( 'Vonage', 'visio-avocat' ), array( $this, 'key_status' ), self::SLUG );
		add_settings_section( 'room', __( 'The room', 'visio-avocat' ), '__return_empty_string', self::SLUG );
		foreach ( self::labels() as $name => $label ) {
			$section = in_array( $name, array( 'application_id', 'api_url', 'proxy_url', 'media_mode' ), true ) ? 'vonage' : 'room';
			$args    = array( 'name' => $name, 'label_for' => "visio-avocat-$name" );
			add_settings_field( $name, $label, array( $this, 'field' ), self::SLUG, $section, $args );
		}
	}

	public function page(): void {
		echo '<div class="wrap"><h1>Visio-Avocat</h1><p>';
		/* translators: %s: the shortcode */
		printf( esc_html__( 'Put the block “Video consultation” into a page, or the shortcode %s. Users who may host consultations (the role “Lawyer”) let the others in.', 'visio-avocat' ), '<code>[visio_avocat room="rdv-4821"]</code>' );
		echo '</p><form action="options.php" method="post">';
		settings_fields( self::SLUG );
		do_settings_sections( self::SLUG );
		submit_button();
		echo '</form></div>';
	}

	/** Whether the private key is in order, without a word of what it is. */
	public function key_status(): void {
		try {
			Private_Key::load();
			$kind = 'success';
			$text = __( 'The private key is in order.', 'visio-avocat' );
		} catch ( Key_Refused $refused ) {
			$kind = 'error';
			$text = $refused->getMessage();
		}
		self::notice( $kind, __( 'Private key:', 'visio-avocat' ) . ' ' . $text );
		if ( ! Attestations::is_possible() ) {
			self::notice( 'warning', __( 'The firm cannot vouch for participants: PHP lacks its extension “intl”, or OpenSSL the curve P-256.', 'visio-avocat' ) );
		}
	}

	private static function notice( string $kind, string $text ): void {
		printf( '<div class="notice notice-%s inline"><p>%s</p></div>', esc_attr( $kind ), esc_html( $text ) );
	}

	/** @param array{name: string, label_for: string} $args */
	public function field( array $args ): void {
		$name   = $args['name'];
		$value  = $this->settings->get( $name );
		$common = sprintf( 'id="%s" name="%s[%s]" aria-describedby="%1$s-help"', esc_attr( $args['label_for'] ), esc_attr( Settings::OPTION ), esc_attr( $name ) );
		if ( isset( Settings::choices()[ $name ] ) ) {
			echo "<select $common>"; // phpcs:ignore WordPress.Security.EscapeOutput -- escaped above
			foreach ( Settings::choices()[ $name ] as $choice ) {
				printf( '<option value="%s"%s>%s</option>', esc_attr( $choice ), selected( $choice, $value, false ), esc_html( self::choice( $choice ) ) );
			}
			echo '</select>';
		} else {
			$fixed = 'application_id' === $name && defined( 'VISIO_AVOCAT_APPLICATION_ID' );
			$type  = 'url' === substr( $name, -3 ) ? 'url' : 'text';
			printf( '<input class="regular-text code" type="%s" value="%s" %s%s>', esc_attr( $type ), esc_attr( $value ), $common, $fixed ? ' readonly' : '' ); // phpcs:ignore WordPress.Security.EscapeOutput -- escaped above
		}
		printf( '<p class="description" id="%s-help">%s</p>', esc_attr( $args['label_for'] ), esc_html( self::help( $name ) ) );
	}

	private static function choice( string $choice ): string {
		switch ( $choice ) {
			case 'relayed':
				return __( 'From person to person (relayed)', 'visio-avocat' );
			case 'routed':
				return __( 'Through Vonage (routed)', 'visio-avocat' );
			case 'end-to-end':
				return __( 'Encrypted end to end', 'visio-avocat' );
			case 'attested':
				return __( 'Encrypted end to end, attested by this site', 'visio-avocat' );
			case 'verified':
				return __( 'Encrypted end to end, codes compared', 'visio-avocat' );
			default:
				return __( 'Any', 'visio-avocat' );
		}
	}

	private static function help( string $name ): string {
		switch ( $name ) {
			case 'application_id':
				return __( 'From Vonage’s dashboard. The constant VISIO_AVOCAT_APPLICATION_ID comes first.', 'visio-avocat' );
			case 'api_url':
				return __( 'Where sessions are made. Change it only for a proxy of Vonage’s, or for a local service.', 'visio-avocat' );
			case 'proxy_url':
				return __( 'Where browsers connect, if not directly to Vonage: your regional or IP proxy. Empty for none.', 'visio-avocat' );
			case 'media_mode':
				return __( 'Between two people, sound and picture need not pass through anybody.', 'visio-avocat' );
			case 'confidentiality':
				return __( 'Below it, nothing is sent.', 'visio-avocat' );
			case 'firm':
				return __( 'Shown before and after the consultation. Empty: the name of the site.', 'visio-avocat' );
			case 'phone':
				return __( 'Offered when a consultation fails or somebody waits long, such as +33 1 44 00 00 00.', 'visio-avocat' );
			default:
				return __( 'Empty: the privacy policy page of the site.', 'visio-avocat' );
		}
	}
}
