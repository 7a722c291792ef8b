import { randomUUID } from 'node:crypto';
import { MESSAGES } from '../../src/call/message-names.ts';
import { attack } from '../support/browser-attack.ts';
import type { Consultation } from '../support/consultation.ts';
import { ForwardingPage } from '../support/forwarding-page.ts';
import { HiddenReceiver } from '../support/hidden-receiver.ts';
import { levelsOf, recordLevels } from '../support/levels.ts';
import { MachineInTheMiddle } from '../support/machine-in-the-middle.ts';
import type { Person } from '../support/person.ts';
import { quiet } from '../support/quiet.ts';
import { requestGrant, silentGuest } from '../support/silent-guest.ts';
import { expect } from '../support/test.ts';

/** Two people in a call that the provider watches, and a page of its own. */
async function watched(consultation: Consultation) {
  const { service, browser } = consultation.world;
  const page = await ForwardingPage.open(await browser.newContext());
  const receiver = new HiddenReceiver(service.control, page);
  service.control.intercept(receiver);
  const [lawyer, client] = await consultation.pair();
  await lawyer.until((room) => room.security?.level === 'end-to-end');
  return { receiver, page, lawyer, client, close: () => page.page.context().close() };
}

/** How somebody who is no participant asks for a stream. Returns the name of their connection. */
type Ask = (receiver: HiddenReceiver, lawyer: string, client: string) => string | Promise<string>;

const attempts: Readonly<Record<string, Ask>> = {
  'an unlisted connection asks for the stream': (receiver, lawyer) => receiver.ask(lawyer, randomUUID()),
  'an unlisted connection asks for the stream in the name of a participant': (receiver, lawyer, client) =>
    receiver.ask(lawyer, client),
  'a media server asks for the stream of a relayed session': (receiver, lawyer) =>
    receiver.ask(lawyer, 'symphony.eu-west.example'),
  'an unlisted connection sends an offer that nobody has asked for': (receiver, lawyer) =>
    receiver.offer(lawyer, randomUUID()),
};

for (const [name, ask] of Object.entries(attempts)) {
  attack('Receivers', name, 'nothing received, told as unprotected, the page quiet', async (consultation) => {
    const { receiver, lawyer, client, close } = await watched(consultation);
    const leg = await ask(receiver, await lawyer.connectionId(), await client.connectionId());
    await expect.poll(() => receiver.isNegotiated(leg)).toBe(true);
    await lawyer.until((room) => room.security?.level === 'unprotected');
    await expect(
      lawyer.page.getByRole('alertdialog', { name: 'Quelqu’un d’inconnu veut recevoir cet appel' }),
    ).toBeVisible();
    // Once the person goes on, participants get media again; the unlisted connection still gets none.
    for (let pressed = 0; pressed < 2; pressed++) await lawyer.press('Continuer malgré tout');
    await client.receivesPackets(100);
    const packets = await receiver.packets(leg);
    await close();
    return [
      packets === 0 ? 'nothing received' : `${packets} packets received`,
      'told as unprotected',
      quiet(lawyer),
    ].join(', ');
  });
}

attack(
  'Receivers',
  'a machine in the middle of the media that does not answer for anybody',
  'nothing received, both told, the page quiet',
  async (consultation) => {
    const { service, browser } = consultation.world;
    const page = await ForwardingPage.open(await browser.newContext());
    const machine = new MachineInTheMiddle(service.control, page);
    service.control.intercept(machine);
    const people = [
      await consultation.person('Maître Vasseur'),
      await consultation.person('Zoé Martin'),
    ] as const;
    for (const one of people) await one.enter();
    for (const one of people) await one.until((room) => room.security?.level === 'unprotected');
    const sums = await Promise.all(people.map((one) => one.received()));
    const packets = sums.reduce((sum, one) => sum + one.packets, 0) + (await machine.packets());
    await page.page.context().close();
    return [
      packets === 0 ? 'nothing received' : `${packets} packets received`,
      'both told',
      quiet(...people),
    ].join(', ');
  },
);

