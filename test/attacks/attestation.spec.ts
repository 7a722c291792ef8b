import type { Message } from '../../demo/session-service/client.ts';
import { MESSAGES } from '../../src/call/message-names.ts';
import { tryAttack } from '../support/attack.ts';
import { attack } from '../support/browser-attack.ts';
import type { Consultation } from '../support/consultation.ts';
import { Firm } from '../support/firm.ts';
import { ForwardingPage } from '../support/forwarding-page.ts';
import { Impostor } from '../support/impostor.ts';
import { MachineInTheMiddle } from '../support/machine-in-the-middle.ts';
import type { Person } from '../support/person.ts';
import { quiet } from '../support/quiet.ts';
import { expect, test } from '../support/test.ts';
import { encodePart } from '../support/tokens.ts';

test.use({ attestations: 'required' });

const attested = (...those: readonly Person[]) =>
  Promise.all(those.map((one) => one.until((room) => room.security?.level === 'end-to-end-attested')));

/** A lawyer and her client in a call that their firm attests. */
async function attestedPair(
  consultation: Consultation,
): Promise<{ firm: Firm; lawyer: Person; client: Person }> {
  const firm = await Firm.of(consultation);
  const lawyer = await firm.person('Maître Vasseur', { role: 'moderator' });
  const client = await firm.person('Zoé Martin');
  for (const one of [lawyer, client]) await one.enter();
  await attested(lawyer, client);
  return { firm, lawyer, client };
}

const comeBack = ({ page }: Person) =>
  page.evaluate(() => {
    document
      .querySelector('visio-avocat-room')
      ?.join()
      .catch(() => undefined);
  });

const NOBODY = 'nobody more, attested to the end, nothing received, the page quiet';

/** Says what somebody got whom the lawyer must not take for a participant, once she has been told of them. */
async function comesToNothing(lawyer: Person, intruder: Person): Promise<string> {
  await expect(lawyer.page.getByRole('heading', { name: 'Non attestés par le cabinet' })).toBeVisible();
  await intruder.receivesNothing();
  const { number, level } = await lawyer.page.evaluate(() => {
    const room = document.querySelector('visio-avocat-room');
    return { number: room?.participants.length, level: room?.security?.level };
  });
  return [
    number === 2 ? 'nobody more' : `${number} people`,
    level === 'end-to-end-attested' ? 'attested to the end' : level,
    'nothing received',
    quiet(lawyer),
  ].join(', ');
}

/** What an intruder shows in the place of an attestation of their own. */
type Forge = (facts: {
  readonly firm: Firm;
  readonly forger: Firm;
  readonly fingerprint: string;
}) => Promise<string> | string;

const honest = (fingerprint: string) => ({
  ...{ sub: 'Paul Durand', name: 'Paul Durand', named: 'invitation', role: 'publisher', fingerprint },
});
const now = () => Math.floor(Date.now() / 1000);

const forgeries: Readonly<Record<string, Forge>> = {
  'a key of one’s own': ({ forger, fingerprint }) => forger.attest(honest(fingerprint)),
  'the attestation of a participant, repeated': ({ firm }) => firm.given.get('Zoé Martin') ?? '',
  'one for another certificate': ({ firm }) => firm.attest(honest(firm.fingerprints.get('Zoé Martin') ?? '')),
  'one for another session': ({ firm, fingerprint }) =>
    firm.attest({ ...honest(fingerprint), aud: 'another-session' }),
  'one for another consultation': ({ firm, fingerprint }) =>
    firm.attest({ ...honest(fingerprint), room: 'another-consultation' }),
  'one by another server of the firm': ({ firm, fingerprint }) =>
    firm.attest({ ...honest(fingerprint), iss: 'https://ancien.cabinet.example' }),
  'one for another person': ({ firm, fingerprint }) =>
    firm.attest({ ...honest(fingerprint), sub: 'Zoé Martin' }),
  'one for another name': ({ firm, fingerprint }) =>
    firm.attest({ ...honest(fingerprint), name: 'Maître Vasseur' }),
  'one for another role': ({ firm, fingerprint }) =>
    firm.attest({ ...honest(fingerprint), role: 'moderator' }),
  'one of an hour ago': ({ firm, fingerprint }) =>
    firm.attest({ ...honest(fingerprint), iat: now() - 3600, exp: now() - 3000 }),
  'one that never ends': ({ firm, fingerprint }) =>
    firm.attest({ ...honest(fingerprint), exp: now() + 86_400 }),
  'one with alg none': async ({ firm, fingerprint }) => {
    const [, claims] = (await firm.attest(honest(fingerprint))).split('.');
    return `${encodePart({ alg: 'none', typ: 'visio-attestation+jwt' })}.${claims}.`;
  },
  'one with a header that must be understood': ({ firm, fingerprint }) =>
    firm.attest(honest(fingerprint), { b64: true, crit: ['b64'] }),
  'one with its key in the header': ({ forger, fingerprint }) =>
    forger.attest(honest(fingerprint), {
      jwk: { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) },
    }),
  'a token of another type by the same key': ({ firm, fingerprint }) =>
    firm.attest(honest(fingerprint), { typ: 'JWT' }),
  'no attestation': () => '',
};

