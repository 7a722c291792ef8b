import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { localCredentials } from '../access-server/index.ts';
import { startSessionService } from './service.ts';

const credentials = await localCredentials();
const service = await startSessionService({ ...credentials, port: Number(process.env.PORT ?? 0) });
// Readable by its owner only, as is the key in it.
const folder = mkdtempSync(path.join(tmpdir(), 'visio-session-service-'));
// Whatever ends the process.
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const stop = () => {
  service.close().then(
    () => process.exit(0),
    () => process.exit(1),
  );
};
// Not `once`: a terminal's Ctrl+C arrives twice, from the terminal and from the script that started this.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop);

const key = path.join(folder, 'private.key');
writeFileSync(key, credentials.privateKey, { mode: 0o600 });
process.stdout.write(`
  Session service  ${service.origin}

  export VONAGE_APPLICATION_ID=${credentials.applicationId} VONAGE_PRIVATE_KEY=${key}
  export SESSION_SERVICE=${service.origin}

Start the firm's server with these two lines in its shell; press Ctrl+C to stop.
`);
