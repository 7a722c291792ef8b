import { type Bytes, fromBase64Url, isWhole, parseObject, toBase64Url } from '../verification/bytes.ts';

/** Version of the chat's wire format, part of every message and of everything that is derived or authenticated. */
export const CHAT_VERSION = 1;

const curve = { name: 'ECDH', namedCurve: 'P-256' } as const;
/** An uncompressed point: `04 X Y`. */
const KEY_BYTES = 65;

/** One person's key pair for one call. Not even this page can read the private key. */
export interface ChatKey {
  readonly privateKey: CryptoKey;
  /** The public key, an uncompressed point of 65 bytes, which the SAS covers. */
  readonly raw: Bytes;
  /** The same in base64url, as it is announced. */
  readonly publicKey: string;
}

export async function createChatKey(): Promise<ChatKey> {
  const { subtle } = globalThis.crypto;
  const pair = await subtle.generateKey(curve, false, ['deriveBits']);
  const raw = new Uint8Array(await subtle.exportKey('raw', pair.publicKey));
  return { privateKey: pair.privateKey, raw, publicKey: toBase64Url(raw) };
}

/** Imports another person's public key; returns `undefined` when it is not a point of the curve. */
export async function importPeerKey(publicKey: string): Promise<CryptoKey | undefined> {
  const raw = fromBase64Url(publicKey, KEY_BYTES);
  if (raw?.length !== KEY_BYTES) return undefined;
  try {
    return await globalThis.crypto.subtle.importKey('raw', raw, curve, true, []);
  } catch {
    return undefined;
  }
}

/** Creates the message that announces this person's public key. */
export function announceKey(key: Pick<ChatKey, 'publicKey'>): string {
  return JSON.stringify({ v: CHAT_VERSION, k: key.publicKey });
}

/** Result of an announcement, compared with the person's known key. */
export type Announcement =
  | { readonly kind: 'new' | 'same'; readonly publicKey: string }
  /** A second key in one call: somebody else may be speaking. The known key stays in force. */
  | { readonly kind: 'fault'; readonly fault: 'key-changed' | 'malformed' | 'other-version' | 'reflected' };

/**
 * Parses another person's announcement.
 *
 * @param own This person's public key, to detect that it comes back as another's.
 * @param known The other person's known key for this connection id.
 */
export async function readAnnouncement(
  signal: unknown,
  { own, known }: { readonly own: string; readonly known?: string | undefined },
): Promise<Announcement> {
  const fault = (fault: Extract<Announcement, { kind: 'fault' }>['fault']): Announcement => ({
    kind: 'fault',
    fault,
  });
  const get = typeof signal === 'string' && signal.length <= 400 ? parseObject(signal) : undefined;
  if (!get) return fault('malformed');
  if (get('v') !== CHAT_VERSION) return fault(isWhole(get('v'), 0, 1e6) ? 'other-version' : 'malformed');
  const publicKey = get('k');
  if (typeof publicKey !== 'string') return fault('malformed');
  if (publicKey === own) return fault('reflected');
  if (publicKey === known) return { kind: 'same', publicKey };
  if (!(await importPeerKey(publicKey))) return fault('malformed');
  return known === undefined ? { kind: 'new', publicKey } : fault('key-changed');
}