/** Notes from now on whose received tracks are let through, by the certificate at the other end. */
function noteLetThrough(): void {
  const seen: string[] = [];
  Reflect.set(window, 'letThrough', seen);
  // What the SDK sees of a track is not what the browser does.
  const enabled = Object.getOwnPropertyDescriptor(MediaStreamTrack.prototype, 'enabled')?.get;
  setInterval(() => {
    for (const connection of window.recorder.connections) {
      if (connection.signalingState === 'closed') continue;
      const fingerprint = connection.remoteDescription?.sdp.match(/sha-256 [0-9A-F:]+/)?.[0] ?? '';
      const through = connection.getReceivers().some(({ track }) => enabled?.call(track));
      if (fingerprint && through && !seen.includes(fingerprint)) seen.push(fingerprint);
    }
  }, 5);
}
const letThrough = ({ page }: Person): Promise<string[]> =>
  page.evaluate(() => Reflect.get(window, 'letThrough') as string[]);

async function noting(consultation: Consultation, name: string): Promise<Person> {
  const page = await consultation.page();
  await page.addInitScript(noteLetThrough);
  return consultation.person(name, {}, page);
}

attack(
  'Receivers',
  'somebody in the middle sends a sound and a picture of their own',
  'neither seen nor heard by anybody',
  async (consultation) => {
    const { service, browser } = consultation.world;
    const page = await ForwardingPage.open(await browser.newContext());
    await page.sendOwnMedia();
    service.control.intercept(new MachineInTheMiddle(service.control, page));
    const people = [await noting(consultation, 'Maître Vasseur'), await noting(consultation, 'Zoé Martin')];
    for (const one of people) await one.enter();
    for (const one of people) await one.until((room) => room.security?.level === 'unprotected');
    // It comes in all the while.
    for (const one of people) await one.receivesPackets(100);
    const through = (await Promise.all(people.map(letThrough))).flat();
    await page.page.context().close();
    return through.length === 0 ? 'neither seen nor heard by anybody' : through.join();
  },
);

attack(
  'Receivers',
  'a subscription is moved to a stranger’s connection in the middle of a call',
  'the stranger neither seen nor heard, told as unprotected',
  async (consultation) => {
    const { service, browser } = consultation.world;
    const { control } = service;
    const page = await ForwardingPage.open(await browser.newContext());
    await page.sendOwnMedia();
    let [uri, own, moved] = ['', '', false];
    control.intercept({
      incoming(message, from) {
        const content = message.content as { sdp: string; sourceStreamId?: string };
        if (!moved || from.id !== own || message.uri !== uri || content.sourceStreamId !== 'MANTIS')
          return [message];
        if (message.method === 'answer') void page.accept('stranger', content.sdp);
        if (message.method === 'candidate') void page.candidate('stranger', content as RTCIceCandidateInit);
        return [];
      },
      outgoing(message, _from, to) {
        if (message.method === 'offer' && to.id === own) uri = message.uri;
        return [message];
      },
    });
    const lawyer = await noting(consultation, 'Maître Vasseur');
    await lawyer.enter();
    own = await lawyer.connectionId();
    const client = await consultation.person('Zoé Martin');
    await client.enter();
    await lawyer.until((room) => room.security?.level === 'end-to-end');
    expect(await letThrough(lawyer)).toHaveLength(1);
    await page.receive('source');
    const sdp = await page.offer('stranger', 'source');
    moved = true;
    const stream = uri.replace(/\/subscriber\/.*/, '');
    const id = stream.split('/').at(-1);
    const gone = { id, sourceStreamId: 'P2P', connection: { id: await client.connectionId() } };
    control.deliver(own, { method: 'deleted', uri: `${stream}/source/P2P`, content: gone }, 'symphony.local');
    const offer = { peerId: uri.split('/').at(-1), sourceStreamId: 'MANTIS', sdp };
    control.deliver(own, { method: 'offer', uri, content: offer }, 'symphony.local');
    await lawyer.until((room) => room.security?.level === 'unprotected');
    await lawyer.receivesPackets(100);
    const through = (await letThrough(lawyer)).includes(page.fingerprint);
    await page.page.context().close();
    return through ? 'the stranger let through' : 'the stranger neither seen nor heard, told as unprotected';
  },
);

attack(
  'Receivers',
  'somebody announces the certificate of a participant as their own',
  'it is nobody’s: told, nothing sent to either',
  async (consultation) => {
    const { world } = consultation;
    const [lawyer, client] = await consultation.pair();
    await lawyer.until((room) => room.security?.level === 'end-to-end');
    const [theirs = ''] = await lawyer.page.evaluate(() =>
      (document.querySelector('visio-avocat-room')?.security?.evidence ?? []).flatMap(
        ({ fingerprints }) => fingerprints.remote,
      ),
    );
    const thief = await silentGuest(
      world.service.origin,
      await requestGrant(world.origin, consultation.room, { displayName: 'Discret' }),
    );
    await lawyer.sees('Discret', {});
    await thief.request('signal', `/signal/${randomUUID()}`, { type: MESSAGES.certificate, data: theirs });
    await expect(
      lawyer.page.getByRole('alertdialog', { name: 'Zoé Martin est présent deux fois' }),
    ).toBeVisible();
    await lawyer.press('Continuer malgré tout');
    await lawyer.until((room) => room.security?.level === 'verifying');
    await client.receivesNothing();
    thief.leave();
    await client.receivesMedia();
    return 'it is nobody’s: told, nothing sent to either';
  },
);

