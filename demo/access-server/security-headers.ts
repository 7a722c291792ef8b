/** Hosts of Vonage's platform, for a site without a proxy of its own (Vonage, network connectivity requirements). */
const VONAGE_HOSTS = ['opentok.com', 'tokbox.com', 'vonage.com'];

export interface SecurityHeaderOptions {
  /** Where signalling goes, when not to Vonage's own hosts. */
  readonly proxyUrl?: string | undefined;
  readonly secure: boolean;
}

/** What every answer carries: a strict Content Security Policy and the rest of the browser's defences. */
export function securityHeaders(options: SecurityHeaderOptions): Readonly<Record<string, string>> {
  const signalling = options.proxyUrl
    ? [new URL(options.proxyUrl).origin, new URL(options.proxyUrl).origin.replace(/^http/, 'ws')]
    : VONAGE_HOSTS.flatMap((host) => [`https://*.${host}`, `wss://*.${host}`]);
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `connect-src 'self' ${signalling.join(' ')}`,
    "img-src 'self' data: blob:",
    "media-src 'self' blob: mediastream:",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ];
  return {
    'Content-Security-Policy': policy.join('; '),
    'Permissions-Policy':
      'camera=(self), microphone=(self), display-capture=(self), autoplay=(self), fullscreen=(self), ' +
      'picture-in-picture=(self), speaker-selection=(self), screen-wake-lock=(self), geolocation=(), payment=(), ' +
      'usb=(), browsing-topics=()',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    ...(options.secure ? { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' } : {}),
  };
}
