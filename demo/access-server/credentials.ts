import { generateKeyPair, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import type { VonageCredentials } from './vonage.ts';

/** An application of one's own, for the local session service: made anew each time and kept in memory only. */
export async function localCredentials(): Promise<VonageCredentials & { readonly publicKey: string }> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  return { applicationId: randomUUID(), privateKey, publicKey };
}

/**
 * The Vonage application from `VONAGE_APPLICATION_ID` and `VONAGE_PRIVATE_KEY` (PEM text, with real or written `\n`,
 * or the path of a file), or `undefined` when neither is set.
 *
 * @throws Error when only one is set or there is no key; the message never repeats the value
 */
export function cloudCredentials(env: NodeJS.ProcessEnv): VonageCredentials | undefined {
  const { VONAGE_APPLICATION_ID: applicationId, VONAGE_PRIVATE_KEY: key } = env;
  if (!applicationId && !key) return undefined;
  if (!applicationId || !key)
    throw new Error('Set both VONAGE_APPLICATION_ID and VONAGE_PRIVATE_KEY, or neither.');
  const isText = key.includes('-----BEGIN');
  if (!isText && !existsSync(key)) throw new Error('VONAGE_PRIVATE_KEY is neither a PEM text nor a file.');
  const privateKey = isText ? key.replaceAll('\\n', '\n') : readFileSync(key, 'utf8');
  if (!privateKey.includes('PRIVATE KEY-----')) throw new Error('VONAGE_PRIVATE_KEY holds no private key.');
  return { applicationId, privateKey };
}
