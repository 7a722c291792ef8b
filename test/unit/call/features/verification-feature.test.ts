import { expect, waitUntil } from '@open-wc/testing';
import { MAX_ATTEMPTS, reduceVerification } from '../../../../src/call/features/verification-feature.ts';
import { MESSAGES } from '../../../../src/call/message-names.ts';
import type { CallEvent } from '../../../../src/call/state/call-event.ts';
import { isAlarmed, verifiedPeople } from '../../../../src/call/state/select.ts';
import { type AlarmCause, type LiveCall, NOTHING_COMPARED } from '../../../../src/call/state/state.ts';
import type { ComparisonStep } from '../../../../src/verification/comparison-state.ts';
import { verifications } from '../../../../src/views/panels/verification-panel.ts';
import { notedActions, spaced, View, words } from '../../../support/view.ts';
import { evidence, print } from '../../transport-security/support.ts';
import { callOf, connectionsOf, deepFreeze } from '../desk-support.ts';
import { connect, End, join, type OnLine, type Pass, reportMismatch, settled } from '../line-support.ts';

const [A, B] = [0xa, 0xb];
const kindOf = ({ text }: Pick<OnLine, 'text'>): unknown => JSON.parse(text).kind;

describe('the comparison with another person', () => {
  let [ada, ben]: [End, End] = [undefined as never, undefined as never];
  /** What crosses the line between the two. */
  let crossed: OnLine[];
  let pass: Pass;
  beforeEach(() => {
    [ada, ben] = [new End('ada', A), new End('ben', B)];
    crossed = [];
    pass = ({ text }) => [text];
  });
  const meet = () =>
    connect(ada, ben, (text) => {
      crossed.push(text);
      return pass(text);
    });
  const kinds = () => crossed.map((one) => `${one.from} ${kindOf(one)}`);
  const open = async () => {
    await Promise.all([ada.verification.compare('ben'), ben.verification.compare('ada')]);
    await waitUntil(() => ada.status('ben') === 'shown' && ben.status('ada') === 'shown');
    // Nobody reads a code faster.
    for (const end of [ada, ben]) end.clock += 500;
  };
  const other = (end: End) => (end === ada ? ben : ada);
  /** The person picks the row that the other one reads, or one that they do not read, or none. */
  const pick = async (end: End, what: 'right' | 'wrong' | 'none' = 'right') => {
    const { transcript, choices } = end.comparison(other(end).id, 'shown');
    const { own } = other(end).comparison(end.id, 'shown');
    const right = choices.findIndex(({ digits }) => digits === own.digits);
    const index = { right, wrong: (right + 1) % 4, none: null }[what];
    await end.verification.pick(other(end).id, transcript, index);
    await settled();
  };
  /** Both pick the right row. */
  const confirm = async () => {
    const rows = [ada, ben].map((end) => {
      const { transcript, choices } = end.comparison(other(end).id, 'shown');
      const { own } = other(end).comparison(end.id, 'shown');
      return { end, transcript, index: choices.findIndex(({ digits }) => digits === own.digits) };
    });
    for (const { end, transcript, index } of rows)
      await end.verification.pick(other(end).id, transcript, index);
    await settled();
  };
  const causes = ({ live }: End) =>
    [...live.compared.alarms].map(([key, { cause, count }]) => `${key} ${cause} ${count}`);
  const verified = ({ live }: End) => verifiedPeople(live).map(({ id }) => id);

  it('is between both people as the private line has shown them, with a clock that goes on', async () => {
    ada.meet('ben', { name: 'Maître Vasseur' });
    ada.become({ role: 'subscriber' });
    ada.prove('ben', print(B), 'moderator');
    const [options] = ada.compared;
    expect(options?.session).to.equal('session');
    expect(options?.self).to.deep.equal({
      ...{ id: 'ada', name: 'ADA', role: 'subscriber', fingerprint: print(A) },
    });
    expect(options?.peer).to.deep.equal({
      ...{ id: 'ben', name: 'Maître Vasseur', role: 'moderator', fingerprint: print(B) },
    });
    const before = options?.now() ?? Number.NaN;
    expect(before).to.be.within(0, performance.now());
    await waitUntil(() => (options?.now() ?? before) > before, 'it goes on');
  });

  it('can be begun as soon as the certificate is proven, which is no attempt', () => {
    ada.meet('ben');
    ada.prove('ben', print(B));
    const step = { state: { status: 'idle', wanted: false }, attempts: 0, result: null };
    expect(ada.events.filter(({ type }) => type === 'comparison')).to.deep.equal([
      { type: 'comparison', id: 'ben', fingerprint: print(B), step },
    ]);
    expect(ada.comparison('ben', 'idle').wanted).to.equal(false);
    expect(ada.live.compared).to.deep.equal(NOTHING_COMPARED);
  });

  it('comes to one code on both sides once both people have opened it', async () => {
    meet();
    await ada.verification.compare('ben');
    await settled();
    expect(ada.status('ben')).to.equal('waiting');
    expect(ben.comparison('ada', 'idle').wanted).to.equal(true);
    expect(kinds(), 'nothing is revealed before the other person opens it').to.deep.equal([
      ...['ada commit', 'ben commit', 'ada reveal'],
    ]);
    expect(ada.live.compared.attempts).to.equal(1);
    await ben.verification.compare('ada');
    await waitUntil(() => ada.status('ben') === 'shown' && ben.status('ada') === 'shown');
    const [one, two] = [ada.comparison('ben', 'shown'), ben.comparison('ada', 'shown')];
    expect(one.transcript).to.equal(two.transcript);
    expect(one.choices.map(({ digits }) => digits)).to.include(two.own.digits);
    expect(two.choices.map(({ digits }) => digits)).to.include(one.own.digits);
    const attempts = () => [ada, ben].map(({ live }) => live.compared.attempts);
    expect(attempts(), 'nobody has answered it').to.deep.equal([1, 1]);
    for (const end of [ada, ben]) end.clock += 500;
    await pick(ada);
    expect(attempts()).to.deep.equal([0, 1]);
  });

  it('runs over the private line alone', async () => {
    meet();
    await open();
    await confirm();
    expect([...ada.signals, ...ben.signals]).to.deep.equal([]);
    expect(new Set(crossed.map(({ topic }) => topic))).to.deep.equal(new Set(['comparison']));
  });

  it('does not stop at a line that is lost meanwhile', async () => {
    meet();
    ada.lineTo('ben').outcome = () => Promise.reject(new Error('lost'));
    await ada.verification.compare('ben');
    await settled();
    expect(ada.status('ben')).to.equal('waiting');
  });

  it('of somebody without a line begins nothing', async () => {
    ada.meet('ben');
    const { live } = ada;
    await ada.verification.compare('ben');
    await ada.verification.pick('ben', 'x', null);
    ada.lineTo('ben').listener.onMessage('comparison', '{}');
    await settled();
    expect(ada.live).to.equal(live);
    expect(ada.signals).to.deep.equal([]);
  });

  it('takes nothing of other topics', async () => {
    meet();
    ada.lineTo('ben').listener.onMessage('secret', 'x');
    await settled();
    expect(ada.live.comparisons.get('ben')?.status).not.to.equal('failed');
  });

  describe('is confirmed', () => {
    it('for the certificate, by the person’s own press and not by the other’s', async () => {
      meet();
      await open();
      await pick(ada);
      expect(verified(ada)).to.deep.equal(['ben']);
      expect([...ada.live.compared.verified]).to.deep.equal([[print(B), 'BEN']]);
      expect(verified(ben)).to.deep.equal([]);
      expect(ada.status('ben')).to.equal('confirmed');
    });

    it('on both sides by both', async () => {
      meet();
      await open();
      await confirm();
      expect([verified(ada), verified(ben)]).to.deep.equal([['ben'], ['ada']]);
      expect([...causes(ada), ...causes(ben)]).to.deep.equal([]);
    });

    it('not by a press that comes too soon, for another code, or for another row', async () => {
      meet();
      await open();
      ada.clock -= 1;
      await pick(ada);
      expect(ada.status('ben')).to.equal('shown');
      ada.clock += 1;
      await ada.verification.pick('ben', 'another', 0);
      expect(ada.status('ben')).to.equal('shown');
      expect([verified(ada), causes(ada)]).to.deep.equal([[], []]);
      await pick(ada);
      expect(verified(ada)).to.deep.equal(['ben']);
    });

    it('and raises the level at once', async () => {
      const direct = evidence({}, { direction: 'subscribe', peerId: 'ben', statedPeer: 'ben' });
      const similar = { ...direct, fingerprints: { ...direct.fingerprints, remote: [print(B)] } };
      meet();
      ada.become({
        connections: connectionsOf([similar]).connections,
        security: { level: 'end-to-end', evidence: [similar], at: 7 },
        participants: ada.live.participants.map((one) => ({ ...one, publishing: !one.self })),
      });
      await open();
      await pick(ada);
      expect(ada.live.security).to.deep.include({ level: 'end-to-end-verified', at: 7 });
    });
  });

  describe('has not come to the same code', () => {
    for (const [how, cause] of [
      ['by a press on “none of these”', 'none'],
      ['by a press on another row', 'wrong'],
    ] as const) {
      it(`${how}: both raise an alarm, and the session tells it too`, async () => {
        meet();
        await open();
        await pick(ada, cause);
        expect(causes(ada)).to.deep.equal([`${print(B)} mismatch 1`]);
        expect(causes(ben), 'by the line').to.deep.equal([`${print(A)} told 1`]);
        expect(ada.signals).to.deep.equal([`${MESSAGES.mismatch}  ben`]);
        expect(ben.signals, 'the person who hears of it reports it too').to.deep.equal([
          `${MESSAGES.mismatch}  ada`,
        ]);
        for (const end of [ada, ben]) expect(end.live.security.level).to.equal('unprotected');
        for (const end of [ada, ben]) expect(verified(end)).to.deep.equal([]);
      });
    }

    it('by the session, where somebody holds back what the line carries', async () => {
      meet();
      await open();
      pass = () => [];
      await pick(ada, 'none');
      expect(causes(ben)).to.deep.equal([]);
      reportMismatch(ben, 'ada');
      expect(causes(ben)).to.deep.equal([`${print(A)} told 1`]);
      expect(ben.live.security.level).to.equal('unprotected');
    });

    it('and each report is counted, whatever its origin', () => {
      meet();
      for (let count = 0; count < 3; count++) reportMismatch(ada, 'ben');
      expect(causes(ada)).to.deep.equal([`${print(B)} told 3`]);
    });

    it('and each new alarm is told once, whatever raised it', () => {
      meet();
      connect(ada, new End('cleo', 0xc));
      for (let count = 0; count < 3; count++) reportMismatch(ada, 'ben');
      expect(ada.signals).to.deep.equal([`${MESSAGES.mismatch}  ben`]);
      ada.commit({ type: 'alarm', id: 'cleo', cause: 'certificate' });
      ada.commit({ type: 'alarm', id: 'ben', cause: 'failed' });
      expect(ada.signals).to.deep.equal([`${MESSAGES.mismatch}  ben`, `${MESSAGES.mismatch}  cleo`]);
    });

    it('by no other message', () => {
      meet();
      for (const name of [MESSAGES.end, MESSAGES.certificate, 'visio-other']) ada.hear('ben', name);
      expect(causes(ada)).to.deep.equal([]);
    });

    it('and what was confirmed no longer counts', async () => {
      meet();
      await open();
      await confirm();
      reportMismatch(ada, 'ben');
      expect([verified(ada), causes(ada)]).to.deep.equal([[], [`${print(B)} told 1`]]);
      expect(ada.live.compared.verified.size).to.equal(0);
    });
  });

  it('fails at what no honest element sends, which is an alarm', async () => {
    meet();
    ada.lineTo('ben').listener.onMessage('comparison', '{}');
    await settled();
    expect(ada.comparison('ben', 'failed').fault).to.equal('malformed');
    expect(causes(ada)).to.deep.equal([`${print(B)} failed 1`]);
  });

  it('comes to other codes where somebody is in between, and no row is the right one', async () => {
    // Mallory is Ben towards Ada, and Ada towards Ben, each with a certificate of her own.
    const [mallorysBen, mallorysAda] = [new End('ben', 0xe1), new End('ada', 0xe2)];
    connect(ada, mallorysBen);
    connect(mallorysAda, ben);
    for (const [end, id] of [
      [ada, 'ben'],
      [mallorysBen, 'ada'],
      [mallorysAda, 'ben'],
      [ben, 'ada'],
    ] as const)
      await end.verification.compare(id);
    await waitUntil(() => ada.status('ben') === 'shown' && ben.status('ada') === 'shown');
    const { own } = ben.comparison('ada', 'shown');
    const { choices, transcript } = ada.comparison('ben', 'shown');
    expect(choices.map(({ digits }) => digits)).not.to.include(own.digits);
    ada.clock += 500;
    await ada.verification.pick('ben', transcript, null);
    expect(causes(ada)).to.deep.equal([`${print(0xe1)} mismatch 1`]);
  });

  describe('is begun when the panel opens', () => {
    it('with each person whose line is open, and with those whose line opens later', async () => {
      meet();
      ada.verification.setOpened(true);
      await settled();
      expect(ada.status('ben')).to.equal('waiting');
      const cleo = new End('cleo', 0xc);
      connect(ada, cleo);
      await settled();
      expect(ada.status('cleo')).to.equal('waiting');
      expect(cleo.comparison('ada', 'idle').wanted).to.equal(true);
    });

    it('and not before, nor when it closes', async () => {
      meet();
      await settled();
      expect(crossed).to.deep.equal([]);
      ada.verification.setOpened(false);
      await settled();
      ada.verification.setOpened(true);
      await settled();
      ada.verification.setOpened(false);
      const count = crossed.length;
      connect(ada, new End('cleo', 0xc));
      await settled();
      expect(ada.status('cleo')).not.to.equal('waiting');
      expect(crossed).to.have.length(count);
    });

    it('once, however often it is opened', async () => {
      meet();
      for (const opened of [true, true, false, true]) {
        ada.verification.setOpened(opened);
        await settled();
      }
      expect(kinds().filter((one) => one === 'ada commit')).to.have.length(1);
    });

    const opens = async () => {
      ada.verification.setOpened(true);
      await settled();
      return ada.status('ben') === 'waiting';
    };

    it(`unless ${MAX_ATTEMPTS} attempts have come to no code: then a press is needed`, async () => {
      expect(MAX_ATTEMPTS).to.equal(3);
      ada.become({ compared: { ...NOTHING_COMPARED, attempts: 3 } });
      meet();
      expect(await opens()).to.equal(false);
      await ada.verification.compare('ben');
      expect(ada.status('ben')).to.equal('waiting');
    });

    it('also after two attempts that have come to no code', async () => {
      ada.become({ compared: { ...NOTHING_COMPARED, attempts: 2 } });
      meet();
      expect(await opens()).to.equal(true);
    });

    it('unless the person was compared', async () => {
      ada.become({ compared: { ...NOTHING_COMPARED, verified: new Map([[print(B), 'BEN']]) } });
      meet();
      expect(await opens()).to.equal(false);
    });

    it('unless an alarm stands, be it about somebody else', async () => {
      const alarm = { cause: 'told', id: 'gone', name: 'CLEO', count: 1 } as const;
      ada.become({ compared: { ...NOTHING_COMPARED, alarms: new Map([['gone', alarm]]) } });
      meet();
      expect(await opens()).to.equal(false);
    });

    it('and what is on screen, or confirmed, stays', async () => {
      meet();
      await open();
      const { transcript } = ada.comparison('ben', 'shown');
      await opens();
      expect(ada.comparison('ben', 'shown').transcript).to.equal(transcript);
    });

    it(`and reveals no more than ${MAX_ATTEMPTS} nonces by itself, however many people are invented`, async () => {
      const invented = Array.from({ length: 6 }, (_, index) => new End(`m${index}`, 0xc0 + index));
      let revealed = 0;
      for (const end of invented)
        connect(ada, end, (one) => {
          if (one.from === 'ada' && kindOf(one) === 'reveal') revealed++;
          // Each answers with a commitment, and holds back its own nonce.
          return kindOf(one) === 'reveal' ? [] : [one.text];
        });
      ada.verification.setOpened(true);
      await settled();
      for (const end of invented) await end.verification.compare('ada');
      await settled();
      expect(revealed).to.be.at.most(MAX_ATTEMPTS);
      expect(ada.live.compared.attempts).to.equal(revealed);
    });
  });

  describe('while the panel is open', () => {
    /** The buttons of the panel for this state. */
    const buttons = ({ live }: End) => {
      const view = View.show(verifications(live, { pictures: null }, notedActions().actions, words));
      const all = view.buttons;
      view.close();
      return all;
    };
    const alarm = { cause: 'told', id: 'before', name: 'BEN', count: 1 } as const;

    it('can be begun by a press where it does not begin by itself, as soon as the line is open', async () => {
      for (const [compared, button] of [
        [{ attempts: 3 }, words.code.begin],
        [{ verified: new Map([[print(B), 'BEN']]) }, words.code.again],
        [{ alarms: new Map([[print(B), alarm]]) }, words.code.again],
      ] as const) {
        const [one, two] = [new End('ada', A), new End('ben', B)];
        one.become({ compared: { ...NOTHING_COMPARED, ...compared } });
        one.verification.setOpened(true);
        connect(one, two);
        await settled();
        expect(buttons(one), Object.keys(compared).join()).to.deep.equal([button]);
      }
    });
  });

  it('shows every attempt that came to no code, also while another one waits that has revealed nothing', async () => {
    ada.become({ compared: { ...NOTHING_COMPARED, attempts: 2 } });
    meet();
    pass = () => [];
    await ada.verification.compare('ben');
    await settled();
    expect([ada.status('ben'), ada.live.compared.attempts]).to.deep.equal(['waiting', 2]);
    const { actions } = notedActions();
    const view = View.show(verifications(ada.live, { pictures: null }, actions, words));
    const { text } = view;
    view.close();
    expect(text).to.contain(spaced(words.code.attempts(2)));
  });

  describe('after an alarm', () => {
    const alarmed = async () => {
      meet();
      await open();
      await pick(ada, 'none');
    };

    it('is cleared by nothing from outside', async () => {
      await alarmed();
      const before = causes(ada);
      for (const event of [
        { type: 'reconnected' },
        { type: 'certificate', id: 'ben', fingerprint: print(B) },
        { type: 'line', id: 'ben', status: 'interrupted' },
        { type: 'connections', connections: [] },
        { type: 'peer-left', id: 'ben' },
        { type: 'peer-joined', peer: { id: 'ben', name: 'BEN', joinedAt: 3 } },
        { type: 'breakout', breakout: null },
        { type: 'chat', entry: { type: 'fault', from: 'ben', name: 'BEN', fault: 'gap', count: 1 } },
      ] as const satisfies readonly CallEvent[]) {
        ada.commit(event);
        expect(causes(ada), event.type).to.deep.equal(before);
        expect(ada.live.security.level, event.type).to.equal('unprotected');
      }
    });

    it('is cleared by both confirming the same code, and by one alone not', async () => {
      await alarmed();
      await open();
      const rows = ada.comparison('ben', 'shown');
      const { own } = ben.comparison('ada', 'shown');
      const index = rows.choices.findIndex(({ digits }) => digits === own.digits);
      await ada.verification.pick('ben', rows.transcript, index);
      await settled();
      expect([causes(ada), verified(ada)]).to.deep.equal([[`${print(B)} mismatch 1`], []]);
      expect(causes(ben)).to.deep.equal([`${print(A)} told 1`]);
      expect(ada.live.security.level).to.equal('unprotected');
      const theirs = ben.comparison('ada', 'shown');
      const right = theirs.choices.findIndex(({ digits }) => digits === rows.own.digits);
      await ben.verification.pick('ada', theirs.transcript, right);
      await settled();
      for (const end of [ada, ben]) expect(causes(end)).to.deep.equal([]);
      expect([verified(ada), verified(ben)]).to.deep.equal([['ben'], ['ada']]);
      expect(ada.live.security.level).not.to.equal('unprotected');
    });

    it('is cleared too where the alarm came before the certificate was known', async () => {
      ada.meet('ben');
      reportMismatch(ada, 'ben');
      expect(causes(ada)).to.deep.equal(['ben told 1']);
      meet();
      expect(isAlarmed(ada.live, 'ben')).to.equal(true);
      await open();
      await confirm();
      expect([causes(ada), verified(ada)]).to.deep.equal([[], ['ben']]);
    });

    it('is cleared too where two certificates were announced, and then the compared one is theirs', async () => {
      meet();
      ada.commit({ type: 'certificate', id: 'ben', fingerprint: print(0xee) });
      expect(causes(ada)).to.deep.equal([`${print(B)} certificate 1`]);
      expect(isAlarmed(ada.live, 'ben')).to.equal(true);
      await open();
      await confirm();
      expect([causes(ada), verified(ada)]).to.deep.equal([[], ['ben']]);
      const claim = { status: 'announced', fingerprint: print(B), proven: true };
      expect(ada.live.certificates.get('ben')).to.deep.equal(claim);
    });

    it('can be cleared after the line was opened anew at one end alone', async () => {
      meet();
      await open();
      await confirm();
      // The provider can say it, and cut the line on which a message waits.
      for (const end of [ada, ben]) end.lineTo(other(end).id).listener.onState('interrupted');
      ada.lineTo('ben').waits = true;
      reportMismatch(ada, 'ben');
      expect([ada.opened.length, ben.opened.length]).to.deep.equal([2, 1]);
      join(ada, ben);
      await ada.verification.compare('ben');
      await settled();
      expect([...causes(ada), ...causes(ben)]).to.deep.equal([`${print(B)} told 1`]);
      await open();
      await confirm();
      expect([...causes(ada), ...causes(ben)]).to.deep.equal([]);
    });

    for (const [when, again] of [
      ['a new one', false],
      ['one that is raised again', true],
    ] as const) {
      it(`is not cleared by what was confirmed before it: ${when}`, async () => {
        meet();
        if (again) reportMismatch(ada, 'ben');
        await open();
        const { own } = ada.comparison('ben', 'shown');
        const { transcript, choices } = ben.comparison('ada', 'shown');
        await pick(ada);
        reportMismatch(ada, 'ben');
        // The other person’s press arrives only after it.
        await ben.verification.pick(
          'ada',
          transcript,
          choices.findIndex(({ digits }) => digits === own.digits),
        );
        await settled();
        expect(causes(ada)).to.deep.equal([`${print(B)} told ${again ? 2 : 1}`]);
        expect(verified(ada)).to.deep.equal([]);
        expect(ada.live.security.level).to.equal('unprotected');
      });
    }

    it('a comparison that waits as an alarm comes up still comes to a code, or can be begun again', async () => {
      for (const early of [true, false]) {
        [ada, ben] = [new End('ada', A), new End('ben', B)];
        meet();
        if (early) {
          await ada.verification.compare('ben');
          await settled();
        }
        reportMismatch(ada, 'ben');
        if (!early) await ada.verification.compare('ben');
        await settled();
        await ben.verification.compare('ada');
        await settled();
        expect([early, ada.status('ben'), ben.status('ada')]).to.deep.equal([early, 'shown', 'shown']);
      }
    });

    it('a code that was forgotten leaves the screen', async () => {
      meet();
      await open();
      reportMismatch(ada, 'ben');
      await settled();
      expect(ada.status('ben')).to.equal('idle');
    });

    it('concerns this person alone: another one’s confirmation clears nothing', async () => {
      await alarmed();
      const cleo = new End('cleo', 0xc);
      connect(ada, cleo);
      await ada.verification.compare('cleo');
      await cleo.verification.compare('ada');
      await waitUntil(() => ada.status('cleo') === 'shown' && cleo.status('ada') === 'shown');
      for (const end of [ada, cleo]) end.clock += 1000;
      const [one, two] = [ada.comparison('cleo', 'shown'), cleo.comparison('ada', 'shown')];
      const right = (rows: typeof one, { own }: typeof two) =>
        rows.choices.findIndex(({ digits }) => digits === own.digits);
      await ada.verification.pick('cleo', one.transcript, right(one, two));
      await cleo.verification.pick('ada', two.transcript, right(two, one));
      await settled();
      expect(verified(ada)).to.deep.equal(['cleo']);
      expect(causes(ada)).to.deep.equal([`${print(B)} mismatch 1`]);
    });
  });

  describe('counts attempts', () => {
    it('as long as no code comes of them, over all people', async () => {
      meet();
      const cleo = new End('cleo', 0xc);
      connect(ada, cleo, (one) => (kindOf(one) === 'reveal' ? [] : [one.text]));
      pass = (one) => (kindOf(one) === 'reveal' ? [] : [one.text]);
      await ada.verification.compare('ben');
      await ada.verification.compare('cleo');
      await settled();
      expect(ada.live.compared.attempts).to.equal(2);
    });

    it('also when the person leaves, and gives none back then', async () => {
      meet();
      pass = (one) => (kindOf(one) === 'reveal' ? [] : [one.text]);
      await ada.verification.compare('ben');
      await settled();
      ada.leave('ben');
      expect(ada.live.compared.attempts).to.equal(1);
    });

    it('also when the step is taken only after the person has left', () => {
      const live = callOf(['ada']);
      const step = { state: { status: 'waiting', revealed: true }, attempts: 1, result: null } as const;
      const event = { type: 'comparison', id: 'ben', fingerprint: print(B), step } as const;
      const after = reduceVerification(live, event);
      expect(after.compared.attempts).to.equal(1);
      expect(after.comparisons.size).to.equal(0);
    });
  });

  describe('is kept', () => {
    it('when the line opens again with the same certificate', async () => {
      meet();
      await open();
      const { transcript } = ada.comparison('ben', 'shown');
      ada.prove('ben', print(B));
      await settled();
      expect(ada.compared).to.have.length(1);
      expect(ada.comparison('ben', 'shown').transcript).to.equal(transcript);
      await pick(ada);
      expect(verified(ada)).to.deep.equal(['ben']);
    });

    for (const [what, fingerprint, run] of [
      ['certificate', print(0xc), 'run 1'],
      ['instance of the other end, which knows nothing of it', print(B), 'run 2'],
    ] as const) {
      it(`not with another ${what}`, async () => {
        meet();
        await open();
        const { transcript } = ada.comparison('ben', 'shown');
        ada.events.length = 0;
        ada.lineTo('ben').listener.onProven({ fingerprint, role: 'publisher', run });
        expect(ada.compared.map(({ peer }) => peer.fingerprint)).to.deep.equal([print(B), fingerprint]);
        expect(ada.comparison('ben', 'idle').wanted, 'the code is gone from the screen').to.equal(false);
        // Nobody has answered it: it could have been a guess.
        const steps = ada.events.flatMap((event) =>
          event.type === 'comparison' ? [`${event.fingerprint} ${event.step.attempts}`] : [],
        );
        expect(steps.at(-1)).to.equal(`${fingerprint} 0`);
        for (const step of steps) expect(step, 'nothing is taken back').to.match(/ 0$/);
        expect(ada.live.compared.attempts).to.equal(1);
        for (const choice of [0, 1, 2, 3]) await ada.verification.pick('ben', transcript, choice);
        expect(ada.live.compared.verified.size, 'the code belongs to the one before').to.equal(0);
        expect(ada.status('ben')).to.equal('idle');
      });
    }

    it('not by what was begun before the line opened with another instance', async () => {
      meet();
      const before = ada.verification.compare('ben');
      ada.prove('ben', print(B), 'publisher', 'run 2');
      ben.prove('ada', print(A), 'publisher', 'run 2');
      await before;
      await settled();
      expect([...causes(ada), ...causes(ben)]).to.deep.equal([]);
      expect(kinds(), 'the other instance gets nothing of it').to.deep.equal([]);
      expect(ada.status('ben')).to.equal('idle');
    });

    it('not by what was begun before: its guesses count all the same, and nothing of it is shown or sent', async () => {
      meet();
      await ben.verification.compare('ada');
      await settled();
      crossed.length = 0;
      // The other end has committed already: a press reveals.
      const before = ada.verification.compare('ben');
      ada.prove('ben', print(B), 'publisher', 'run 2');
      await before;
      await settled();
      expect(ada.live.compared.attempts).to.equal(1);
      expect(ada.comparison('ben', 'idle').wanted).to.equal(false);
      expect(kinds()).to.deep.equal([]);
    });

    it('as it is with a person whose code was confirmed: no attempt is added', async () => {
      meet();
      await open();
      await confirm();
      ada.prove('ben', print(B), 'publisher', 'run 2');
      expect(ada.live.compared.attempts).to.equal(0);
      expect([ada.status('ben'), verified(ada)]).to.deep.equal(['idle', ['ben']]);
    });

    it('not when the person leaves: a code on screen that nobody has answered counts as an attempt', async () => {
      meet();
      await open();
      expect(ada.live.compared.attempts).to.equal(1);
      ada.leave('ben');
      expect(ada.live.compared.attempts).to.equal(1);
      expect(ada.live.comparisons.size).to.equal(0);
    });

    it('not when the person leaves and comes back, who then is compared anew', async () => {
      meet();
      await open();
      ada.leave('ben');
      expect(ada.live.comparisons.size).to.equal(0);
      await ada.verification.compare('ben');
      expect(ada.live.comparisons.size).to.equal(0);
      ada.meet('ben');
      ada.prove('ben', print(B));
      expect(ada.compared).to.have.length(2);
    });
  });
});

