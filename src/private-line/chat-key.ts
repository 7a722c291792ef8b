import { type Bytes, fromBase64Url, isWhole, parseObject, toBase64Url } from '../verification/bytes.ts';

/** Version of the chat's wire format: in every signal, and in everything that is derived or authenticated. */
export const CHAT_VERSION = 1;

const curve = { name: 'ECDH', namedCurve: 'P-256' } as const;
/** An uncompressed point: `04 X Y`. */
const KEY_BYTES = 65;

/** One person's key pair for one call. The private key cannot be read, not even by this page. */
export interface ChatKey {
  readonly privateKey: CryptoKey;
  /** The public key, uncompressed point, 65 bytes: what the verification code covers. */
  readonly raw: Bytes;
  /** The same, base64url: what is announced. */
  readonly publicKey: string;
}

export async function createChatKey(): Promise<ChatKey> {
  const { subtle } = globalThis.crypto;
  const pair = await subtle.generateKey(curve, false, ['deriveBits']);
  const raw = new Uint8Array(await subtle.exportKey('raw', pair.publicKey));
  return { privateKey: pair.privateKey, raw, publicKey: toBase64Url(raw) };
}

/** The other's public key, or nothing when it is not a point of the curve. */
export async function importPeerKey(publicKey: string): Promise<CryptoKey | undefined> {
  const raw = fromBase64Url(publicKey, KEY_BYTES);
  if (raw?.length !== KEY_BYTES) return undefined;
  try {
    return await globalThis.crypto.subtle.importKey('raw', raw, curve, true, []);
  } catch {
    return undefined;
  }
}

/** The signal that tells others the own public key. */
export function announceKey(key: Pick<ChatKey, 'publicKey'>): string {
  return JSON.stringify({ v: CHAT_VERSION, k: key.publicKey });
}

/** What an announcement means beside the key that was known of that person. */
export type Announcement =
  | { readonly kind: 'new' | 'same'; readonly publicKey: string }
  /** Another key in one call: somebody else may be speaking. The known key stays in force. */
  | { readonly kind: 'fault'; readonly fault: 'key-changed' | 'malformed' | 'other-version' | 'reflected' };

/**
 * Reads somebody's announcement.
 *
 * @param own The own public key, so that it is noticed when it comes back as another's.
 * @param known That person's key so far, by this connection id.
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
