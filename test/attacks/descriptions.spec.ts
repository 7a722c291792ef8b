import type { Message } from '../../demo/session-service/client.ts';
import { attack } from '../support/browser-attack.ts';
import type { Consultation } from '../support/consultation.ts';
import type { Person } from '../support/person.ts';
import { quiet } from '../support/quiet.ts';
import { expect } from '../support/test.ts';

const strangers = `${'AB:'.repeat(31)}AB`;
const line = `a=fingerprint:sha-256 ${strangers}`;
const eachLine = /^(a=fingerprint:.*)$/gm;

/** What the provider's signalling makes of every description, in words and in deed. */
const changes: Readonly<Record<string, (sdp: string) => string>> = {
  'a second certificate beside the real one': (sdp) => sdp.replace(eachLine, `$1\r\n${line}`),
  'a second certificate by another hash': (sdp) =>
    sdp.replace(eachLine, `$1\r\na=fingerprint:sha-512 ${'AB:'.repeat(63)}AB`),
  'a second certificate in capital letters': (sdp) =>
    sdp.replace(eachLine, `$1\r\n${line.replace('fingerprint', 'FINGERPRINT')}`),
  'a second certificate after a control character': (sdp) => sdp.replace(eachLine, `$1\u000b${line}`),
  'no certificate': (sdp) => sdp.replace(/^a=fingerprint:.*\r\n/gm, ''),
};

/** Two people between whom each description is changed. */
async function between(
  consultation: Consultation,
  change: (sdp: string) => string,
): Promise<[Person, Person]> {
  const altered = (message: Message): Message => {
    const content = (message.content ?? {}) as { sdp?: string };
    return content.sdp ? { ...message, content: { ...content, sdp: change(content.sdp) } } : message;
  };
  consultation.world.service.control.intercept({ outgoing: (message) => [altered(message)] });
  const people: [Person, Person] = [
    await consultation.person('Maître Vasseur'),
    await consultation.person('Zoé Martin'),
  ];
  for (const one of people) await one.enter();
  return people;
}

for (const [name, change] of Object.entries(changes)) {
  attack(
    'Signalling',
    `${name} in every description`,
    'nothing sent, nothing received, told as unprotected, the page quiet',
    async (consultation) => {
      const people = await between(consultation, change);
      for (const one of people) await one.until((room) => room.security?.level === 'unprotected');
      await expect(people[0].page.getByRole('alertdialog')).toBeVisible();
      const media = await Promise.all(
        people.map(({ page }) =>
          page.evaluate(async () => {
            const found = await window.recorder.statistics();
            const count = (key: 'packetsSent' | 'packetsReceived', type: string) =>
              found.filter((one) => one.type === type).reduce((sum, one) => sum + (one[key] ?? 0), 0);
            return [count('packetsSent', 'outbound-rtp'), count('packetsReceived', 'inbound-rtp')];
          }),
        ),
      );
      const [sent = 0, received = 0] = [0, 1].map((way) =>
        media.reduce((sum, one) => sum + (one[way] ?? 0), 0),
      );
      return [
        sent === 0 ? 'nothing sent' : `${sent} packets sent`,
        received === 0 ? 'nothing received' : `${received} packets received`,
        'told as unprotected',
        quiet(...people),
      ].join(', ');
    },
  );
}

attack(
  'Signalling',
  'a running connection is described anew, with another certificate',
  'the connection is closed, told as unprotected, the page quiet',
  async (consultation) => {
    const { control } = consultation.world.service;
    const offers: { readonly message: Message; readonly from: string; readonly to: string }[] = [];
    control.intercept({
      outgoing(message, from, to) {
        if (message.method === 'offer' && from !== undefined) offers.push({ message, from, to: to.id });
        return [message];
      },
    });
    const [lawyer, client] = await consultation.pair();
    await client.until((room) => room.security?.level === 'end-to-end');
    const own = await client.connectionId();
    const offer = offers.find(({ to }) => to === own);
    if (!offer) throw new Error('No offer came to the client.');
    const content = offer.message.content as { sdp: string };
    const sdp = content.sdp.replace(eachLine, line);
    control.deliver(own, { ...offer.message, content: { ...content, sdp } }, offer.from);
    await client.until((room) => room.security?.level === 'unprotected');
    await lawyer.until((room) => room.security?.level !== 'end-to-end');
    const received = await client.page.evaluate(
      () =>
        // The private line carries no media.
        window.recorder.connections.filter(
          (one) => one.connectionState === 'connected' && one.getTransceivers().length > 0,
        ).length,
    );
    return [
      // What the client sends goes on.
      received <= 1 ? 'the connection is closed' : `${received} connections`,
      'told as unprotected',
      quiet(client),
    ].join(', ');
  },
);