test.describe('somebody whom the provider has invented shows', () => {
  let consultation: Consultation;
  let firm: Firm;
  let forger: Firm;
  let lawyer: Person;
  let intruder: Person;

  // One call for all of them: what was refused before must help the next one in nothing.
  test.beforeAll(async ({ world }) => {
    consultation = world.consultation();
    ({ firm, lawyer } = await attestedPair(consultation));
    await lawyer.press('Participants');
    forger = await firm.impostor();
    intruder = await forger.person('Paul Durand');
    await intruder.enter();
  });
  test.afterAll(() => consultation.close());

  /** The intruder comes again, and shows this. */
  async function show(forge: Forge): Promise<void> {
    await intruder.page.evaluate(() => document.querySelector('visio-avocat-room')?.leave());
    await intruder.inPhase('ended');
    await expect(refused()).toHaveCount(0);
    const fingerprint = forger.fingerprints.get('Paul Durand') ?? '';
    await intruder.page.evaluate(
      (jws) => {
        window.forgedAttestation = jws;
      },
      await forge({ firm, forger, fingerprint }),
    );
    await comeBack(intruder);
  }
  const refused = () => lawyer.page.getByRole('heading', { name: 'Non attestés par le cabinet' });

  for (const [name, forge] of Object.entries(forgeries))
    test(`Attestation: an intruder shows ${name}`, { tag: '@attack' }, () =>
      tryAttack('Attestation', `an intruder shows ${name}`, NOBODY, async () => {
        await show(forge);
        await expect(refused()).toBeVisible();
        return comesToNothing(lawyer, intruder);
      }),
    );

  test('what the firm says of them, and they are somebody', async () => {
    await show(({ firm: one, fingerprint }) => one.attest(honest(fingerprint)));
    await lawyer.sees('Paul Durand', { camera: true });
  });
});

attack(
  'Attestation',
  'the names and roles of two people are swapped',
  'neither is anybody, nothing received',
  async (consultation) => {
    const { control } = consultation.world.service;
    const swapped = (text: string) =>
      text.includes('Zoé')
        ? text.replaceAll('Zoé Martin', 'Maître Vasseur').replaceAll('publisher', 'moderator')
        : text.replaceAll('Maître Vasseur', 'Zoé Martin').replaceAll('moderator', 'publisher');
    control.intercept({ outgoing: (message) => [swapData(message, swapped)] });
    const firm = await Firm.of(consultation);
    const lawyer = await firm.person('Maître Vasseur', { role: 'moderator' });
    const client = await firm.person('Zoé Martin');
    for (const one of [lawyer, client]) await one.enter();
    for (const one of [lawyer, client]) {
      await expect(one.page.getByText('Quelqu’un est connecté, que le cabinet n’atteste pas.')).toBeVisible();
      await one.until((room) => room.participants.length === 1);
      await one.receivesNothing();
    }
    return 'neither is anybody, nothing received';
  },
  ['@waits'],
);

/** A message in which everybody's data is changed. */
function swapData(message: Message, change: (data: string) => string): Message {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [
        key,
        key === 'data' && typeof one === 'string' ? change(one) : walk(one),
      ]),
    );
  };
  return { ...message, content: walk(message.content) as Message['content'] };
}

attack(
  'Attestation',
  'a machine in the middle of the media and of the private line, with a certificate of its own',
  'neither is anybody, nothing received in the middle',
  async (consultation) => {
    const { service, browser } = consultation.world;
    const page = await ForwardingPage.open(await browser.newContext());
    const machine = new MachineInTheMiddle(service.control, page);
    const firm = await Firm.of(consultation);
    const lawyer = await firm.person('Maître Vasseur', { role: 'moderator' });
    const client = await firm.person('Zoé Martin');
    await lawyer.enter();
    const people = new Map<string, { id: string; name: string; role: string }>();
    const { sessionId: session } = firm;
    service.control.intercept(await Impostor.start(service.control, machine, page, { session, people }));
    await client.enter();
    for (const [one, role] of [
      [lawyer, 'moderator'],
      [client, 'publisher'],
    ] as const) {
      const id = await one.connectionId();
      people.set(id, { id, name: one.name, role });
    }
    for (const one of [lawyer, client]) {
      await expect(one.page.getByText('Quelqu’un est connecté, que le cabinet n’atteste pas.')).toBeVisible();
      await one.until((room) => room.participants.length === 1);
    }
    await lawyer.page.evaluate(() => document.querySelector('visio-avocat-room')?.sendMessage('Bonjour'));
    const packets = await machine.packetsInAll();
    const heard = await page.page.evaluate(() => window.impostor.heard.length);
    await page.page.context().close();
    return packets + heard === 0
      ? 'neither is anybody, nothing received in the middle'
      : `${packets} packets, ${heard} messages`;
  },
  ['@waits'],
);

