import { expect } from '@open-wc/testing';
import { announcementOf } from '../../src/announce.ts';
import type { LiveCall, Participant } from '../../src/call/state.ts';
import { LOBBY } from '../../src/call/state.ts';
import { callMessages as t } from '../../src/i18n/fr/call.ts';
import { liveState } from '../support/fakes.ts';

const person = (id: string, facts: Partial<Participant> = {}): Participant => ({
  ...{ id, name: id, self: false, joinedAt: 0, publishing: true, microphone: true, camera: true },
  ...{ speaking: false, stalled: false, media: null, sharing: false, screen: null },
  ...facts,
});
const zoe = person('Zoé');
const said = (before: Partial<LiveCall>, now: Partial<LiveCall>) =>
  announcementOf(liveState(now), liveState(before), t);
const level = (name: LiveCall['security']['level']) => ({
  security: { level: name, evidence: [], at: 0 },
});
const quality = (name: 'good' | 'fair' | 'poor') => ({
  quality: { level: name, loss: 0, roundTrip: null },
});

describe('what a change of the call is said aloud as', () => {
  it('is nothing outside the call, and a welcome at its beginning', () => {
    expect(announcementOf(LOBBY, liveState({}), t)).to.deep.equal({ polite: '', urgent: '' });
    expect(announcementOf(liveState({}), LOBBY, t).polite).to.equal(t.announce.connected);
    expect(said({}, {})).to.deep.equal({ polite: '', urgent: '' });
  });

  it('who comes and who goes', () => {
    expect(said({ participants: [] }, { participants: [zoe] }).polite).to.equal(t.announce.joined('Zoé'));
    expect(said({ participants: [zoe] }, { participants: [] }).polite).to.equal(t.announce.left('Zoé'));
    const nobody = person('x', { name: '' });
    expect(said({ participants: [] }, { participants: [nobody] }).polite).to.contain(t.guest);
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
    const fallen = said(level('end-to-end'), level('to-media-server'));
    expect(fallen.urgent).to.contain(t.security.levels['to-media-server']);
    expect(fallen.polite).to.equal('');
    expect(said(level('to-media-server'), level('end-to-end')).urgent).to.equal('');
    expect(said({ recording: false }, { recording: true }).urgent).to.equal(t.announce.recording);
  });
});