attack(
  'Receivers',
  'one’s own offer comes back as somebody else’s',
  'nothing sent to oneself, no alarm, the call goes on',
  async (consultation) => {
    const { control } = consultation.world.service;
    let reflected = 0;
    control.intercept({
      incoming(message, from) {
        if (message.method === 'offer' && reflected < 3) {
          reflected += 1;
          control.deliver(from.id, { ...message, uri: `${message.uri}-reflected` }, randomUUID());
        }
        return [message];
      },
    });
    const [lawyer, client] = await consultation.pair();
    await client.receivesMedia();
    await lawyer.receivesMedia();
    expect(reflected).toBeGreaterThan(0);
    const levels = await Promise.all(
      [lawyer, client].map(async (one) => {
        await one.until((room) => room.security?.level !== 'verifying');
        return one.page.evaluate(() => document.querySelector('visio-avocat-room')?.security?.level);
      }),
    );
    return levels.every((level) => level === 'end-to-end')
      ? 'nothing sent to oneself, no alarm, the call goes on'
      : levels.join();
  },
);

attack(
  'Receivers',
  'a thousand people are invented',
  'nobody gets anything, the call goes on',
  async (consultation) => {
    const { receiver, lawyer, client, close } = await watched(consultation);
    const { control } = consultation.world.service;
    const session = control.sessions.at(-1);
    const publisher = await lawyer.connectionId();
    const invented = Array.from({ length: 1000 }, () => randomUUID());
    const permissions = ['publish', 'subscribe', 'signal'];
    for (const [index, id] of invented.entries()) {
      const content = { id, creationTime: Date.now(), data: '{"name":"Inventé"}', permissions };
      control.deliver(publisher, { method: 'created', uri: `${session?.base}/connection/${id}`, content });
      // The page acknowledges what it has taken; the service keeps only so much for it.
      if (index % 20 === 0) await lawyer.page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
    }
    await lawyer.until((room) => room.participants.length === 100);
    const legs = [...invented.slice(0, 3), ...invented.slice(-3)].map((id) => receiver.ask(publisher, id));
    for (const leg of legs) await expect.poll(() => receiver.isNegotiated(leg)).toBe(true);
    await client.receivesPackets(100);
    const packets = await Promise.all(legs.map((leg) => receiver.packets(leg)));
    await close();
    return packets.every((count) => count === 0)
      ? 'nobody gets anything, the call goes on'
      : `${packets} packets received`;
  },
);

attack(
  'Receivers',
  'a person is said to leave and to come back, again and again',
  'they prove their certificate anew on the private line, and media goes to it alone',
  async (consultation) => {
    const { control } = consultation.world.service;
    const [lawyer, client] = await consultation.pair();
    await lawyer.until((room) => room.security?.level === 'end-to-end');
    await recordLevels(lawyer);
    const [own, theirs] = [await lawyer.connectionId(), await client.connectionId()];
    const session = control.sessions.find(({ clients }) => clients.some(({ id }) => id === own));
    const said = session?.clients.find(({ id }) => id === theirs)?.describe();
    const uri = `${session?.base}/connection/${theirs}`;
    for (let times = 0; times < 10; times++) {
      const gone = { method: 'deleted', uri, content: { id: theirs }, reason: 'clientDisconnected' };
      control.deliver(own, gone);
      await lawyer.losesSightOf('Zoé Martin');
      control.deliver(own, { method: 'created', uri, content: said });
      await lawyer.sees('Zoé Martin', {});
    }
    await lawyer.until((room) => room.security?.level === 'end-to-end');
    await client.receivesMedia();
    // Until the line is there again nothing is known of them.
    for (const level of await levelsOf(lawyer))
      expect(['verifying', 'unverifiable', 'end-to-end']).toContain(level);
    return 'they prove their certificate anew on the private line, and media goes to it alone';
  },
);