attack('Attestation', 'a host’s commands come from the provider', 'nobody obeys', async (consultation) => {
  const { control } = consultation.world.service;
  let model: Message | undefined;
  control.intercept({
    outgoing(message) {
      if (message.method === 'signal') model ??= message;
      return [message];
    },
  });
  const { lawyer, client } = await attestedPair(consultation);
  if (!model) throw new Error('No message has been seen.');
  const [from, to] = [await lawyer.connectionId(), await client.connectionId()];
  for (const [type, data] of [
    [MESSAGES.removed, 'Adieu'],
    [MESSAGES.end, ''],
    [MESSAGES.mute, ''],
    [MESSAGES.breakout, JSON.stringify({ members: [from] })],
  ] as const)
    control.deliver(to, { ...model, content: { type, data } }, from);
  await client.receivesMedia();
  await lawyer.receivesMedia();
  await client.inPhase('connected');
  await expect(client.page.getByText('Vous êtes en attente')).toHaveCount(0);
  return 'nobody obeys';
});

attack(
  'Attestation',
  'one of three people is hidden from another',
  'named, no longer attested',
  async (consultation) => {
    const { control } = consultation.world.service;
    const firm = await Firm.of(consultation);
    const lawyer = await firm.person('Maître Vasseur', { role: 'moderator' });
    const client = await firm.person('Zoé Martin');
    const other = await firm.person('Paul Durand');
    for (const one of [lawyer, client]) await one.enter();
    await attested(lawyer, client);
    const hidden = new Set([await client.connectionId()]);
    // From now on the client and newcomers hear nothing of each other.
    control.intercept({
      outgoing(message, from, to) {
        const about = JSON.stringify([message.uri, message.content]);
        const newcomer = !hidden.has(to.id) && ![...known].includes(to.id);
        const toClient = hidden.has(to.id) && about.includes('Paul Durand');
        return toClient || (newcomer && from !== undefined && hidden.has(from)) ? [] : [message];
      },
    });
    const known = [await lawyer.connectionId(), ...hidden];
    await other.enter();
    await lawyer.until((room) => room.participants.length === 3);
    await client.until((room) => room.security?.level === 'end-to-end');
    await client.press(/à vérifier/);
    await expect(
      client.page.getByText('Maître Vasseur est aussi en relation avec Paul Durand, que vous ne voyez pas.'),
    ).toBeVisible();
    return 'named, no longer attested';
  },
  ['@waits'],
);

attack(
  'Attestation',
  'the endpoint stops attesting when somebody comes back',
  'refused',
  async (consultation) => {
    const whims = { grant: {} as Record<string, unknown> };
    const firm = await Firm.of(consultation);
    const lawyer = await firm.person('Maître Vasseur', { role: 'moderator' });
    const client = await firm.person('Zoé Martin', whims);
    for (const one of [lawyer, client]) await one.enter();
    await attested(lawyer, client);
    await client.press('Quitter');
    await client.inPhase('ended');
    Object.assign(whims.grant, { attestation: undefined, attestationKey: undefined });
    await comeBack(client);
    await client.inPhase('failed');
    return 'refused';
  },
);

attack('Attestation', 'a key that holds its private part, in the grant', 'refused', async (consultation) => {
  const firm = await Firm.of(consultation);
  const key = { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43), d: 'A'.repeat(43) };
  const client = await firm.person('Zoé Martin', { grant: { attestationKey: key } });
  await client.join();
  await client.inPhase('failed');
  return 'refused';
});

attack('Attestation', 'clocks that are an hour apart', 'attested all the same', async (consultation) => {
  const firm = await Firm.of(consultation);
  const lawyer = await firm.person('Maître Vasseur', { role: 'moderator' });
  await lawyer.page.clock.setSystemTime(Date.now() + 3_600_000);
  const client = await firm.person('Zoé Martin');
  await client.page.clock.setSystemTime(Date.now() - 3_600_000);
  for (const one of [lawyer, client]) await one.enter();
  await attested(lawyer, client);
  return 'attested all the same';
});

