import type { Person } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

/** What the page under test lets a browser do with its devices. */
interface Devices {
  /** Requests that are left to fail, as of a device that another application has. */
  failures: number;
  /** Requests wait until this is called. */
  answer: (() => void) | null;
  /** Number of requests so far. */
  asked: number;
}

declare global {
  interface Window {
    devices: Devices;
  }
}

/** Lets requests for devices fail, or wait, from now on. */
const control = (person: Person, state: { failures?: number; waits?: boolean }) =>
  person.page.evaluate(({ failures = 0, waits = false }) => {
    const { mediaDevices } = navigator;
    const open = mediaDevices.getUserMedia.bind(mediaDevices);
    let answer: (() => void) | null = null;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    window.devices = { failures, answer, asked: 0 };
    mediaDevices.getUserMedia = async (wanted) => {
      window.devices.asked++;
      if (waits) await answered;
      if (window.devices.failures-- > 0)
        throw new DOMException('Could not start audio source', 'NotReadableError');
      return open(wanted);
    };
  }, state);

/** The tracks of a kind that are open: what they are of. */
const open = (person: Person, kind: string) =>
  person.page.evaluate(
    (wanted) =>
      window.recorder.tracks
        .filter((track) => track.kind === wanted && track.readyState === 'live')
        .map(({ label }) => label),
    kind,
  );

const microphones = (person: Person) => person.page.getByRole('combobox', { name: 'Micro' });

/** The person chooses another microphone, which another application has; so is the one before, for two failures. */
async function chooseTaken(person: Person, failures: 1 | 2): Promise<void> {
  await person.press('Réglages');
  await control(person, { failures });
  await microphones(person).selectOption('Fake Audio Input 1');
  await expect(person.page.getByRole('alert')).toContainText(
    'Votre micro est utilisé par une autre application.',
  );
}

test('a microphone that cannot be opened is told, and the one of before goes on', async ({
  consultation,
  browserName,
}) => {
  test.skip(browserName === 'firefox', 'Firefox has one microphone for tests');
  const [lawyer, client] = await consultation.pair();
  const before = await open(client, 'audio');
  await chooseTaken(client, 1);
  expect(await open(client, 'audio')).toEqual(before);
  await client.sees('Zoé Martin', { microphone: true });
  await lawyer.receivesMedia({ audio: true });
});

test.describe('on a phone, which closes the old device first (a computer that says that it is one)', () => {
  const asPhone = (person: Person) =>
    person.page.evaluate(() =>
      Object.defineProperty(navigator, 'userAgentData', { configurable: true, value: { mobile: true } }),
    );

  test('the microphone of before comes back where another cannot be opened', async ({
    consultation,
    browserName,
  }) => {
    test.skip(browserName === 'firefox', 'Firefox has one microphone for tests');
    const [lawyer, client] = await consultation.pair();
    const before = await open(client, 'audio');
    await asPhone(client);
    await chooseTaken(client, 1);
    await client.sees('Zoé Martin', { microphone: true });
    expect(await open(client, 'audio')).toEqual(before);
    await lawyer.receivesMedia({ audio: true });
  });

  test('what cannot come back is shown as off to both, and can be switched on again', async ({
    consultation,
    browserName,
  }) => {
    test.skip(browserName === 'firefox', 'Firefox has one microphone for tests');
    const [lawyer, client] = await consultation.pair();
    await asPhone(client);
    await chooseTaken(client, 2);
    await client.sees('Zoé Martin', { microphone: false });
    await lawyer.sees('Zoé Martin', { microphone: false });
    expect(await open(client, 'audio')).toEqual([]);
    await client.press('Micro');
    await lawyer.sees('Zoé Martin', { microphone: true });
    await lawyer.receivesMedia({ audio: true });
  });
});

test('of two choices while a microphone is being opened the second is sent, and nothing else is open', async ({
  consultation,
  browserName,
}) => {
  test.skip(browserName === 'firefox', 'Firefox has one microphone for tests');
  const [lawyer, client] = await consultation.pair();
  await client.press('Réglages');
  await control(client, { waits: true });
  await microphones(client).selectOption('Fake Audio Input 1');
  await client.page.waitForFunction(() => window.devices.asked === 1);
  await microphones(client).selectOption('Fake Audio Input 2');
  await client.page.evaluate(() => window.devices.answer?.());
  await expect.poll(() => open(client, 'audio')).toEqual(['Fake Audio Input 2']);
  await client.sees('Zoé Martin', { microphone: true });
  await lawyer.receivesMedia({ audio: true });
  await expect(microphones(client).locator('option:checked')).toHaveText('Fake Audio Input 2');
});

test('muting waits for no device that is being opened', async ({ consultation, browserName }) => {
  test.skip(browserName === 'firefox', 'Firefox has one microphone for tests');
  const [lawyer, client] = await consultation.pair();
  await client.press('Réglages');
  await control(client, { waits: true });
  await microphones(client).selectOption('Fake Audio Input 1');
  await client.page.waitForFunction(() => window.devices.asked === 1);
  await client.press('Micro');
  await lawyer.sees('Zoé Martin', { microphone: false });
  await client.page.evaluate(() => window.devices.answer?.());
  await expect.poll(() => open(client, 'audio')).toEqual([]);
  await client.press('Micro');
  await lawyer.sees('Zoé Martin', { microphone: true });
  expect(await open(client, 'audio')).toEqual(['Fake Audio Input 1']);
});

for (const [what, spoil] of [
  [
    'can read no stream',
    () => {
      AudioContext.prototype.createMediaStreamSource = () => {
        throw new DOMException('', 'InvalidStateError');
      };
    },
  ],
  [
    'cannot be made',
    () => {
      window.AudioContext = class {
        constructor() {
          throw new DOMException('', 'NotSupportedError');
        }
      } as unknown as typeof AudioContext;
    },
  ],
] as const) {
  test(`a call goes on where an audio context ${what}, with the microphone on and off`, async ({
    consultation,
  }) => {
    const lawyer = await consultation.person('Maître Vasseur');
    const page = await consultation.page();
    await page.addInitScript(spoil);
    const client = await consultation.person('Zoé Martin', { microphone: 'off' }, page);
    await lawyer.enter();
    await client.press('Vérifier ma caméra et mon micro');
    await client.enter();
    await lawyer.sees('Zoé Martin', { publishing: true, camera: true, microphone: false });
    await client.press('Micro');
    await lawyer.sees('Zoé Martin', { microphone: true });
    await Promise.all([lawyer.receivesMedia(), client.receivesMedia()]);
  });
}

for (const sdk of ['video-client', 'client-sdk-video']) {
  test(`${sdk} opens no device when the list of devices changes`, async ({ consultation }) => {
    const lawyer = await consultation.person('Maître Vasseur', { sdk });
    const client = await consultation.person('Zoé Martin', { sdk, microphone: 'off' });
    await Promise.all([lawyer.enter(), client.enter()]);
    await lawyer.sees('Zoé Martin', { publishing: true, microphone: false });
    await control(client, {});
    await client.page.evaluate(() => navigator.mediaDevices.dispatchEvent(new Event('devicechange')));
    // The SDK acts a fifth of a second later: sound of two seconds.
    await client.receivesPackets(200);
    expect(await client.page.evaluate(() => window.devices.asked)).toBe(0);
    expect(await open(client, 'audio')).toEqual([]);
    await client.sees('Zoé Martin', { microphone: false });
  });
}
