import { expect } from '@open-wc/testing';
import type { CallState, LiveCall, Participant } from '../../../src/call/state/state.ts';
import { LOBBY } from '../../../src/call/state/state.ts';
import { announcementOf } from '../../../src/controller/announcements.ts';
import { callMessages as t } from '../../../src/i18n/fr/call.ts';
import type { Level } from '../../../src/transport-security/confidentiality-level.ts';
import { liveState } from '../../support/fakes.ts';

const person = (id: string, facts: Partial<Participant> = {}): Participant => ({
  ...{ id, name: id, self: false, joinedAt: 0, publishing: true, microphone: true, camera: true },
  ...{ speaking: false, stalled: false, media: null, sharing: false, screen: null },
  ...facts,
});
const zoe = person('Zoé');
const said = (before: Partial<LiveCall>, now: Partial<LiveCall>) =>
  announcementOf(liveState(now), liveState(before), t);
const level = (name: Level) => ({
  security: { level: name, evidence: [], at: 0 },
});
const quality = (name: 'good' | 'fair' | 'poor') => ({
  quality: { level: name, loss: 0, roundTrip: null },
});

describe('what a change of the call is said aloud as', () => {
  it('is nothing in the lobby, the step on the way in, a welcome, and how it ended', () => {
    const polite = (state: CallState, before: CallState) => announcementOf(state, before, t).polite;
    expect(polite(LOBBY, liveState({}))).to.equal('');
    expect(polite({ phase: 'requesting' }, LOBBY)).to.equal(t.requesting);
    const waiting = { phase: 'waiting', since: 0, clockOffset: 0 } as const;
    expect(polite(waiting, { phase: 'requesting' })).to.contain(t.waitingTitle);
    expect(polite({ ...waiting }, waiting)).to.equal('');
    expect(polite({ ...waiting, message: 'Dans cinq minutes.' }, waiting)).to.contain('cinq minutes');
    expect(polite({ ...waiting, opensAt: new Date() }, waiting)).to.contain(t.earlyTitle);
    expect(polite({ phase: 'connecting' }, waiting)).to.equal(t.connecting);
    const ended = { phase: 'ended', reason: 'removed', duration: 0, room: null } as const;
    expect(polite(ended, liveState({}))).to.equal(t.ended.removed);
    expect(announcementOf(liveState({}), LOBBY, t).polite).to.equal(t.announce.connected);
    expect(said({}, {})).to.deep.equal({ polite: '', urgent: '' });
  });

  it('who comes and who goes', () => {
    expect(said({ participants: [] }, { participants: [zoe] }).polite).to.equal(t.announce.joined('Zoé'));
    expect(said({ participants: [zoe] }, { participants: [] }).polite).to.equal(t.announce.left('Zoé'));
    const nobody = person('x', { name: '' });
    expect(said({ participants: [] }, { participants: [nobody] }).polite).to.contain(t.guest);
  });

  it('that the browser refuses the sound, at once, and that it plays', () => {
    expect(said({}, { soundBlocked: true })).to.deep.equal({ polite: '', urgent: t.sound.hint });
    expect(said({ soundBlocked: true }, { soundBlocked: true })).to.deep.equal({ polite: '', urgent: '' });
    expect(said({ soundBlocked: true }, {})).to.deep.equal({ polite: t.sound.back, urgent: '' });
  });

  it('whose microphone and whose screen is on or off, of the others', () => {
    const muted = person('Zoé', { microphone: false });
    expect(said({ participants: [zoe] }, { participants: [muted] }).polite).to.equal(t.announce.muted('Zoé'));
    expect(said({ participants: [muted] }, { participants: [zoe] }).polite).to.equal(
      t.announce.unmuted('Zoé'),
    );
    const sharing = person('Zoé', { sharing: true });
    expect(said({ participants: [zoe] }, { participants: [sharing] }).polite).to.equal(
      t.announce.sharing('Zoé'),
    );
    expect(said({ participants: [sharing] }, { participants: [zoe] }).polite).to.equal(
      t.announce.sharingOver('Zoé'),
    );
    const own = (facts: Partial<Participant>) => [person('self', { self: true, ...facts })];
    expect(said({ participants: own({}) }, { participants: own({ microphone: false }) }).polite).to.equal('');
    // Somebody who has not begun to send has not muted themselves.
    const silent = person('Zoé', { publishing: false, microphone: false });
    expect(said({ participants: [silent] }, { participants: [zoe] }).polite).to.equal('');
  });

  it('a line that becomes too weak, and one that recovers', () => {
    expect(said(quality('good'), quality('fair')).polite).to.equal('');
    expect(said(quality('fair'), quality('poor')).polite).to.equal(t.quality.advice);
    expect(said(quality('poor'), quality('good')).polite).to.equal(t.quality.better);
    expect(said({}, quality('good')).polite).to.equal('');
  });

  it('a fall of the protection and a recording, without waiting', () => {
    const measured = (before: Level, now: Level, known: Level) =>
      announcementOf(liveState(level(now)), liveState(level(before)), t, known);
    const fallen = measured('end-to-end', 'to-media-server', 'end-to-end');
    expect(fallen.urgent).to.contain(t.security.levels['to-media-server']);
    expect(fallen.polite).to.equal('');
    // By way of nothing measured, a fall is a fall.
    expect(measured('verifying', 'to-media-server', 'end-to-end').urgent).to.equal(fallen.urgent);
    expect(measured('end-to-end', 'verifying', 'end-to-end')).to.deep.equal({ polite: '', urgent: '' });
    const risen = measured('to-media-server', 'end-to-end', 'to-media-server');
    expect(risen).to.deep.equal({ polite: `${t.security.levels['end-to-end']}.`, urgent: '' });
    // The first one is news, the same one again is not.
    expect(measured('verifying', 'end-to-end', 'verifying').polite).to.equal(risen.polite);
    expect(measured('verifying', 'end-to-end', 'end-to-end').polite).to.equal('');
    expect(said({ recording: false }, { recording: true }).urgent).to.equal(t.announce.recording);
  });
});
