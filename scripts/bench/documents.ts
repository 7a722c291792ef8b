// The documents that are measured.

const page = (title: string, head: string, body: string) =>
  `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><link rel="icon" href="data:,">${head}</head><body>${body}</body></html>`;

const elementScript = '<script type="module" src="/visio/visio-avocat-room.js"></script>';
const videos = '<style>video{width:640px;height:360px;object-fit:cover}</style>';

/** @param probe Source of the script that notes when the lobby is usable; inside the page, so that it costs no request. */
export const elementLobby = (probe: string): string =>
  page(
    'Element',
    `<script>${probe}</script>${elementScript}`,
    '<visio-avocat-room endpoint="/api/visio" room="salle"></visio-avocat-room>',
  );

export const bareLobby = (probe: string): string =>
  page(
    'Bare Lit lobby',
    `<script>${probe}</script><script type="module" src="/pages/bare-lobby.js"></script>`,
    '<bare-lobby></bare-lobby>',
  );

/** @param room One of the site's own rooms. */
export const elementCall = (room: string): string =>
  page(
    'Element',
    `${elementScript}<script type="module" src="/pages/element-call.js"></script>`,
    `<visio-avocat-room endpoint="/api/visio" room="${room}" display-name="A"></visio-avocat-room>`,
  );

/** All of the page's connections have one certificate, from before the vendor's script runs. */
const oneCertificate = `<script>
  window.certified = RTCPeerConnection.generateCertificate({ name: 'ECDSA', namedCurve: 'P-256' }).then(
    (certificate) => { window.certificate = certificate; });
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration) {
      const { certificate } = window;
      super(certificate ? { ...configuration, certificates: [certificate] } : configuration);
    }
  };
</script>`;

/** The vendor's script has run before anybody presses. */
export const bareCall = (): string =>
  page(
    'Bare SDK',
    `${videos}${oneCertificate}<script src="/sdk/opentok.min.js"></script>`,
    '<script type="module" src="/pages/bare-call.js"></script>',
  );
