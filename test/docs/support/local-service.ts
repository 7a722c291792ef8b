import assert from 'node:assert/strict';
import { parseGrant } from '../../../src/access/grant.ts';
import { SessionCommand } from '../../support/session-command.ts';
import { SignallingClient } from '../../support/signalling-client.ts';
import { setEnvironment, startProgram } from './back-end.ts';
import type { Bench, Rule } from './bench.ts';
import { isEndpoint, isPointer } from './endpoint.ts';
import type { Block } from './markdown.ts';
import { typed } from './typed.ts';

/** So much of two lines is the same when one takes the other's place. */
const START = 24;

/** The server with the lines in the place of those that begin alike. */
function pointed(server: Block, { code }: Block): Block {
  const lines = server.code.split('\n');
  for (const line of code.split('\n')) {
    const alike = lines.filter((one) => one.trim().startsWith(line.trim().slice(0, START)));
    assert.equal(alike.length, 1, `${line} takes the place of ${JSON.stringify(alike)}`);
    lines[lines.indexOf(alike[0] ?? '')] = line;
  }
  return { ...server, code: lines.join('\n') };
}

/** Asks the server for a grant, and enters with it. */
async function enter({ code }: Block, command: SessionCommand, bench: Bench): Promise<void> {
  const ask = await startProgram(code, await bench.scratch());
  const { body } = await ask({ room: 'a', displayName: 'Zoé', lang: 'fr' });
  const { applicationId, sessionId, token, proxyUrl } = parseGrant(body, 'https://cabinet.example/');
  assert.equal(proxyUrl, command.origin);
  const client = await SignallingClient.join({ origin: proxyUrl, applicationId, sessionId }, token);
  const { status } = await client.request('signal', '/signal/s', { type: 't', data: 'Bonjour' });
  assert.equal(status, 200);
  client.leave();
}

export const pointer: Rule = {
  name: 'with these lines and what `npm run session-service` prints, the server’s grants open its sessions',
  covers: isPointer,
  async check(block, bench, consultation) {
    const server = block.document.blocks.find(isEndpoint) ?? assert.fail('there is no server');
    const program = pointed(server, block);
    await typed.check(program, bench, consultation);
    const command = await SessionCommand.start();
    const restore = setEnvironment(command.environment);
    try {
      await enter(program, command, bench);
    } finally {
      restore();
      await command.interrupt();
    }
  },
};
