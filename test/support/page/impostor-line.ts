// Runs in the attacker's page, bundled: the product's own line and comparison, under somebody else's name.
import { type LineParty, openPrivateLine, type PrivateLine } from '../../../src/private-line/private-line.ts';
import { Comparison } from '../../../src/verification/comparison.ts';
import type { ComparisonStep } from '../../../src/verification/comparison-state.ts';

/** One end of the attack: to `peer`, in the name of `self`. */
export interface ImpostorLineOptions {
  readonly session: string;
  readonly self: LineParty;
  readonly peer: LineParty;
  /** The victim's fingerprint. */
  readonly fingerprint: string;
  readonly ownFingerprint: string;
}

declare global {
  interface Window {
    /** Given by the test: carries a signalling message to a victim. */
    impostorSignal(from: string, to: string, data: string): Promise<void>;
    impostor: {
      /** Opens a line, and answers a comparison on it as its victim opens one. */
      open(options: ImpostorLineOptions): void;
      signal(to: string, data: string): void;
      /** Messages of the chat that came to the attacker. */
      heard: string[];
    };
  }
}

const lines = new Map<string, PrivateLine>();
const heard: string[] = [];

window.impostor = {
  heard,
  signal: (to, data) => lines.get(to)?.receiveSignal(data),
  open({ session, self, peer, fingerprint, ownFingerprint }) {
    const comparison = new Comparison({
      session,
      self: { ...self, fingerprint: ownFingerprint },
      peer: { ...peer, fingerprint },
      now: () => performance.now(),
    });
    const say = async (step: Promise<ComparisonStep>) => {
      for (const text of (await step).send) void line.send('comparison', text).catch(() => undefined);
    };
    const line = openPrivateLine(
      {
        ...{ session, self, peer, ownFingerprint, iceServers: [], relayOnly: false },
        certificate: window.forwarder.certificate,
        signal: (data) => window.impostorSignal(self.id, peer.id, data),
      },
      {
        onState: () => undefined,
        onProven: () => undefined,
        onFault: () => undefined,
        onMessage: (topic, text) => {
          if (topic === 'chat') heard.push(text);
          // What is meant for the other person never reaches them: nobody hears of a mismatch from here.
          if (topic === 'comparison')
            void say(comparison.receive(text)).then(() => {
              if (comparison.state.status === 'idle') return say(comparison.open());
            });
        },
      },
    );
    lines.set(peer.id, line);
  },
};
