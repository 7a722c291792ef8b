const encoder = new TextEncoder();
const IV_BYTES = 12;

/** A new shared secret: 256 random bits, which nobody can guess. */
export const createSecret = (): string => toHex(crypto.getRandomValues(new Uint8Array(32)));

/** Seals a shared secret for those who know another one: HKDF-SHA-256, then AES-GCM (NIST SP 800-38D). */
export async function sealSecret(secret: string, under: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const key = await keyOf(under, 'encrypt');
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, encoder.encode(secret));
  return toHex(iv) + toHex(new Uint8Array(sealed));
}

/** Opens a sealed secret; returns `undefined` for what was not sealed under this one. */
export async function openSecret(sealed: string, under: string): Promise<string | undefined> {
  if (sealed.length > 1000 || !/^(?:[0-9a-f]{2}){29,}$/.test(sealed)) return undefined;
  const bytes = Uint8Array.from(sealed.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const [iv, data] = [bytes.slice(0, IV_BYTES), bytes.slice(IV_BYTES)];
  try {
    const key = await keyOf(under, 'decrypt');
    return new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, data));
  } catch {
    return undefined;
  }
}

async function keyOf(secret: string, use: 'encrypt' | 'decrypt'): Promise<CryptoKey> {
  const { subtle } = crypto;
  const material = await subtle.importKey('raw', encoder.encode(secret), 'HKDF', false, ['deriveKey']);
  const info = encoder.encode('visio-avocat-room shared secret 1');
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info };
  return subtle.deriveKey(hkdf, material, { name: 'AES-GCM', length: 256 }, false, [use]);
}

const toHex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
