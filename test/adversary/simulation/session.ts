import type { ElementMessage, Peer, SessionEvent } from '../../../src/call/session.ts';
import type { ListedConnection } from '../../../src/transport-security/remote-ends.ts';
import { FakeSession } from '../../support/fakes.ts';

const TRANSPORT = {
  ...{ type: 'transport', id: 'T', dtlsState: 'connected', tlsVersion: 'FEFD' },
  ...{ dtlsCipher: 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256', srtpCipher: 'SRTP_AEAD_AES_128_GCM' },
};

/** A message that the provider carries, or does not. */
export interface Letter {
  readonly name: string;
  readonly data: string;
  /** Connection id of the receiver as the sender knows it. */
  readonly to: string;
}

/** A session of an honest element: what it is told and what it carries is up to the provider. */
export class SimulatedSession extends FakeSession {
  /** What waits at the provider. */
  mail: readonly Letter[] = [];
  /** Ids of those who were told that there is an alarm about them. */
  readonly warned = new Set<string>();
  #listed: readonly ListedConnection[] = [];
  readonly #self: Peer;
  readonly #fingerprint: string;

  /** @param self This person as the provider shows them to the others. */
  constructor(self: Peer, role: SimulatedSession['role'], fingerprint: string) {
    super();
    this.role = role;
    this.#self = self;
    this.#fingerprint = fingerprint;
  }

  override async connect(): Promise<void> {
    const shownAs = this.#self.name;
    const facts = { role: this.role, relayed: true, fingerprint: this.#fingerprint };
    this.report({ type: 'connected', self: this.#self, shownAs, ...facts });
  }

  override async publish(): Promise<void> {
    this.report({ type: 'self-media', handle: {} as HTMLVideoElement & { element: HTMLVideoElement } });
  }

  override async sendMessage(name: string, data: string, to = ''): Promise<void> {
    this.mail = [...this.mail, { name, data, to }];
    if (name === 'visio-mismatch') this.warned.add(to);
  }

  /** Removes and returns the letters that match. */
  take(matches: (letter: Letter) => boolean): readonly Letter[] {
    const taken = this.mail.filter(matches);
    this.mail = this.mail.filter((letter) => !taken.includes(letter));
    return taken;
  }

  tell(event: SessionEvent): void {
    if (event.type === 'connections') this.#listed = event.connections;
    this.report(event);
  }

  /** Measures what good connections with the listed certificates would show. */
  override async stats() {
    const local = [this.#fingerprint];
    return this.#listed.map(({ id, fingerprint }) => ({
      id,
      report: new Map([['T', TRANSPORT]]) as unknown as RTCStatsReport,
      connectionState: 'connected' as const,
      fingerprints: { local, remote: [fingerprint] },
    })) as unknown as [];
  }

  deliver(message: ElementMessage): void {
    this.hear(message);
  }
}
