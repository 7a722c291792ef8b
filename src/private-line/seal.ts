import { type Bytes, lengthPrefixed, sha256, toBase64Url, utf8 } from '../verification/bytes.ts';
import { CHAT_VERSION, type ChatKey, importPeerKey } from './chat-key.ts';
import { MAX_TEXT, PART_BYTES, type PartHeader, writePart } from './chat-part.ts';

/** Sender, receiver and session. `from` and `to` are connection ids, `room` is the session id. */
export interface ChatEnds {
  readonly room: string;
  readonly from: string;
  readonly to: string;
}

/** The AES-GCM key of one direction between two people. */
export interface DirectionKey {
  readonly key: CryptoKey;
  readonly ends: ChatEnds;
}

/**
 * Derives the key of one direction: ECDH P-256, then HKDF-SHA-256 over the session, both ends and both public keys.
 * Both people derive the same key: the sender to seal, the recipient to open.
 *
 * @param own This person's key pair.
 * @param peerKey The other person's announced public key.
 * @param ends `from` is this person's id for sent messages, the other person's for received ones.
 * @returns `undefined` when the announced key is invalid.
 */
export async function deriveDirectionKey(
  own: ChatKey,
  peerKey: string,
  ends: ChatEnds,
  self: string,
): Promise<DirectionKey | undefined> {
  const imported = await importPeerKey(peerKey);
  if (!imported) return undefined;
  const { subtle } = globalThis.crypto;
  const shared = await subtle.deriveBits({ name: 'ECDH', public: imported }, own.privateKey, 256);
  const secret = await subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  const keys = self === ends.from ? [own.publicKey, peerKey] : [peerKey, own.publicKey];
  const info = lengthPrefixed('visio-avocat-room chat', `${CHAT_VERSION}`, ends.from, ends.to, ...keys);
  const key = await subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: await sha256(utf8(ends.room)), info },
    secret,
    { name: 'AES-GCM', length: 128 },
    false,
    [self === ends.from ? 'encrypt' : 'decrypt'],
  );
  return { key, ends };
}

/** Returns AES-GCM parameters for a part (NIST SP 800-38D): a counter as nonce; header and ends are authenticated. */
export function gcmOf(header: PartHeader, { room, from, to }: ChatEnds): AesGcmParams {
  const iv = new Uint8Array(12);
  new DataView(iv.buffer).setBigUint64(4, BigInt(header.sequence));
  const { number, part, parts, at } = header;
  const additionalData = lengthPrefixed(
    ...['visio-avocat-room chat', `${CHAT_VERSION}`, room, from, to],
    ...[number, part, parts, at].map(String),
  );
  return { name: 'AES-GCM', iv, additionalData, tagLength: 128 };
}

/** Seals messages from this person to one other person. */
export class Sealer {
  readonly #direction: DirectionKey;
  #sequence = 0;
  #number = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(direction: DirectionKey) {
    this.#direction = direction;
  }

  /**
   * Seals one message. The parts must be sent in this order, and messages in the order of the calls.
   *
   * @param at Milliseconds since the epoch.
   * @returns Parts of at most 8000 bytes each.
   * @throws RangeError when the text is empty or longer than 20 000 characters (UTF-16 code units).
   */
  seal(text: string, at: number): Promise<readonly string[]> {
    if (text.length === 0 || text.length > MAX_TEXT) {
      return Promise.reject(new RangeError(`A message has 1 to ${MAX_TEXT} characters`));
    }
    const bytes = utf8(text);
    const parts = Math.ceil(bytes.length / PART_BYTES);
    const number = this.#number++;
    // Reserved before any `await`, so that two concurrent messages never share a nonce.
    const first = this.#sequence;
    this.#sequence += parts;
    const signals = Array.from({ length: parts }, (_, part) =>
      this.#sealPart(
        { sequence: first + part, number, part, parts, at },
        bytes.slice(part * PART_BYTES, (part + 1) * PART_BYTES),
      ),
    );
    const sealed = this.#last.then(() => Promise.all(signals));
    this.#last = sealed.catch(() => undefined);
    return sealed;
  }

  async #sealPart(header: PartHeader, bytes: Bytes): Promise<string> {
    const { key, ends } = this.#direction;
    const sealed = await globalThis.crypto.subtle.encrypt(gcmOf(header, ends), key, bytes);
    return writePart(header, toBase64Url(new Uint8Array(sealed)));
  }
}
