import { expect } from '@open-wc/testing';
import type { LineHandler } from '../../../../src/call/features/line-feature.ts';
import { MESSAGES } from '../../../../src/call/message-names.ts';
import type { LiveCall } from '../../../../src/call/state/state.ts';
import type { LineTopic } from '../../../../src/private-line/private-line.ts';
import { T0 } from '../../attestation/support.ts';
import { print } from '../../transport-security/support.ts';
import { OWN_BYTE, ownAttestation, shown } from '../attestation-support.ts';
import { codeOf } from '../desk-support.ts';
import { End } from '../line-support.ts';

const B = 0xb;

describe('the private lines where the firm attests', () => {
  let ada: End;
  /** What chat and the other features are told, and what decides who is a participant. */
  let told: string[];
  let judged: string[];
  const noting = (list: () => string[]): LineHandler => ({
    onProven: ({ id }, { run }) => list().push(`proven ${id} ${run}`),
    onLineMessage: ({ id, attested }, topic, text) =>
      list().push(`${topic} ${text} ${id}${attested ? ' attested' : ''}`),
    onLineFault: ({ id }, fault) => list().push(`fault ${id} ${fault}`),
  });
  const begin = (facts: Partial<LiveCall> = {}) => {
    [told, judged] = [[], []];
    const attestation = noting(() => judged);
    ada = new End('ada', OWN_BYTE, { attestation: ownAttestation, ...facts }, attestation);
    Object.assign(
      ada.verification,
      noting(() => told),
    );
  };
  const message = (text: string, topic: LineTopic = 'chat', id = 'ben') =>
    ada.lineTo(id).listener.onMessage(topic, text);
  const attest = (id = 'ben', byte = B) => ada.commit(shown(id, byte));
  const lose = (id = 'ben') => ada.commit({ type: 'not-attested', id });
  beforeEach(() => begin());

  it('lead to everybody in the session, participant or not', () => {
    ada.meet('ben');
    expect(ada.live.participants.map(({ id }) => id)).to.deep.equal(['ada']);
    expect(ada.opened.map(({ options }) => options.peer.id)).to.deep.equal(['ben']);
    expect(ada.live.lines.get('ben')).to.equal('opening');
    ada.hear('ben', MESSAGES.line, 'answer');
    expect(ada.lineTo('ben').signals).to.deep.equal(['answer']);
  });

  it('stay as they are when somebody becomes a participant, or is none any more', () => {
    ada.meet('ben');
    ada.prove('ben', print(B));
    attest();
    lose();
    attest();
    expect(ada.opened.map(({ closed }) => closed)).to.deep.equal([false]);
  });

  it('close when somebody leaves who was no participant, and end in favour of a later one', () => {
    ada.meet('ben');
    ada.leave('ben');
    expect(ada.opened[0]?.closed).to.equal(true);
    begin();
    for (const [join, id] of ['ben', 'ben-2'].entries()) {
      ada.meet(id, { name: 'BEN' });
      ada.prove(id, print(B));
      ada.commit(shown(id, B, { name: 'BEN' }, { join: join + 1 }));
    }
    expect(ada.opened.map(({ closed }) => closed)).to.deep.equal([true, false]);
  });

  it('bring at once what decides who is a participant', () => {
    ada.meet('ben');
    ada.prove('ben', print(B));
    message('statement', 'attestation');
    ada.lineTo('ben').listener.onFault('gap');
    expect(judged).to.deep.equal(['proven ben run 1', 'attestation statement ben', 'fault ben gap']);
    attest();
    message('again', 'attestation');
    expect(judged.at(-1)).to.equal('attestation again ben attested');
  });

  it('hold everything else back until somebody is a participant, in its order', () => {
    ada.meet('ben');
    ada.prove('ben', print(B));
    message('one');
    message('two', 'command');
    ada.lineTo('ben').listener.onFault('gap');
    message('three', 'comparison');
    expect(told).to.deep.equal([]);
    attest();
    expect(told).to.deep.equal([
      ...['proven ben run 1', 'chat one ben attested', 'command two ben attested', 'fault ben gap'],
      'comparison three ben attested',
    ]);
    message('four');
    expect(told.at(-1)).to.equal('chat four ben attested');
    expect(told).to.have.length(6);
    attest();
    expect(told, 'nothing comes twice').to.have.length(6);
  });

  it('hold it back of each person alone', () => {
    for (const [id, byte] of [
      ['ben', B],
      ['cleo', 0xc],
    ] as const) {
      ada.meet(id);
      ada.prove(id, print(byte));
      message('hello', 'chat', id);
    }
    attest('cleo', 0xc);
    expect(told).to.deep.equal(['proven cleo run 1', 'chat hello cleo attested']);
  });

  it('hold back no more than two hundred things', () => {
    ada.meet('ben');
    ada.prove('ben', print(B));
    for (let count = 1; count <= 500; count++) message(`${count}`);
    attest();
    expect(told).to.have.length(200);
    expect([told[1], told.at(-1)]).to.deep.equal(['chat 1 ben attested', 'chat 199 ben attested']);
  });

  it('keep what was acknowledged when a line opens again, and drop what is held back of somebody who leaves', () => {
    ada.meet('ben');
    ada.prove('ben', print(B));
    message('before');
    ada.prove('ben', print(B), 'publisher', 'run 2');
    message('after');
    attest();
    expect(told).to.deep.equal([
      ...['proven ben run 1', 'chat before ben attested'],
      ...['proven ben run 2', 'chat after ben attested'],
    ]);
    begin();
    ada.meet('ben');
    ada.prove('ben', print(B));
    message('before');
    ada.leave('ben');
    ada.meet('ben');
    ada.prove('ben', print(B), 'publisher', 'run 2');
    attest();
    expect(told).to.deep.equal(['proven ben run 2']);
  });

  it('begin anew for somebody who has lost the attestation', () => {
    ada.meet('ben');
    ada.prove('ben', print(B));
    attest();
    message('before');
    told.length = 0;
    lose();
    message('meanwhile');
    expect(told).to.deep.equal([]);
    attest();
    expect(told).to.deep.equal(['proven ben run 1', 'chat meanwhile ben attested']);
  });

  it('bring nothing of somebody whose attestation has run out', () => {
    ada.meet('ben');
    ada.prove('ben', print(B));
    attest();
    told.length = 0;
    ada.commit({ type: 'renewed', attestation: { ...ownAttestation, issuedAt: T0 + 601 } });
    message('late');
    expect(told).to.deep.equal([]);
  });

  it('take nothing to somebody who is not vouched for, but the attestation', async () => {
    ada.meet('ben');
    ada.prove('ben', print(B));
    const { sent } = ada.lineTo('ben');
    for (const topic of ['chat', 'comparison', 'secret', 'command'] as const)
      expect(await codeOf(ada.line.send('ben', topic, 'x')), topic).to.equal('not-connected');
    expect(sent).to.deep.equal([]);
    await ada.line.send('ben', 'attestation', 'statement');
    expect(sent).to.deep.equal([{ topic: 'attestation', text: 'statement' }]);
    attest();
    await ada.line.send('ben', 'chat', 'Bonjour');
    expect(sent.at(-1)).to.deep.equal({ topic: 'chat', text: 'Bonjour' });
    lose();
    expect(await codeOf(ada.line.send('ben', 'chat', 'Encore'))).to.equal('not-connected');
    expect(sent).to.have.length(2);
  });

  it('raise no alarm about somebody who is no participant', () => {
    ada.meet('ben');
    ada.prove('ben', print(B));
    ada.lineTo('ben').listener.onFault('certificate-changed');
    expect(ada.live.compared.alarms.size).to.equal(0);
    attest();
    ada.lineTo('ben').listener.onFault('certificate-changed');
    expect(ada.live.compared.alarms.size).to.equal(1);
  });

  describe('through a media server', () => {
    beforeEach(() => begin({ relayed: false }));

    it('take and bring nothing but the attestation before it is there, though people are participants', async () => {
      ada.meet('ben');
      ada.prove('ben', print(B));
      message('one');
      expect(ada.live.participants.map(({ id }) => id)).to.deep.equal(['ada', 'ben']);
      expect(told).to.deep.equal([]);
      expect(await codeOf(ada.line.send('ben', 'chat', 'x'))).to.equal('not-connected');
      attest();
      expect(told).to.deep.equal(['proven ben run 1', 'chat one ben attested']);
      expect(await codeOf(ada.line.send('ben', 'chat', 'x'))).to.equal('none');
    });
  });

  it('hold nothing back where the firm attests nothing', () => {
    begin({ attestation: null });
    ada.meet('ben');
    ada.prove('ben', print(B));
    message('one');
    expect(told).to.deep.equal(['proven ben run 1', 'chat one ben']);
  });
});
