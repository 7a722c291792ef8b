import { expect, waitUntil } from '@open-wc/testing';
import {
  reduceVerification,
  VerificationFeature,
} from '../../../../src/call/features/verification-feature.ts';
import { MESSAGES } from '../../../../src/call/message-names.ts';
import { isVerified, levelGiven } from '../../../../src/call/state/assess.ts';
import type { Verification } from '../../../../src/call/state/state.ts';
import { type ChatKey, createChatKey } from '../../../../src/private-line/chat-key.ts';
import type { ConnectionEvidence } from '../../../../src/transport-security/evidence.ts';
import { print } from '../../transport-security/support.ts';
import { Bus, callOf, connection, participant } from '../desk-support.ts';

class End {
  readonly id: string;
  readonly key: Promise<ChatKey> = createChatKey();
  readonly proven: string[] = [];
  readonly verifications = new Map<string, Verification>();
  readonly desk: VerificationFeature;
  readonly #abort = new AbortController();

  constructor(bus: Bus, id: string) {
    this.id = id;
    this.desk = new VerificationFeature({
      ...{ session: bus.session(id), self: id, room: 'session', key: this.key },
      commit: (report) => this.verifications.set(report.id, report.verification),
      onPeerKey: (peer) => this.proven.push(peer),
    });
    bus.connect(id, async ({ name, data, from }) => {
      if (name === MESSAGES.code) await this.desk.receive(participant(from), data);
      if (name === MESSAGES.different) await this.desk.dispute(participant(from));
    });
  }

  /** Sees these people over these connections. */
  see(others: readonly string[], ...evidence: ConnectionEvidence[]): void {
    this.desk.follow(callOf([this.id, ...others], evidence));
  }

