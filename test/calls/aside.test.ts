import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { Attributes } from '../support/person.ts';
import { type Person, until } from '../support/person.ts';
import { World } from '../support/world.ts';

const people = [
  { id: 'vasseur', name: 'Maître Vasseur', role: 'host' },
  { id: 'martin', name: 'Zoé Martin', role: 'guest' },
  { id: 'durand', name: 'Camille Durand', role: 'guest' },
  { id: 'roy', name: 'Inès Roy', role: 'observer' },
] as const;
const rooms = ['aparte', 'seul', 'hostile'].map((id) => ({ id, waitingRoom: false, open: true, people }));

/** Sound alone is enough where it is not about pictures, and takes less of the machine. */
const unseen: Attributes = { camera: 'off' };
const sound = { audio: true };

let world: World;
before(async () => {
  world = await World.start(rooms);
});
after(() => world.close());

async function enter(
  room: string,
  id: (typeof people)[number]['id'],
  attributes: Attributes = {},
  prepare?: (page: Page) => Promise<void>,
): Promise<Person> {
  const page = await world.page();
  // Four people with moving pictures share one machine.
  page.setDefaultTimeout(90_000);
  await prepare?.(page);
  await page.goto(await world.access.link(room, id));
  const person = await world.person(
    people.find((one) => one.id === id)?.name ?? '',
    { room, ...attributes },
    page,
  );
  await person.join();
  await person.inPhase('connected', 90_000);
  return person;
}

/** A lawyer, their client, and the other party. */
async function three(room: string, attributes?: Attributes): Promise<[Person, Person, Person]> {
  const host = await enter(room, 'vasseur', attributes);
  const client = await enter(room, 'martin', attributes);
  const party = await enter(room, 'durand', attributes);
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
    for (const connection of window.witness.connections) {
      for (const report of (await connection.getStats()).values()) {
        if (report.type === 'outbound-rtp') sum.sent += report.packetsSent;
        if (report.type === 'inbound-rtp') sum.received += report.packetsReceived;
      }
    }
    return sum;
  });
}

/** The counters of open connections while somebody else's go on for so many frames. */
async function standsStill(held: Person, running: Person, kinds?: typeof sound): Promise<void> {
  let last = '';
  // What was under way has arrived.
  await until(
    async () => {
      const now = JSON.stringify(await packets(held));
      const still = now === last;
      last = now;
      if (!still) await running.receivesMedia(kinds);
      return still;
    },
    () => `media still flows at ${held.name}: ${last}`,
    60_000,
  );
  await running.receivesMedia(kinds);
  await running.receivesMedia(kinds);
  assert.equal(JSON.stringify(await packets(held)), last);
}

/** Waits until sound comes in again, over connections that are made anew. */
async function resumes(person: Person): Promise<void> {
  const before = await packets(person);
  let now = before;
  await until(
    async () => {
      const last = now;
      now = await packets(person);
      return now.received > last.received && last.received > 0;
    },
    () => `${person.name} receives nothing again: ${JSON.stringify([before, now])}`,
    90_000,
  );
}

async function begin(host: Person, name: string): Promise<void> {
  await host.press('Participants');
  await host.page.getByText('Aparté', { exact: true }).click();
  await host.page.getByRole('checkbox', { name }).check();
  await host.press('Commencer un aparté');
  await host.page.getByText(`En aparté avec ${name}`).waitFor();
}

/** The levels that the page is told of from now on, in their order. */
const watchLevels = ({ page }: Person) =>
  page.evaluate(() => {
    const levels: string[] = [];
    Reflect.set(window, 'levels', levels);
    document
      .querySelector('visio-avocat-room')
      ?.addEventListener('visio-security', ({ detail }) => levels.push(detail.level));
  });
const levelsOf = ({ page }: Person) => page.evaluate(() => Reflect.get(window, 'levels') as string[]);

