import type { Page } from 'playwright-core';
import { MESSAGES } from '../../src/call/message-names.ts';
import { attack } from '../support/browser-attack.ts';
import type { Consultation } from '../support/consultation.ts';
import { levelsOf, recordLevels } from '../support/levels.ts';
import { PATIENCE } from '../support/patience.ts';
import type { Attributes, Person } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

const people = [
  { id: 'vasseur', name: 'Maître Vasseur', role: 'host' },
  { id: 'martin', name: 'Zoé Martin', role: 'guest' },
  { id: 'durand', name: 'Camille Durand', role: 'guest' },
  { id: 'roy', name: 'Inès Roy', role: 'observer' },
] as const;
test.use({ appointment: { people } });

/** Sound alone is enough where it is not about pictures, and takes less of the machine. */
const unseen: Attributes = { camera: 'off' };
const sound = { audio: true };

async function enter(
  consultation: Consultation,
  id: (typeof people)[number]['id'],
  attributes: Attributes = unseen,
  page?: Page,
): Promise<Person> {
  const person = await consultation.invited(id, attributes, page);
  await person.enter();
  return person;
}

/** A lawyer, their client, and the other party. */
async function three(consultation: Consultation): Promise<[Person, Person, Person]> {
  const host = await enter(consultation, 'vasseur');
  const client = await enter(consultation, 'martin');
  const party = await enter(consultation, 'durand');
  await Promise.all([
    ...[client, party].map((one) => one.sees('Maître Vasseur', { publishing: true })),
    ...[host, party].map((one) => one.sees('Zoé Martin', { publishing: true })),
    ...[host, client].map((one) => one.sees('Camille Durand', { publishing: true })),
  ]);
  return [host, client, party];
}

/** Packets of sound and picture, both ways, over every peer connection that this page has ever made. */
function packets(person: Person): Promise<{ sent: number; received: number }> {
  return person.page.evaluate(async () => {
    const sum = { sent: 0, received: 0 };
    // For a video sender without a track, Firefox makes up a black picture a second.
    const kinds = navigator.userAgent.includes('Firefox') ? ['audio'] : ['audio', 'video'];
    for (const one of await window.recorder.statistics()) {
      if (!kinds.includes(one.kind ?? '')) continue;
      if (one.type === 'outbound-rtp') sum.sent += one.packetsSent ?? 0;
      if (one.type === 'inbound-rtp') sum.received += one.packetsReceived ?? 0;
    }
    return sum;
  });
}

/** The counters of open connections while somebody else's go on for so many frames. */
async function standsStill(held: Person, running: Person, kinds?: typeof sound): Promise<void> {
  let last = '';
  // What was under way has arrived.
  await expect(async () => {
    const before = last;
    last = JSON.stringify(await packets(held));
    if (last !== before) await running.receivesPackets(20);
    expect(last, `media still flows at ${held.name}`).toBe(before);
  }).toPass({ timeout: PATIENCE });
  await running.receivesMedia(kinds);
  await running.receivesPackets(20);
  expect(JSON.stringify(await packets(held))).toBe(last);
}

/** Waits until sound comes in again, over connections that are made anew. */
async function resumes(person: Person): Promise<void> {
  let now = await packets(person);
  await expect(async () => {
    const last = now;
    now = await packets(person);
    expect(last.received, `${person.name} receives nothing again`).toBeGreaterThan(0);
    expect(now.received, `${person.name} receives nothing again`).toBeGreaterThan(last.received);
  }).toPass({ timeout: PATIENCE });
}

async function begin(host: Person, name: string): Promise<void> {
  await host.press('Participants');
  await host.page.getByText('Aparté', { exact: true }).click();
  await host.page.getByRole('checkbox', { name }).check();
  await host.press('Commencer un aparté');
  await expect(host.page.getByText(`En aparté avec ${name}`)).toBeVisible();
}

