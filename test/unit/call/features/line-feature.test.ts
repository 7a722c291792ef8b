import { expect } from '@open-wc/testing';
import { type LineHandler, reduceLine } from '../../../../src/call/features/line-feature.ts';
import { MESSAGES } from '../../../../src/call/message-names.ts';
import type { Role } from '../../../../src/call/session.ts';
import { type LineStatus, NOTHING_COMPARED } from '../../../../src/call/state/state.ts';
import { print } from '../../transport-security/support.ts';
import { callOf, codeOf, deepFreeze } from '../desk-support.ts';
import { End, settled } from '../line-support.ts';

const B = print(0xb);

describe('the private lines of a call', () => {
  let ada: End;
  beforeEach(() => {
    ada = new End('ada', 0xa);
  });
  const status = (id = 'ben') => ada.live.lines.get(id);
  const openedTo = () => ada.opened.map(({ options }) => options.peer.id);

  it('lead to each other participant, one to each, and none to oneself', () => {
    ada.become({ participants: [...ada.live.participants] });
    expect(openedTo()).to.deep.equal([]);
    ada.meet('ben');
    ada.meet('cleo');
    ada.commit({ type: 'stalled', id: 'ben', stalled: true });
    ada.commit({ type: 'privacy-screen', on: true });
    expect(openedTo()).to.deep.equal(['ben', 'cleo']);
    expect([...ada.live.lines]).to.deep.equal([
      ['ben', 'opening'],
      ['cleo', 'opening'],
    ]);
  });

  it('lead to those who are there at the beginning', () => {
    const { participants } = callOf(['ada', 'ben']);
    const { live } = ada;
    ada.become({ participants });
    for (const effect of ada.line.onChange(ada.live, null)) effect();
    expect(openedTo()).to.deep.equal(['ben']);
    expect(ada.line.onChange(ada.live, ada.live)).to.deep.equal([]);
    expect(live.participants).to.have.length(1);
  });

  it('name both ends as others are shown them, and the session', () => {
    ada.become({ role: 'publisher', shownAs: 'unused' });
    ada.meet('ben', { name: 'Maître Vasseur', role: 'moderator' });
    const { session, self, peer } = ada.lineTo('ben').options;
    expect(session).to.equal('session');
    expect(self).to.deep.equal({ id: 'ada', name: 'ADA', role: 'publisher' });
    expect(peer).to.deep.equal({ id: 'ben', name: 'Maître Vasseur', role: 'moderator' });
  });

  it('name no role while it is not known', () => {
    ada.meet('ben');
    expect(ada.lineTo('ben').options.peer.role).to.equal('');
  });

  it('use the servers of the session', () => {
    const iceServers = [{ urls: 'turn:turn.example' }];
    ada.route = { iceServers, relayOnly: false };
    ada.meet('ben');
    expect(ada.lineTo('ben').options.iceServers).to.equal(iceServers);
  });

  describe('use relays alone', () => {
    const relayOnly = (relayed: boolean, own: Role, theirs: Role | undefined, asked = false) => {
      const end = new End('ada', 0xa, { relayed, role: own });
      end.route = { iceServers: [], relayOnly: asked };
      end.meet('ben', theirs === undefined ? {} : { role: theirs });
      return end.lineTo('ben').options.relayOnly;
    };

    it('when the session does', () => {
      expect(relayOnly(true, 'publisher', 'moderator', true)).to.equal(true);
      expect(relayOnly(true, 'publisher', 'moderator')).to.equal(false);
    });

    it('when media goes through a server, so that no address is shown', () => {
      expect(relayOnly(false, 'publisher', 'moderator')).to.equal(true);
    });

    it('between two observers, who exchange no media', () => {
      expect(relayOnly(true, 'subscriber', 'subscriber')).to.equal(true);
      expect(relayOnly(true, 'subscriber', 'publisher')).to.equal(false);
      expect(relayOnly(true, 'publisher', 'subscriber')).to.equal(false);
      expect(relayOnly(true, 'subscriber', undefined)).to.equal(false);
    });
  });

  it('are set up over messages of the session, each over those of its own person', async () => {
    ada.meet('ben');
    ada.meet('cleo');
    await ada.lineTo('ben').options.signal('offer');
    expect(ada.signals).to.deep.equal([`${MESSAGES.line} offer ben`]);
    ada.hear('ben', MESSAGES.line, 'answer');
    ada.hear('cleo', MESSAGES.line, 'candidate');
    ada.hear('cleo', MESSAGES.certificate, 'other');
    ada.hear('ghost', MESSAGES.line, 'nobody');
    expect(ada.lineTo('ben').signals).to.deep.equal(['answer']);
    expect(ada.lineTo('cleo').signals).to.deep.equal(['candidate']);
  });

  it('are told as unavailable after fifteen seconds, until they open', async () => {
    ada.meet('ben');
    expect(ada.delays.map(({ durationMs }) => durationMs)).to.deep.equal([15_000]);
    expect(status()).to.equal('opening');
    ada.delays[0]?.wake();
    await settled();
    expect(status()).to.equal('unavailable');
    ada.lineTo('ben').listener.onState('opening');
    expect(status(), 'it is begun anew').to.equal('opening');
    ada.lineTo('ben').listener.onState('open');
    expect(status()).to.equal('open');
  });

  it('are told apart where a direct path, which shows addresses, may help', async () => {
    const told = async (
      relayed: boolean,
      asked: boolean,
      own: Role = 'publisher',
      theirs: Role = 'publisher',
    ) => {
      const end = new End('ada', 0xa, { relayed, role: own });
      end.route = { iceServers: [], relayOnly: asked };
      end.meet('ben', { role: theirs });
      end.delays[0]?.wake();
      await settled();
      return end.live.lines.get('ben');
    };
    expect(await told(false, false)).to.equal('relay-unavailable');
    expect(await told(true, false, 'subscriber', 'subscriber')).to.equal('relay-unavailable');
    expect(await told(true, false), 'it was tried').to.equal('unavailable');
    expect(await told(true, false, 'subscriber', 'moderator')).to.equal('unavailable');
    for (const relayed of [true, false])
      expect(await told(relayed, true), 'the page allows none').to.equal('unavailable');
    expect(await told(true, true, 'subscriber', 'subscriber')).to.equal('unavailable');
  });

  describe('while there is an alarm', () => {
    const told = (id = 'ben') => ada.commit({ type: 'alarm', id, cause: 'told' });
    beforeEach(() => {
      for (const [id, byte] of [
        ['ben', 0xb],
        ['cleo', 0xc],
      ] as const) {
        ada.meet(id);
        ada.prove(id, print(byte));
      }
    });
    /** The line is interrupted, and messages wait on it. */
    const interrupt = (id: string, waits = true) => {
      ada.lineTo(id).waits = waits;
      ada.lineTo(id).listener.onState('interrupted');
    };
    const closed = () => ada.opened.map((line) => line.closed);

    it('drop what waits, whomever the alarm is about, and are opened anew', () => {
      interrupt('ben');
      interrupt('cleo');
      expect(openedTo()).to.deep.equal(['ben', 'cleo']);
      told();
      expect(openedTo().slice(2)).to.have.members(['ben', 'cleo']);
      expect(closed()).to.deep.equal([true, true, false, false]);
      for (const { options } of ada.opened.slice(2))
        expect(options).to.deep.include({ session: 'session', relayOnly: false });
      expect([status('ben'), status('cleo')]).to.deep.equal(['opening', 'opening']);
    });

    it('stay as they are where nothing waits, be they interrupted', () => {
      interrupt('ben', false);
      told();
      ada.commit({ type: 'stalled', id: 'ben', stalled: true });
      expect(closed()).to.deep.equal([false, false]);
      expect([status('ben'), status('cleo')]).to.deep.equal(['interrupted', 'open']);
    });

    it('end the comparison over what is replaced', () => {
      const replaced: string[] = [];
      Object.assign(ada.verification, { onReplaced: (id: string) => replaced.push(id) });
      interrupt('ben');
      expect(replaced).to.deep.equal([]);
      told('cleo');
      expect(replaced).to.deep.equal(['ben']);
    });

    it('are opened anew also when messages wait only then, once for each time', () => {
      told();
      expect(closed(), 'they go on while they are open, for a comparison').to.deep.equal([false, false]);
      interrupt('ben');
      interrupt('cleo', false);
      ada.commit({ type: 'stalled', id: 'ben', stalled: true });
      expect(closed()).to.deep.equal([true, false, false]);
      ada.prove('ben', B);
      expect(status()).to.equal('open');
      interrupt('ben');
      expect(closed()).to.deep.equal([true, false, true, false]);
    });

    it('are so also when their certificate has become worthless', () => {
      ada.commit({ type: 'certificate', id: 'ben', fingerprint: print(0xee) });
      expect(ada.live.certificates.get('ben')?.status).to.equal('contradictory');
      interrupt('ben');
      expect(closed()).to.deep.equal([true, false, false]);
    });

    it('say nothing any more once they are replaced, and messages go over the new one', async () => {
      told();
      interrupt('ben');
      const [old, , fresh] = ada.opened;
      const { lines } = ada.live;
      old?.listener.onState('open');
      expect(ada.live.lines).to.equal(lines);
      ada.hear('ben', MESSAGES.line, 'answer');
      await ada.line.send('ben', 'comparison', 'commit');
      expect([old?.signals, old?.sent]).to.deep.equal([[], []]);
      expect([fresh?.signals, fresh?.sent]).to.deep.equal([
        ['answer'],
        [{ topic: 'comparison', text: 'commit' }],
      ]);
    });

    it('are being set up then, and are told as unavailable after the time of a new one', async () => {
      told();
      interrupt('ben');
      expect(status()).to.equal('opening');
      for (const { wake } of ada.delays.slice(0, 2)) wake();
      await settled();
      expect(status(), 'the time of the first one').to.equal('opening');
      ada.delays[2]?.wake();
      await settled();
      expect(status()).to.equal('unavailable');
    });
  });

  describe('to somebody who has the name of a person who was compared', () => {
    const told: string[] = [];
    beforeEach(() => {
      told.length = 0;
      Object.assign(ada.verification, {
        onProven: ({ id }) => told.push(`proven ${id}`),
        onReplaced: (id) => told.push(`replaced ${id}`),
      } satisfies LineHandler);
      ada.become({ compared: { ...NOTHING_COMPARED, verified: new Map([[print(0xcc), 'BEN']]) } });
      ada.meet('ben');
    });

    it('are opened anew when they are proven, before what waits goes out', () => {
      ada.lineTo('ben').waits = true;
      ada.commit({ type: 'stalled', id: 'ben', stalled: true });
      expect(openedTo(), 'nobody has proven anything').to.deep.equal(['ben']);
      ada.prove('ben', B);
      expect(openedTo()).to.deep.equal(['ben', 'ben']);
      expect(ada.opened.map((line) => line.closed)).to.deep.equal([true, false]);
      expect(status()).to.equal('opening');
      expect(told).to.deep.equal(['replaced ben']);
      ada.prove('ben', B);
      expect(openedTo()).to.deep.equal(['ben', 'ben']);
      expect(told).to.deep.equal(['replaced ben', 'proven ben']);
    });

    it('are kept where nothing waits, or where they prove the certificate that was compared', () => {
      ada.prove('ben', B);
      const other = new End('ada', 0xa);
      other.become({ compared: ada.live.compared });
      other.meet('ben');
      other.lineTo('ben').waits = true;
      other.prove('ben', print(0xcc));
      for (const { opened } of [ada, other])
        expect(opened.map(({ closed }) => closed)).to.deep.equal([false]);
    });
  });

  it('are not told as unavailable once they have opened, even if they are interrupted then', async () => {
    for (const [id, state] of [
      ['ben', 'open'],
      ['cleo', 'interrupted'],
    ] as const) {
      ada.meet(id);
      ada.lineTo(id).listener.onState('open');
      ada.lineTo(id).listener.onState(state);
    }
    for (const { wake } of ada.delays) wake();
    await settled();
    expect([status('ben'), status('cleo')]).to.deep.equal(['open', 'interrupted']);
  });

  it('are waited for anew when a person comes back', async () => {
    ada.meet('ben');
    ada.leave('ben');
    ada.meet('ben');
    ada.delays[0]?.wake();
    await settled();
    expect(status(), 'the first line is closed').to.equal('opening');
    ada.delays[1]?.wake();
    await settled();
    expect(status()).to.equal('unavailable');
    expect(ada.opened).to.have.length(2);
  });

  it('close when the person leaves, and not before', () => {
    ada.meet('ben');
    ada.meet('cleo');
    const line = ada.lineTo('ben');
    ada.leave('ben');
    expect([line.closed, ada.lineTo('cleo').closed]).to.deep.equal([true, false]);
    line.listener.onState('closed');
    expect([...ada.live.lines.keys()]).to.deep.equal(['cleo']);
    ada.hear('ben', MESSAGES.line, 'late');
    expect(line.signals).to.deep.equal([]);
  });

  it('close at the end of the call', async () => {
    ada.meet('ben');
    ada.meet('cleo');
    ada.abort.abort();
    await settled();
    expect(ada.opened.map(({ closed }) => closed)).to.deep.equal([true, true]);
    expect(await codeOf(ada.line.send('ben', 'chat', 'Bonjour'))).to.equal('not-connected');
    for (const { wake } of ada.delays) wake();
    await settled();
    expect(ada.events.some((event) => event.type === 'line' && event.status === 'unavailable')).to.equal(
      false,
    );
  });

  it('carry messages to their person alone, and say so where there is no line', async () => {
    ada.meet('ben');
    ada.meet('cleo');
    await ada.line.send('ben', 'comparison', 'commit');
    expect(ada.lineTo('ben').sent).to.deep.equal([{ topic: 'comparison', text: 'commit' }]);
    expect(ada.lineTo('cleo').sent).to.deep.equal([]);
    expect(await codeOf(ada.line.send('ghost', 'chat', 'Bonjour'))).to.equal('not-connected');
    ada.lineTo('ben').outcome = () => Promise.reject(new Error('lost'));
    expect(await codeOf(ada.line.send('ben', 'chat', 'Bonjour'))).to.equal('Error: lost');
  });

  it('go direct one by one', () => {
    ada.meet('ben');
    ada.meet('cleo');
    ada.line.goDirect('ben');
    ada.line.goDirect('ghost');
    expect([ada.lineTo('ben').direct, ada.lineTo('cleo').direct]).to.deep.equal([true, false]);
  });

  it('prove a certificate, which then is the person’s', () => {
    ada.meet('ben');
    ada.prove('ben', B);
    expect(ada.live.certificates.get('ben')).to.deep.equal({
      status: 'announced',
      fingerprint: B,
      proven: true,
    });
    expect(ada.live.compared.alarms.size).to.equal(0);
  });

  it('raise an alarm when another certificate is proven than was announced, and the other way round', () => {
    for (const [first, second] of [
      ['announced', 'proven'],
      ['proven', 'announced'],
    ]) {
      const end = new End('ada', 0xa);
      end.meet('ben');
      const facts = { announced: print(0xc), proven: B } as Record<string, string>;
      for (const how of [first, second]) {
        const fingerprint = facts[how ?? ''] ?? '';
        if (how === 'proven') end.prove('ben', fingerprint);
        else end.commit({ type: 'certificate', id: 'ben', fingerprint });
      }
      const alarm = { cause: 'certificate', id: 'ben', name: 'BEN', count: 1 };
      expect([...end.live.compared.alarms.values()], first).to.deep.equal([alarm]);
    }
  });

  it('raise an alarm when their certificate changes, and not at another fault', () => {
    ada.meet('ben');
    ada.prove('ben', B);
    for (const fault of ['malformed', 'too-large', 'other-version', 'flooded', 'gap', 'misnamed'] as const)
      ada.lineTo('ben').listener.onFault(fault);
    expect(ada.live.compared.alarms.size).to.equal(0);
    ada.lineTo('ben').listener.onFault('certificate-changed');
    expect([...ada.live.compared.alarms]).to.deep.equal([
      [B, { cause: 'certificate', id: 'ben', name: 'BEN', count: 1 }],
    ]);
    expect(ada.live.security.level).to.equal('unprotected');
  });

  it('show each fault in the chat, by the name of the person', () => {
    ada.meet('ben');
    ada.lineTo('ben').listener.onFault('gap');
    const fault = { type: 'fault', from: 'ben', name: 'BEN', fault: 'gap', count: 1 };
    expect(ada.live.chat.entries).to.deep.equal([fault]);
  });

  it('bring nothing of somebody who has left', () => {
    ada.meet('ben');
    const { listener } = ada.lineTo('ben');
    ada.leave('ben');
    const { live } = ada;
    listener.onMessage('chat', JSON.stringify({ text: 'Encore', at: 1 }));
    listener.onFault('gap');
    listener.onFault('certificate-changed');
    expect(ada.live).to.equal(live);
  });

  it('tell each handler what comes, whatever else it handles', () => {
    const told: string[] = [];
    const handler: LineHandler = {
      onProven: ({ id }, { fingerprint, role, run }) =>
        told.push(`proven ${id} ${fingerprint} ${role} ${run}`),
      onLineMessage: ({ id }, topic, text) => told.push(`message ${id} ${topic} ${text}`),
      onLineFault: ({ id }, fault) => told.push(`fault ${id} ${fault}`),
    };
    Object.assign(ada.verification, handler);
    ada.meet('ben');
    ada.prove('ben', B, 'moderator');
    ada.lineTo('ben').listener.onMessage('secret', 'x');
    ada.lineTo('ben').listener.onFault('flooded');
    expect(told).to.deep.equal([
      ...[`proven ben ${B} moderator run 1`, 'message ben secret x', 'fault ben flooded'],
    ]);
  });
});

