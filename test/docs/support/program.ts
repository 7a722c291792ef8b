import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type AccessServer, localCredentials } from '../../../demo/access-server/index.ts';
import type { Rule } from './bench.ts';
import { anywhere, isProgram } from './typed.ts';

/** What a program of the documentation has made, as it prints it. */
interface Made {
  /** Expressions of the block that have their value in a comment, and that value as far as it is written out. */
  readonly said: readonly (readonly [string, string])[];
  readonly links: AccessServer['links'];
  readonly sessions: number;
}

/** Goes on where the block ends: prints what there is and leaves. */
const ending = (said: readonly string[]) => `
const links = typeof server === 'undefined' ? {} : server.links;
if (typeof service !== 'undefined') service.createSession({ mediaMode: 'relayed' });
const sessions = typeof service === 'undefined' ? 0 : service.control.sessions.length;
console.log(JSON.stringify({ said: [${said}], links, sessions }));
process.exit();
`;

export const program: Rule = {
  name: 'runs, and has what the text promises',
  covers: isProgram,
  async check(block, bench) {
    const scratch = await bench.scratch();
    const { privateKey } = await localCredentials();
    // Files of a firm's server lie in the scratch project.
    const places = /'\/(?=(etc|srv|var)\/)/g;
    const paths = [...block.code.matchAll(/'(\/(?:etc|srv|var)\/[^']+)'/g)].map(([, path = '']) => path);
    for (const path of paths) {
      await mkdir(scratch.path(dirname(path)), { recursive: true });
      if (/\.(key|pem)$/.test(path)) await scratch.write({ [path]: privateKey });
    }
    const code = anywhere(block, (path) => pathToFileURL(path).href).replace(places, `'${scratch.path()}/`);
    const said = [...code.matchAll(/^([\w.]+); \/\/ (\S+?)…?$/gm)].map(
      ([, one, start]) => `[${one}, '${start}']`,
    );
    const file = `${basename(dirname(block.document.file))}-${block.line}.ts`;
    const secret = "process.env.LINK_SECRET = 's'.repeat(32);\n";
    await scratch.write({ [file]: secret + code + ending(said) });
    const made: Made = JSON.parse(await scratch.node('--import', import.meta.resolve('tsx'), file));
    const rooms = Object.entries(made.links);
    assert.ok(rooms.length + made.sessions > 0, 'nothing was made');
    for (const [value, start] of made.said) assert.ok(value.startsWith(start), `${value}: ${start}`);
    const origin = /publicOrigin: '([^']+)'/.exec(code)?.[1] ?? '';
    const invited = [...code.matchAll(/\{ id: '([^']+)', role/g)].map(([, id = '']) => id);
    for (const [room, { lawyer, client, people }] of rooms) {
      assert.deepEqual(Object.keys(people), invited);
      assert.deepEqual(
        [lawyer, client],
        invited.slice(0, 2).map((id) => people[id]),
      );
      for (const link of Object.values(people))
        assert.ok(link.startsWith(`${origin}/rendez-vous/${room}#a=`), link);
    }
  },
};