describe('what a comparison changes in the state', () => {
  const A = print(0xa);
  const idle = { status: 'idle', wanted: false } as const;
  const comparison = (result: ComparisonStep['result'], attempts = 0): CallEvent => ({
    ...{ type: 'comparison', id: 'ben', fingerprint: A, step: { state: idle, attempts, result } },
  });
  const call = (facts: Partial<LiveCall> = {}) =>
    deepFreeze(
      callOf(['ada', 'ben', 'cleo'], [], {
        certificates: new Map([['ben', { status: 'announced', fingerprint: A }]]),
        ...facts,
      }),
    );
  const alarm = (cause: AlarmCause, count = 1) => ({ cause, id: 'ben', name: 'BEN', count });
  const reduced = (live: LiveCall, ...events: CallEvent[]) =>
    events.reduce((before, event) => deepFreeze(reduceVerification(before, event)), live);

  it('is that one person’s comparison', () => {
    const live = call({ comparisons: new Map([['cleo', { status: 'waiting', revealed: false }]]) });
    const after = reduced(live, comparison(null));
    expect([...after.comparisons]).to.deep.equal([
      ['cleo', { status: 'waiting', revealed: false }],
      ['ben', idle],
    ]);
    expect(after.compared).to.deep.equal(NOTHING_COMPARED);
    expect([...reduced(after, { type: 'peer-left', id: 'ben' }).comparisons.keys()]).to.deep.equal(['cleo']);
    expect(reduced(live, { type: 'peer-left', id: 'ben' })).to.equal(live);
    expect(reduced(live, { type: 'reconnected' })).to.equal(live);
  });

  it('is a person who was compared, by the certificate of the comparison and their name', () => {
    for (const result of ['confirmed', 'both-confirmed'] as const) {
      const { compared } = reduced(call(), comparison(result));
      expect([...compared.verified]).to.deep.equal([[A, 'BEN']]);
    }
  });

  it('is an alarm of its own cause for each way to fail', () => {
    for (const [result, cause] of [
      ['mismatch', 'mismatch'],
      ['told-mismatch', 'told'],
      ['failed', 'failed'],
    ] as const) {
      const after = reduced(call(), comparison('confirmed'), comparison(result));
      expect([...after.compared.alarms]).to.deep.equal([[A, alarm(cause)]]);
      expect(after.compared.verified.size).to.equal(0);
      expect(after.security.level).to.equal('unprotected');
    }
    const told = reduced(call(), { type: 'alarm', id: 'ben', cause: 'told' });
    expect([...told.compared.alarms]).to.deep.equal([[A, alarm('told')]]);
    expect(told.security.level).to.equal('unprotected');
  });

  it('is an alarm about a present person, and that of a comparison also about one who has left', () => {
    for (const id of ['ada', 'ghost', A]) {
      const live = call();
      expect(reduced(live, { type: 'alarm', id, cause: 'told' })).to.equal(live);
    }
    const alone = deepFreeze(
      callOf(['ada'], [], { compared: { ...NOTHING_COMPARED, verified: new Map([[A, 'BEN']]) } }),
    );
    const gone = reduced(alone, comparison('told-mismatch', 1), comparison('failed', -1));
    expect([...gone.compared.alarms]).to.deep.equal([[A, { ...alarm('told', 2), name: '' }]]);
    expect([gone.compared.verified.size, gone.compared.attempts, gone.comparisons.size]).to.deep.equal([
      0, 0, 0,
    ]);
    expect(gone.security.level).to.equal('unprotected');
    const confirmed = reduced(alone, comparison('both-confirmed', 1));
    expect(confirmed.compared).to.deep.equal({ ...alone.compared, attempts: 1 });
  });

  it('keeps the first cause of an alarm, and counts each time', () => {
    const twice = reduced(call(), comparison('mismatch'), { type: 'alarm', id: 'ben', cause: 'told' });
    expect([...twice.compared.alarms]).to.deep.equal([[A, alarm('mismatch', 2)]]);
  });

  it('keeps an alarm after one confirmation, and not after both', () => {
    const told = reduced(call(), { type: 'alarm', id: 'ben', cause: 'told' });
    const one = reduced(told, comparison('confirmed'));
    expect([one.compared.alarms.size, one.compared.verified.size]).to.deep.equal([1, 0]);
    const both = reduced(one, comparison('both-confirmed'));
    expect([both.compared.alarms.size, both.compared.verified.size]).to.deep.equal([0, 1]);
    expect(both.security.level).to.equal('verifying');
  });

  it('keeps an alarm after one confirmation also where it was raised before the certificate was known', () => {
    const unknown = call({ certificates: new Map() });
    const told = reduced(unknown, { type: 'alarm', id: 'ben', cause: 'told' });
    const contradicted = call({
      certificates: new Map([['ben', { status: 'contradictory' }]]),
      compared: { ...NOTHING_COMPARED, alarms: new Map([['sha-256 EE', alarm('certificate')]]) },
    });
    for (const live of [told, contradicted]) {
      const one = reduced(live, comparison('confirmed'));
      expect([one.compared.alarms.size, one.compared.verified.size]).to.deep.equal([1, 0]);
    }
  });

  it('clears with both confirmations what was raised about the certificate, or the person by id and name, and nothing of others', () => {
    const alarms = new Map([
      [A, { ...alarm('told'), id: 'before' }],
      ['ben', alarm('told')],
      ['sha-256 EE', alarm('certificate')],
      ['cleo', { ...alarm('told'), id: 'cleo', name: 'CLEO' }],
      // The provider has given the id to somebody else.
      ['sha-256 FF', { ...alarm('told'), name: 'Ben' }],
    ]);
    const both = reduced(call({ compared: { ...NOTHING_COMPARED, alarms } }), comparison('both-confirmed'));
    expect([...both.compared.alarms.keys()]).to.deep.equal(['cleo', 'sha-256 FF']);
    expect([...both.compared.verified]).to.deep.equal([[A, 'BEN']]);
    expect(both.security.level).to.equal('unprotected');
  });

  it('settles with both confirmations whose certificate it is', () => {
    for (const claim of [
      { status: 'contradictory' },
      { status: 'missing' },
      { status: 'announced', fingerprint: 'sha-256 EE' },
    ] as const) {
      const live = call({ certificates: new Map([['ben', claim]]) });
      expect(reduced(live, comparison('confirmed')).certificates.get('ben'), 'one alone').to.equal(claim);
      const both = reduced(live, comparison('both-confirmed'));
      expect([...both.certificates]).to.deep.equal([
        ['ben', { status: 'announced', fingerprint: A, proven: true }],
      ]);
      expect(verifiedPeople(both).map(({ id }) => id)).to.deep.equal(['ben']);
    }
  });

  it('adds up the attempts, and takes those back whose code was answered', () => {
    const steps = [1, 1, -1, 0].map((attempts) => comparison(null, attempts));
    expect(reduced(call(), ...steps).compared.attempts).to.equal(1);
  });

  it('keeps the attempts in an alarm', () => {
    expect(reduced(call(), comparison('failed', 2)).compared.attempts).to.equal(2);
  });
});