describe('the state of a line', () => {
  const after = (...states: readonly LineStatus[]) =>
    states
      .reduce(
        (live, status) => deepFreeze(reduceLine(live, { type: 'line', id: 'ben', status })),
        deepFreeze(callOf(['ada', 'ben'])),
      )
      .lines.get('ben');

  it('is what the line says last', () => {
    for (const status of ['opening', 'open', 'interrupted', 'closed'] as const)
      expect(after(status)).to.equal(status);
    for (const status of ['unavailable', 'relay-unavailable'] as const)
      expect(after('opening', status)).to.equal(status);
    expect(after('opening', 'open', 'interrupted', 'open')).to.equal('open');
    expect(after('opening', 'unavailable', 'closed')).to.equal('closed');
  });

  it('is opening again where the line is begun anew, which may be unavailable then', () => {
    for (const known of ['open', 'interrupted', 'unavailable', 'relay-unavailable', 'closed'] as const) {
      expect(after('opening', known, 'opening')).to.equal('opening');
      expect(after('opening', known, 'opening', 'unavailable')).to.equal('unavailable');
    }
  });

  it('is unavailable only where it has not opened', () => {
    for (const late of ['unavailable', 'relay-unavailable'] as const) {
      for (const known of ['open', 'interrupted', 'closed'] as const)
        expect(after(known, late)).to.equal(known);
      expect(after(late), 'before it is known at all').to.equal(undefined);
      expect(after('opening', late, 'open')).to.equal('open');
    }
  });

  it('is kept for people in the call alone, and goes with them', () => {
    const live = callOf(['ada', 'ben'], [], { lines: new Map([['ben', 'open']]) });
    expect(reduceLine(live, { type: 'line', id: 'ghost', status: 'open' })).to.equal(live);
    expect(reduceLine(live, { type: 'line', id: 'ada', status: 'open' })).to.equal(live);
    expect(reduceLine(live, { type: 'peer-left', id: 'ghost' })).to.equal(live);
    expect(reduceLine(live, { type: 'peer-left', id: 'ben' }).lines.size).to.equal(0);
    expect(live.lines.size).to.equal(1);
    expect(reduceLine(live, { type: 'reconnected' })).to.equal(live);
  });
});