  resend(): void {
    const soon = () => new Promise<void>((resolve) => setTimeout(resolve));
    void this.desk.resend(soon, this.#abort.signal);
  }

  /** Resends so many times. Returns how long each wait is. */
  async resendTimes(count: number): Promise<number[]> {
    const abort = new AbortController();
    const waits: number[] = [];
    await this.desk.resend(async (durationMs) => {
      waits.push(durationMs);
      if (waits.length === count) abort.abort();
    }, abort.signal);
    return waits;
  }

  stop(): void {
    this.#abort.abort();
  }

  digits(peer: string): string | undefined {
    const state = this.verifications.get(peer)?.state;
    return state?.status === 'ready' ? state.code.digits : undefined;
  }
}

const [A, B, M] = [print(0xa), print(0xb), print(0xe)];

describe('the comparison of codes', () => {
  let bus: Bus;
  let [ada, ben]: [End, End] = [undefined as never, undefined as never];
  beforeEach(() => {
    bus = new Bus();
    [ada, ben] = [new End(bus, 'ada'), new End(bus, 'ben')];
  });
  afterEach(() => {
    ada.stop();
    ben.stop();
  });

  async function meet(): Promise<void> {
    ada.see(['ben'], connection('ben', A, B));
    ben.see(['ada'], connection('ada', B, A));
    ada.resend();
    ben.resend();
    await waitUntil(() => ada.digits('ben') !== undefined && ben.digits('ada') !== undefined);
  }

  it('goes on until the call is over, and repeats what is not answered only', async () => {
    bus.pass = () => [];
    ada.see(['ben'], connection('ben', A, B));
    const said = () => bus.sent.filter(({ from }) => from === 'ada').length;
    await waitUntil(() => said() === 1);
    const waits = await ada.resendTimes(3);
    expect(waits).to.deep.equal([1500, 1500, 1500]);
    expect(said()).to.equal(4);
    bus.pass = (signal) => [signal];
    await meet();
    bus.pass = () => [];
    // Taken after all that is still under way.
    await ada.desk.receive(participant('ben'), '');
    const before = said();
    expect(ada.verifications.get('ben')?.state.status).to.equal('ready');
    await ada.resendTimes(2);
    expect(said()).to.equal(before);
  });

  it('shows both the same code, whoever begins', async () => {
    await meet();
    expect(ada.digits('ben')).to.equal(ben.digits('ada'));
    expect(ada.proven).to.deep.equal(['ben']);
    expect(ben.proven).to.deep.equal(['ada']);
  });

  it('makes a level of a person’s own answer, not of the other’s', async () => {
    await meet();
    const evidence = [
      { ...connection('ben', A, B), dtlsState: 'connected', dtlsVersion: '1.3' } as const,
    ].map((one) => ({ ...one, dtlsCipher: 'TLS_AES_128_GCM_SHA256', srtpProfile: 'AEAD_AES_128_GCM' }));
    const level = () => levelGiven({ ...callOf([], evidence), verifications: ada.verifications }, evidence);
    expect(level()).to.equal('end-to-end');
    await ben.desk.answer('ada', 'same');
    expect(level()).to.equal('end-to-end');
    await ada.desk.answer('ben', 'same');
    expect(level()).to.equal('end-to-end-verified');
  });

  it('reaches both when one says that the codes differ, and lasts until they begin anew', async () => {
    await meet();
    await ada.desk.answer('ben', 'same');
    await ben.desk.answer('ada', 'different');
    await waitUntil(() => ada.verifications.get('ben')?.disputed === true);
    expect(isVerified(ada.verifications.get('ben') as Verification)).to.equal(false);
    const before = ada.digits('ben');
    await ada.desk.restart('ben');
    await waitUntil(() => ada.digits('ben') !== undefined && ada.digits('ben') !== before);
    await waitUntil(() => ada.digits('ben') === ben.digits('ada'));
    expect(ada.verifications.get('ben')?.disputed).to.equal(false);
  });

  it('takes back what was confirmed when a connection is replaced, and says so', async () => {
    await meet();
    await ada.desk.answer('ben', 'same');
    const before = ada.digits('ben');
    const other = print(0xc);
    ada.see(['ben'], connection('ben', A, other));
    ben.see(['ada'], connection('ada', other, A));
    await waitUntil(() => ![undefined, before].includes(ada.digits('ben')));
    expect(ada.verifications.get('ben')?.state).to.include({ withdrawn: true, answer: 'none' });
    expect(isVerified(ada.verifications.get('ben') as Verification)).to.equal(false);
  });

  it('with certificates of somebody in between comes to no code', async () => {
    ada.see(['ben'], connection('ben', A, M));
    ben.see(['ada'], connection('ada', B, M));
    const reason = ({ verifications }: End, id: string) => {
      const state = verifications.get(id)?.state;
      return state?.status === 'waiting' && state.reason;
    };
    await waitUntil(() => reason(ada, 'ben') === 'fingerprints-differ');
    await waitUntil(() => reason(ben, 'ada') === 'fingerprints-differ');
    expect(ada.proven).to.deep.equal([]);
  });

  it('goes pair by pair in a group, and forgets who leaves', async () => {
    const cleo = new End(bus, 'cleo');
    const C = print(0xc);
    ada.see(['ben', 'cleo'], connection('ben', A, B), connection('cleo', A, C));
    ben.see(['ada', 'cleo'], connection('ada', B, A), connection('cleo', B, C));
    cleo.see(['ada', 'ben'], connection('ada', C, A), connection('ben', C, B));
    for (const one of [ada, ben, cleo]) one.resend();
    const pairs = [
      [ada, ben],
      [ben, cleo],
      [cleo, ada],
    ] as const;
    for (const [one, other] of pairs) {
      await waitUntil(() => one.digits(other.id) !== undefined);
      await waitUntil(() => other.digits(one.id) === one.digits(other.id));
    }
    expect(new Set([ada.digits('ben'), ben.digits('cleo'), cleo.digits('ada')]).size).to.equal(3);
    cleo.stop();
    ada.see(['ben'], connection('ben', A, B));
    const sent = bus.sent.length;
    await ada.desk.restart('cleo');
    expect(bus.sent.length).to.equal(sent);
  });

  it('survives a service that loses, repeats and invents messages', async () => {
    let count = 0;
    bus.pass = (signal) => {
      count += 1;
      if (signal.name !== MESSAGES.code) return [signal];
      if (count % 3 === 0) return [];
      return [{ ...signal, data: '{"v":1,"type":"reveal"}' }, signal, signal];
    };
    await meet();
    expect(ada.digits('ben')).to.equal(ben.digits('ada'));
  });
});

describe('what a comparison changes in the state', () => {
  const state = { status: 'waiting', reason: 'peer', round: 1, answer: 'none', withdrawn: false } as const;
  const verification = { state, disputed: false };

  it('is that one person’s verification, and the level with it', () => {
    const before = callOf(['ada', 'ben'], [], { security: { level: 'end-to-end', evidence: [], at: 1 } });
    const after = reduceVerification(before, { type: 'verification', id: 'ben', verification });
    const both = reduceVerification(after, { type: 'verification', id: 'cleo', verification });
    expect([...both.verifications.keys()]).to.deep.equal(['ben', 'cleo']);
    expect(after.verifications.get('ben')).to.equal(verification);
    expect(before.verifications.size).to.equal(0);
    // Nothing is measured: the level that was shown is not proven any more.
    expect(after.security.level).to.equal('verifying');
    expect(reduceVerification(after, { type: 'reconnected' })).to.equal(after);
  });
});
