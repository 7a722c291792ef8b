import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { FileStore } from '../../demo/access-server/file-store.ts';
import { MemoryStore, type Store } from '../../demo/access-server/store.ts';
import { Clock, consultation, Firm } from './support/firm.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'visio-'));
});
afterEach(() => rm(directory, { recursive: true }));

const stores: Readonly<Record<string, () => Store>> = {
  MemoryStore: () => new MemoryStore(),
  FileStore: () => new FileStore(path.join(directory, 'rooms')),
};

for (const [name, make] of Object.entries(stores)) {
  describe(name, () => {
    it('starts with empty rooms', async () => {
      assert.deepEqual(await make().read('a'), { locked: false, people: [], links: [] });
    });

    it('keeps changes, room by room', async () => {
      const store = make();
      await store.update('a', (room) => {
        room.locked = true;
      });
      assert.equal((await store.read('a')).locked, true);
      assert.equal((await store.read('b')).locked, false);
      await store.close();
    });

    it('drops the changes of a transaction that throws, and goes on', async () => {
      const store = make();
      const failing = store.update('a', (room) => {
        room.locked = true;
        throw new Error('no');
      });
      await assert.rejects(failing, /no/);
      assert.equal((await store.read('a')).locked, false);
      await store.update('a', (room) => {
        room.message = 'yes';
      });
      assert.equal((await store.read('a')).message, 'yes');
    });

    it('makes changes one after the other', async () => {
      const store = make();
      const add = () =>
        store.update('a', (room) => {
          room.links.push({ person: `${room.links.length}`, generation: 0 });
        });
      await Promise.all(Array.from({ length: 30 }, add));
      const people = (await store.read('a')).links.map(({ person }) => person);
      assert.deepEqual(
        people,
        Array.from({ length: 30 }, (_, index) => `${index}`),
      );
    });

    it('gives each session id away once', async () => {
      const store = make();
      const claims = await Promise.all(['1_A', '1_A', '../1_B/', '1_a'].map((id) => store.claimSession(id)));
      assert.deepEqual(claims.sort(), [false, true, true, true]);
      assert.equal(await store.claimSession('../1_B/'), false);
    });

    it('gives copies away', async () => {
      const store = make();
      const read = await store.read('a');
      Object.assign(read, { locked: true });
      assert.equal((await store.read('a')).locked, false);
    });
  });
}

describe('a file store', () => {
  it('leaves no half-written file and lets only its owner read', async () => {
    const store = new FileStore(directory);
    await store.update('a', (room) => {
      room.locked = true;
    });
    assert.deepEqual(await readdir(directory), ['room-a.json']);
    if (process.platform !== 'win32') {
      assert.equal((await stat(path.join(directory, 'room-a.json'))).mode & 0o077, 0);
    }
  });

  it('knows the session ids of before, and keeps only their hashes', async () => {
    assert.equal(await new FileStore(directory).claimSession('1_A'), true);
    assert.equal(await new FileStore(directory).claimSession('1_A'), false);
    const [file = '', ...more] = await readdir(directory);
    assert.equal(more.length, 0);
    assert.match(file, /^session-[\w-]{43}$/);
    assert.equal(await readFile(path.join(directory, file), 'utf8'), '');
  });

  it('says so when it cannot write a session id down', async () => {
    await writeFile(path.join(directory, 'file'), '');
    await assert.rejects(new FileStore(path.join(directory, 'file')).claimSession('1_A'));
  });

  it('does not touch the file when nothing changed', async () => {
    const store = new FileStore(directory);
    await store.update('a', () => undefined);
    assert.deepEqual(await readdir(directory), []);
  });

  it('says so instead of forgetting when a file is damaged', async () => {
    await writeFile(path.join(directory, 'room-a.json'), '{"locked":tr');
    await assert.rejects(new FileStore(directory).read('a'), SyntaxError);
    await assert.rejects(
      new FileStore(directory).update('a', () => undefined),
      SyntaxError,
    );
  });

  it('keeps the last state when a write fails', async () => {
    const store = new FileStore(path.join(directory, 'room-a.json', 'not-a-directory'));
    await writeFile(path.join(directory, 'room-a.json'), '{}');
    const lock = store.update('a', (room) => {
      room.locked = true;
    });
    await assert.rejects(lock);
  });
});

describe('a server that restarts', () => {
  const secret = 'a secret that lives in the environment';

  it('knows who was admitted, removed and bound, and keeps the session', async () => {
    const clock = new Clock();
    const rooms = [consultation(clock)];
    const options = { clock, secret, store: new FileStore(directory) };
    const before = await Firm.open(rooms, options);
    const host = await before.invited('rdv-4821', 'me-vasseur');
    const client = await before.invited('rdv-4821', 'client', 'Camille');
    const observer = await before.invited('rdv-4821', 'stagiaire', 'Noé');
    await client.ask();
    await observer.ask();
    await host.decide({ action: 'remove', participant: await observer.waitingId(host) });
    await host.decide({ action: 'admit-all' });
    const { sessionId } = (await client.ask()).body;
    await before.close();

    const after = await Firm.open(rooms, { ...options, store: new FileStore(directory) });
    const back = after.visitor('Camille');
    for (const [name, value] of client.cookies) back.cookies.set(name, value);
    const granted = await back.ask();
    assert.equal(granted.status, 200);
    assert.equal(granted.body.sessionId, sessionId);
    const link = await after.server.link('rdv-4821', 'client');
    const other = await after.visitor().openLink(link);
    assert.equal(other.status, 403, 'the link is used up');
    const removed = after.visitor('Noé');
    for (const [name, value] of observer.cookies) removed.cookies.set(name, value);
    assert.equal((await removed.ask()).body.reason, 'removed');
    await after.close();
  });

  it('keeps no ticket, cookie or token on disk', async () => {
    const clock = new Clock();
    const firm = await Firm.open([consultation(clock)], { clock, secret, store: new FileStore(directory) });
    const host = await firm.invited('rdv-4821', 'me-vasseur');
    const client = await firm.invited('rdv-4821', 'client');
    await client.ask();
    const ticket = client.ticket ?? 'none';
    await host.decide({ action: 'admit-all' });
    const { token } = (await client.ask()).body;
    const text = await readFile(path.join(directory, 'room-rdv-4821.json'), 'utf8');
    const cookies = [...client.cookies.values()].flatMap((value) => [value, value.split('.')[3] ?? 'none']);
    for (const kept of [ticket, token, secret, ...cookies]) assert.ok(!text.includes(kept));
    await firm.close();
  });

  it('forgets names a day after the person was last seen', async () => {
    const clock = new Clock();
    const room = { id: 'salle', open: true, waitingRoom: false };
    const firm = await Firm.open([room], { clock, secret, store: new FileStore(directory) });
    await firm.visitor('Camille').ask('salle');
    clock.move(24 * 3_600_000);
    await firm.visitor('Zoé').ask('salle');
    assert.doesNotMatch(await readFile(path.join(directory, 'room-salle.json'), 'utf8'), /Camille/);
    await firm.close();
  });

  it('starts a new session when the Vonage application is another', async () => {
    const clock = new Clock();
    const room = { id: 'salle', open: true, waitingRoom: false };
    const store = new FileStore(directory);
    await store.update('salle', (state) => {
      state.session = { applicationId: 'of-before', sessionId: 'of-before' };
    });
    const firm = await Firm.open([room], { clock, secret, store });
    assert.equal((await firm.visitor().ask('salle')).body.sessionId, '1_FAKE-1');
    await firm.close();
  });
});