/** Somebody whom the lawyer has removed, and who shows the attestation of before. */
async function removedGuest(consultation: Consultation): Promise<{ removed: Person; others: Person[] }> {
  const { firm, lawyer, client } = await attestedPair(consultation);
  const removed = await firm.person('Paul Durand');
  await removed.enter();
  for (const one of [lawyer, client]) await one.sees('Paul Durand', { camera: true });
  await removed.page.evaluate((had) => {
    window.forgedAttestation = had;
  }, firm.given.get('Paul Durand') ?? '');
  await lawyer.page.evaluate(
    (id) => document.querySelector('visio-avocat-room')?.remove(id),
    await removed.connectionId(),
  );
  await removed.inPhase('ended');
  for (const one of [lawyer, client]) await one.losesSightOf('Paul Durand');
  return { removed, others: [lawyer, client] };
}

attack(
  'Attestation',
  'somebody removed comes back with a token and the attestation that they had',
  'put out at once',
  async (consultation) => {
    const { removed } = await removedGuest(consultation);
    // They may be out before they are in.
    await removed.page.evaluate(() =>
      document
        .querySelector('visio-avocat-room')
        ?.join()
        .catch(() => undefined),
    );
    await removed.page.waitForFunction(() =>
      ['ended', 'failed'].includes(document.querySelector('visio-avocat-room')?.phase ?? ''),
    );
    return 'put out at once';
  },
);

attack(
  'Attestation',
  'somebody removed comes back with the attestation that they had, and the provider keeps them in',
  'nobody to either, nothing received',
  async (consultation) => {
    const { removed, others } = await removedGuest(consultation);
    consultation.world.service.control.intercept({
      incoming: (message) =>
        message.method === 'delete' && message.uri.includes('/connection/') ? [] : [message],
    });
    await comeBack(removed);
    for (const one of others) {
      await one.press('Participants');
      await expect(one.page.getByRole('heading', { name: 'Non attestés par le cabinet' })).toBeVisible();
      await one.until((room) => room.participants.length === 2);
    }
    await removed.receivesNothing();
    return 'nobody to either, nothing received';
  },
);

attack(
  'Attestation',
  'an element that knows nothing of attestations',
  NOBODY,
  async (consultation) => {
    const { firm, lawyer } = await attestedPair(consultation);
    const impostor = await firm.impostor();
    const older = await impostor.person('Paul Durand', {
      grant: { attestation: undefined, attestationKey: undefined },
    });
    await older.join();
    await lawyer.press('Participants');
    return comesToNothing(lawyer, older);
  },
  ['@waits'],
);

attack(
  'Attestation',
  'somebody joins again while their earlier connection lives on',
  'they are there once, and seen',
  async (consultation) => {
    const { control } = consultation.world.service;
    const { lawyer, client } = await attestedPair(consultation);
    const earlier = await client.connectionId();
    // The provider tells nobody that the first connection has ended.
    control.intercept({
      outgoing: (message) =>
        ['deleted', 'destroyed'].some((one) => message.method.includes(one)) &&
        JSON.stringify([message.uri, message.content]).includes(earlier)
          ? []
          : [message],
    });
    await client.press('Quitter');
    await client.inPhase('ended');
    await comeBack(client);
    await client.inPhase('connected');
    await lawyer.page.waitForFunction((old) => {
      const people = document.querySelector('visio-avocat-room')?.participants ?? [];
      return people.length === 2 && people.every(({ id }) => id !== old);
    }, earlier);
    await lawyer.receivesMedia();
    await client.receivesMedia();
    return 'they are there once, and seen';
  },
);

test.describe('at the firm’s own server', () => {
  test.use({
    appointment: {
      people: [
        { id: 'vasseur', role: 'host', name: 'Maître Vasseur' },
        { id: 'zoe', role: 'guest', name: 'Zoé Martin' },
        { id: 'paul', role: 'guest', name: 'Paul Durand' },
      ],
    },
  });

  attack(
    'Attestation',
    'somebody invited has the certificate of another attested as theirs',
    'refused, and the other stays attested',
    async (consultation) => {
      const lawyer = await consultation.invited('vasseur');
      const client = await consultation.invited('zoe');
      let fingerprint = '';
      client.page.on('request', (request) => {
        if (request.method() === 'POST') fingerprint = request.postDataJSON()?.fingerprint ?? fingerprint;
      });
      for (const one of [lawyer, client]) await one.enter();
      await attested(lawyer, client);
      const thief = await consultation.invited('paul');
      await thief.page.route('**/api/visio', (route) =>
        route.continue({ postData: { ...route.request().postDataJSON(), fingerprint } }),
      );
      await thief.join();
      await thief.inPhase('failed');
      await client.press('Quitter');
      await client.inPhase('ended');
      await comeBack(client);
      await attested(lawyer, client);
      const number = await lawyer.page.evaluate(
        () => document.querySelector('visio-avocat-room')?.participants.length,
      );
      return number === 2 ? 'refused, and the other stays attested' : `${number} people`;
    },
  );
});