test.describe('a breakout', () => {
  test('goes on between those who were chosen; nothing passes to or from the others, late ones too, until it ends', async ({
    consultation,
  }) => {
    const [host, client, party] = await three(consultation);
    // One picture, of the one who will be on hold.
    await party.press('Caméra');
    await host.sees('Camille Durand', { camera: true });
    for (const one of [host, client, party]) await recordLevels(one);
    await begin(host, 'Zoé Martin');
    await expect(party.page.getByRole('heading', { name: 'Vous êtes en attente' })).toBeVisible();
    await expect(client.page.getByText('En aparté avec Maître Vasseur')).toBeVisible();
    await expect(client.page.getByRole('button', { name: 'Mettre fin à l’aparté' })).toHaveCount(0);
    await client.receivesMedia(sound);
    await standsStill(party, host, sound);

    const late = await enter(consultation, 'roy', {});
    await expect(late.page.getByRole('heading', { name: 'Vous êtes en attente' })).toBeVisible();
    await standsStill(late, client, sound);

    await host.press('Mettre fin à l’aparté');
    await Promise.all(
      [host, client, party, late].map(({ page }) =>
        expect(page.getByText('L’aparté est terminé.')).toBeVisible(),
      ),
    );
    await Promise.all([host, client, party, late].map(resumes));
    await host.receivesMedia();
    await host.sees('Camille Durand', { publishing: true, camera: true });
    for (const one of [host, client, party]) {
      await one.until((element) => element.security?.level === 'end-to-end');
      // What a breakout closes on purpose is no alarm.
      expect((await levelsOf(one)).includes('unprotected'), one.name).toBe(false);
    }
  });

  test('does not depend on the good will of those on hold', async ({ consultation }) => {
    const host = await enter(consultation, 'vasseur');
    const client = await enter(consultation, 'martin');
    const page = await consultation.page();
    // A page that hears nothing of breakouts goes on asking for everybody's media.
    await page.routeWebSocket(/./, (socket) => {
      const server = socket.connectToServer();
      server.onMessage((frame) => {
        if (!(typeof frame === 'string' ? frame : frame.toString('latin1')).includes('visio-breakout'))
          socket.send(frame);
      });
    });
    const party = await enter(consultation, 'durand', unseen, page);
    await Promise.all([host, client].map((one) => one.sees('Camille Durand', { publishing: true })));
    await party.receivesMedia(sound);
    await begin(host, 'Zoé Martin');
    await expect(client.page.getByText('En aparté avec Maître Vasseur')).toBeVisible();
    await standsStill(party, host, sound);
    await party.sees('Maître Vasseur', { publishing: true });

    // It comes back as somebody new, and is connected to both as before.
    await party.page.reload();
    await party.page.waitForFunction(() => customElements.get('visio-avocat-room'));
    await party.enter();
    await party.page.waitForFunction(
      () => window.recorder.connections.filter((one) => one.connectionState === 'connected').length >= 2,
    );
    await host.receivesMedia(sound);
    await client.receivesMedia(sound);
    expect(await packets(party)).toEqual({ sent: 0, received: 0 });
    await host.press('Mettre fin à l’aparté');
    await party.receivesMedia(sound);
  });

  test('ends with its host, and those who were in it are muted first', async ({ consultation }) => {
    const [host, client, party] = await three(consultation);
    await begin(host, 'Zoé Martin');
    await expect(party.page.getByRole('heading', { name: 'Vous êtes en attente' })).toBeVisible();
    await host.press('Quitter');
    await expect(client.page.getByText('Votre micro et votre caméra ont été coupés')).toBeVisible();
    await expect(party.page.getByText('L’aparté est terminé.')).toBeVisible();
    await party.sees('Zoé Martin', { publishing: true, microphone: false, camera: false });
  });
});

attack(
  'Receivers',
  'somebody on hold is not told so, and receives under the address of a member of the breakout',
  'nothing received, what the member receives goes on',
  async (consultation) => {
    const { control } = consultation.world.service;
    const ids = new Map<string, string>();
    control.intercept({
      outgoing(message, from, to) {
        const [party, member] = ['party', 'client'].map((one) => ids.get(one));
        const { type } = Object(message.content) as { type?: string };
        if (to.id === party && type === MESSAGES.breakout) return [];
        if (from !== party || member === undefined || !/\/subscriber\//.test(message.uri)) return [message];
        control.deliver(to.id, message, member);
        return [];
      },
    });
    const host = await enter(consultation, 'vasseur');
    const client = await enter(consultation, 'martin');
    ids.set('client', await client.connectionId());
    const party = await consultation.invited('durand', unseen);
    await party.join();
    await expect.poll(() => party.connectionId()).not.toBe('');
    ids.set('party', await party.connectionId());
    await party.inPhase('connected');
    await Promise.all([
      host.sees('Camille Durand', { publishing: true }),
      party.sees('Maître Vasseur', { publishing: true }),
      host.sees('Zoé Martin', { publishing: true }),
    ]);
    await begin(host, 'Zoé Martin');
    await standsStill(party, host, sound);
    await client.receivesMedia(sound);
    return 'nothing received, what the member receives goes on';
  },
);