const leave = (...all: Person[]) => Promise.all(all.map((one) => one.vanish()));

describe('an aside', () => {
  it('goes on between those who were chosen; nothing passes to or from the others, late ones too, until it ends', async () => {
    const [host, client, party] = await three('aparte', unseen);
    // One picture, of the one who will be on hold.
    await party.press('Caméra');
    await host.sees('Camille Durand', { camera: true });
    for (const one of [host, client, party]) await watchLevels(one);
    await begin(host, 'Zoé Martin');
    await party.page.getByRole('heading', { name: 'Vous êtes en attente' }).waitFor();
    await client.page.getByText('En aparté avec Maître Vasseur').waitFor();
    assert.equal(await client.page.getByRole('button', { name: 'Mettre fin à l’aparté' }).count(), 0);
    await client.receivesMedia(sound);
    await standsStill(party, host, sound);

    const late = await enter('aparte', 'roy');
    await late.page.getByRole('heading', { name: 'Vous êtes en attente' }).waitFor();
    await standsStill(late, client, sound);

    await host.press('Mettre fin à l’aparté');
    await Promise.all(
      [host, client, party, late].map((one) => one.page.getByText('L’aparté est terminé.').waitFor()),
    );
    await Promise.all([host, client, party, late].map(resumes));
    await host.receivesMedia();
    await host.sees('Camille Durand', { publishing: true, camera: true });
    for (const one of [host, client, party]) {
      await one.until((element) => element.security?.level === 'end-to-end');
      // What an aside closes on purpose is no alarm.
      assert.equal((await levelsOf(one)).includes('unprotected'), false, one.name);
    }
    await leave(host, client, party, late);
  });

  it('does not depend on the good will of those on hold', async () => {
    const [host, client] = [
      await enter('hostile', 'vasseur', unseen),
      await enter('hostile', 'martin', unseen),
    ];
    // A page that hears nothing of asides goes on asking for everybody's media.
    const party = await enter('hostile', 'durand', unseen, (page) =>
      page.routeWebSocket(/./, (socket) => {
        const server = socket.connectToServer();
        server.onMessage((frame) => {
          if (!(typeof frame === 'string' ? frame : frame.toString('latin1')).includes('visio-aside'))
            socket.send(frame);
        });
      }),
    );
    await Promise.all([host, client].map((one) => one.sees('Camille Durand', { publishing: true })));
    await party.receivesMedia(sound);
    await begin(host, 'Zoé Martin');
    await client.page.getByText('En aparté avec Maître Vasseur').waitFor();
    await standsStill(party, host, sound);
    await party.sees('Maître Vasseur', { publishing: true });

    // It comes back as somebody new, and is connected to both as before.
    await party.page.reload();
    await party.page.waitForFunction(() => customElements.get('visio-avocat-room'));
    await party.join();
    await party.inPhase('connected', 90_000);
    await until(
      () =>
        party.page.evaluate(
          () => window.witness.connections.filter((one) => one.connectionState === 'connected').length >= 2,
        ),
      () => 'the hostile page is not even connected',
    );
    await host.receivesMedia(sound);
    await client.receivesMedia(sound);
    assert.deepEqual(await packets(party), { sent: 0, received: 0 });
    await host.press('Mettre fin à l’aparté');
    await party.receivesMedia(sound);
    await leave(host, client, party);
  });

  it('ends with its host, and those who were in it are muted first', async () => {
    const [host, client, party] = await three('seul', unseen);
    await begin(host, 'Zoé Martin');
    await party.page.getByRole('heading', { name: 'Vous êtes en attente' }).waitFor();
    await host.press('Quitter');
    await client.page.getByText('Votre micro et votre caméra ont été coupés').waitFor();
    await party.page.getByText('L’aparté est terminé.').waitFor();
    await party.sees('Zoé Martin', { publishing: true, microphone: false, camera: false });
    await leave(host, client, party);
  });
});
