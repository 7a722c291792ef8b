import assert from 'node:assert/strict';
import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, it } from 'node:test';
import { SessionCommand } from '../support/session-command.ts';

const keyOf = ({ environment }: SessionCommand) => environment.VONAGE_PRIVATE_KEY ?? '';
/** Each way to end it, and the status: npm's own is that of a program that a signal has ended. */
const ends = [
  { what: 'Ctrl+C', line: 'npm run session-service', end: 'interrupt', status: null },
  { what: 'SIGTERM to npm alone', line: 'npm run session-service', end: 'terminate', status: null },
  { what: 'Ctrl+C without npm', line: 'node scripts/session-service.mjs', end: 'interrupt', status: 0 },
  { what: 'SIGTERM without npm', line: 'node scripts/session-service.mjs', end: 'terminate', status: 0 },
] as const;

describe('npm run session-service', () => {
  it('keeps the key for its owner alone', async () => {
    const command = await SessionCommand.start();
    const key = keyOf(command);
    try {
      assert.equal(statSync(key).mode & 0o777, 0o600, command.output);
      assert.equal(statSync(dirname(key)).mode & 0o777, 0o700);
    } finally {
      await command.interrupt();
    }
  });

  for (const { what, line, end, status } of ends)
    it(`${what}: ends, frees its port and leaves no key behind`, async () => {
      const command = await SessionCommand.start({ line });
      const { origin } = command;
      assert.equal((await fetch(`${origin}/config.opentok.com/`)).status, 200);
      assert.ok(existsSync(keyOf(command)));
      assert.equal(await command[end](), status, command.output);
      assert.equal(existsSync(dirname(keyOf(command))), false);
      await assert.rejects(fetch(origin));
    });

  it('serves at the port that PORT names, and says so when it is taken', async () => {
    const first = await SessionCommand.start();
    const { port } = new URL(first.origin);
    const second = await SessionCommand.start({ port });
    assert.match(second.output, /EADDRINUSE/);
    assert.notEqual(await second.interrupt(), 0);
    assert.equal(second.origin, '');
    await first.interrupt();
    const third = await SessionCommand.start({ port });
    assert.equal(third.origin, first.origin);
    await third.interrupt();
  });
});
