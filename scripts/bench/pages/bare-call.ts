// The vendor's SDK, unmodified, with as little as a call needs: one video for each person.
import { firstFrameOf } from './call-driver.ts';

declare global {
  interface Window {
    // biome-ignore lint/suspicious/noExplicitAny: the vendor's own, without types here
    OT: any;
    certificate?: RTCCertificate;
    certified: Promise<unknown>;
  }
}

/** Announces the page's certificate, as the element does: it exchanges media with such a client only. */
function announce(to: unknown): void {
  const [{ algorithm, value } = {}] = window.certificate?.getFingerprints() ?? [];
  session.signal({ type: 'visio-certificate', data: `${algorithm} ${value}`, to }, () => undefined);
}

const room = new URLSearchParams(location.search).get('room') ?? '';
const { OT } = window;
// biome-ignore lint/suspicious/noExplicitAny: the vendor's own, without types here
let session: any;
let waiting: ((video: HTMLVideoElement) => void) | undefined;

async function grant() {
  const response = await fetch('/api/visio', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify({ room, displayName: 'B', lang: 'fr' }),
  });
  if (!response.ok) throw new Error(`access endpoint: ${response.status}`);
  return response.json();
}

// biome-ignore lint/suspicious/noExplicitAny: the vendor's own, without types here
function subscribe(stream: any): void {
  const subscriber = session.subscribe(stream, undefined, { insertDefaultUI: false });
  subscriber.on('videoElementCreated', ({ element }: { element: HTMLVideoElement }) => {
    document.body.append(element);
    subscriber.on('destroyed', () => element.remove());
    waiting?.(element);
  });
}

const done = (start: (callback: (error?: Error) => void) => void) =>
  new Promise<void>((resolve, reject) => start((error) => (error ? reject(error) : resolve())));

window.call = {
  intend() {},
  async join() {
    await window.certified;
    const { applicationId, sessionId, token, proxyUrl, iceServers = [] } = await grant();
    if (proxyUrl) OT.setProxyUrl(proxyUrl);
    session = OT.initSession(applicationId, sessionId, {
      iceConfig: { includeServers: 'all', customServers: iceServers },
    });
    session.on('connectionCreated', ({ connection }: { connection: { connectionId: string } }) => {
      if (connection.connectionId !== session.connection?.connectionId) announce(connection);
    });
    session.on('streamCreated', ({ stream }: { stream: unknown }) => subscribe(stream));
    await done((callback) => session.connect(token, callback));
    const publisher = OT.initPublisher(undefined, {
      insertDefaultUI: false,
      name: 'B',
      width: '100%',
      height: '100%',
    });
    publisher.on('videoElementCreated', ({ element }: { element: HTMLVideoElement }) =>
      document.body.append(element),
    );
    await done((callback) => session.publish(publisher, callback));
  },
  async remoteFrame() {
    const video = await new Promise<HTMLVideoElement>((resolve) => {
      waiting = resolve;
    });
    waiting = undefined;
    await firstFrameOf(video);
  },
  async leave() {
    await new Promise((resolve) => {
      session.on('sessionDisconnected', resolve);
      session.disconnect();
    });
    session = undefined;
    for (const video of document.querySelectorAll('video')) video.remove();
  },
};
