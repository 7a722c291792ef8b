import type { Message } from '../../demo/session-service/client.ts';
import { MESSAGES } from '../../src/call/message-names.ts';
import { attack } from '../support/browser-attack.ts';
import { compare } from '../support/comparison.ts';
import type { Consultation } from '../support/consultation.ts';
import type { Person } from '../support/person.ts';
import { quiet } from '../support/quiet.ts';
import { expect } from '../support/test.ts';

interface Signal {
  readonly message: Message;
  readonly from: string;
  readonly to: string;
}

/** Two people in a call, and all messages between their elements so far. */
async function overheard(consultation: Consultation): Promise<{
  lawyer: Person;
  client: Person;
  signals: Signal[];
  /** Says something to one in the name of the other. */
  forge: (to: Person, from: Person, type: string, data: string) => Promise<void>;
}> {
  const { control } = consultation.world.service;
  const signals: Signal[] = [];
  control.intercept({
    outgoing(message, from, to) {
      if (message.method === 'signal' && from !== undefined) signals.push({ message, from, to: to.id });
      return [message];
    },
  });
  const [lawyer, client] = await consultation.pair();
  for (const one of [lawyer, client]) await one.until((room) => room.security?.level === 'end-to-end');
  const forge = async (to: Person, from: Person, type: string, data: string) => {
    const model = signals[0]?.message;
    if (!model) throw new Error('No message has been seen.');
    control.deliver(
      await to.connectionId(),
      { ...model, content: { type, data } },
      await from.connectionId(),
    );
  };
  return { lawyer, client, signals, forge };
}

const say = ({ page }: Person, text: string) =>
  page.evaluate((words) => document.querySelector('visio-avocat-room')?.sendMessage(words), text);

const log = ({ page }: Person) => page.getByRole('log').getByRole('listitem').locator('.text');

const mismatch = ({ page }: Person) =>
  page.getByRole('alertdialog', { name: 'Quelqu’un peut se trouver entre vous' });

const OTHER = `sha-256 ${Array.from({ length: 32 }, () => 'AB').join(':')}`;

attack(
  'Signalling',
  'a mismatch that nobody has reported, a hundred times',
  'the call stops, one dialog counts it, and nothing from outside brings it back',
  async (consultation) => {
    const { lawyer, client, forge } = await overheard(consultation);
    await compare(lawyer, client);
    await lawyer.until((room) => room.security?.level === 'end-to-end-verified');
    for (let count = 0; count < 100; count++) await forge(lawyer, client, MESSAGES.mismatch, '');
    await lawyer.until((room) => room.security?.level === 'unprotected');
    await expect(mismatch(lawyer)).toHaveCount(1);
    await expect(mismatch(lawyer).getByText(/Signalé 10[01] fois/)).toBeVisible();
    await client.receivesNothing();
    for (const [type, data] of [
      [MESSAGES.certificate, OTHER],
      [MESSAGES.mismatch, 'non'],
      [MESSAGES.line, '{}'],
      [MESSAGES.breakout, ''],
    ] as const)
      await forge(lawyer, client, type, data);
    await client.receivesNothing();
    await lawyer.until((room) => room.security?.level === 'unprotected');
    await expect(mismatch(lawyer)).toHaveCount(1);
    expect(quiet(lawyer)).toBe('the page quiet');
    return 'the call stops, one dialog counts it, and nothing from outside brings it back';
  },
);

attack(
  'Signalling',
  'another certificate is announced for somebody who was compared',
  'the call stops, and says why; nothing is sent to either certificate',
  async (consultation) => {
    const { lawyer, client, forge } = await overheard(consultation);
    await compare(lawyer, client);
    for (const one of [lawyer, client])
      await one.until((room) => room.security?.level === 'end-to-end-verified');
    await forge(lawyer, client, MESSAGES.certificate, OTHER);
    await expect(
      mismatch(lawyer).getByText('La clé annoncée au nom de Zoé Martin a changé pendant l’appel.'),
    ).toBeVisible();
    await lawyer.until((room) => room.security?.level === 'unprotected');
    await client.receivesNothing();
    await expect(say(lawyer, 'Un secret')).rejects.toThrow(/sending-suspended/);
    return 'the call stops, and says why; nothing is sent to either certificate';
  },
);

attack(
  'Signalling',
  'everything that sets up the private line comes twice, out of order, and again later; offers are invented',
  'each message arrives once or is said to be lost, and the service reads none',
  async (consultation) => {
    const { control } = consultation.world.service;
    const { lawyer, client, signals, forge } = await overheard(consultation);
    const [own, theirs] = [await lawyer.connectionId(), await client.connectionId()];
    const session = control.sessions.find(({ clients }) => clients.some(({ id }) => id === own));
    const said = session?.clients.find(({ id }) => id === theirs)?.describe();
    const uri = `${session?.base}/connection/${theirs}`;
    const texts = Array.from({ length: 6 }, (_, count) => `Message ${count}`);
    for (const [count, text] of texts.entries()) {
      const lines = signals.filter(({ message }) => JSON.stringify(message.content).includes(MESSAGES.line));
      for (const { message, from, to } of [...lines].reverse()) {
        control.deliver(to, message, from);
        control.deliver(to, message, from);
      }
      await forge(
        lawyer,
        client,
        MESSAGES.line,
        '{"v":2,"type":"offer","epoch":"AAAAAAAAAAAAAAAAAAAAAA","sdp":""}',
      );
      await forge(client, lawyer, MESSAGES.line, `{"v":2,"type":"please","epoch":""}`);
      if (count === 3) {
        // The provider says that the client has left and is back.
        control.deliver(own, {
          method: 'deleted',
          uri,
          content: { id: theirs },
          reason: 'clientDisconnected',
        });
        await lawyer.losesSightOf('Zoé Martin');
        control.deliver(own, { method: 'created', uri, content: said });
        await lawyer.sees('Zoé Martin', {});
      }
      await say(lawyer, text);
      await say(client, text);
    }
    for (const one of [lawyer, client]) await one.press(/^Messages/);
    const shown = (one: Person) => log(one).allTextContents();
    const lost = ({ page }: Person) => page.getByRole('log').getByText('Non remis').count();
    for (const [one, other] of [
      [lawyer, client],
      [client, lawyer],
    ] as const) {
      // Each of one's messages is there beside the other's own, or is said to have not arrived.
      const settled = async () => (await shown(other)).length - texts.length + (await lost(one));
      await expect.poll(settled).toBe(texts.length);
      for (const text of texts)
        expect((await shown(other)).filter((line) => line === text).length).toBeLessThanOrEqual(2);
    }
    await say(lawyer, 'À la fin');
    await expect.poll(() => shown(client)).toContain('À la fin');
    expect(JSON.stringify(signals)).not.toContain('Message ');
    return 'each message arrives once or is said to be lost, and the service reads none';
  },
);
