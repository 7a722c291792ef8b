#!/usr/bin/env node
// A Firefox that Playwright can start: the one that is installed, behind a relay of WebDriver BiDi. Playwright sets the
// colour scheme of every new profile by a command that Firefox ESR does not know yet and gives up when it is refused.
// The relay answers that one command where it asks for the default; everything else goes through unchanged.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { WebSocket, WebSocketServer } from 'ws';
import { findFirefox } from './firefox-package.mjs';

const executable = findFirefox();
if (!executable) throw new Error('There is no Firefox: set FIREFOX_PATH.');

const firefox = spawn(executable, process.argv.slice(2), { stdio: ['inherit', 'inherit', 'pipe'] });
firefox.on('exit', (status) => process.exit(status ?? 1));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => firefox.kill(signal));

createInterface({ input: firefox.stderr }).on('line', async (line) => {
  const origin = /^WebDriver BiDi listening on (\S+)$/.exec(line)?.[1];
  console.error(origin ? `WebDriver BiDi listening on ${await relayTo(origin)}` : line);
});

/** Whether a command sets the colour scheme of a whole profile: of a single page it is a test’s own wish, and refused. */
const setsProfileScheme = ({ method, params }) =>
  method === 'emulation.setMediaFeaturesOverride' && Array.isArray(params?.userContexts);

/** Starts a relay to Firefox. Resolves with its address. */
function relayTo(origin) {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  server.on('connection', (client, request) => {
    const browser = new WebSocket(new URL(request.url ?? '/', origin));
    const opened = new Promise((resolve) => browser.once('open', resolve));
    client.on('message', async (data) => {
      const command = JSON.parse(String(data));
      if (setsProfileScheme(command)) {
        client.send(JSON.stringify({ type: 'success', id: command.id, result: {} }));
        return;
      }
      await opened;
      browser.send(String(data));
    });
    browser.on('message', (data) => client.send(String(data)));
    browser.on('close', () => client.close());
    browser.on('error', () => client.close());
    client.on('close', () => browser.close());
  });
  return new Promise((resolve) =>
    server.on('listening', () => resolve(`ws://127.0.0.1:${server.address().port}`)),
  );
}
