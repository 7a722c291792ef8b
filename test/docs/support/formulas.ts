import assert from 'node:assert/strict';
import {
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  randomBytes,
  webcrypto,
} from 'node:crypto';
import type { ChatKey } from '../../../src/private-line/chat-key.ts';
import { deriveDirectionKey, Sealer } from '../../../src/private-line/seal.ts';
import { type Bytes, toBase64Url } from '../../../src/verification/bytes.ts';
import { commitmentOf, sasDigest, sasOf } from '../../../src/verification/sas.ts';
import type { Rule } from './bench.ts';
import { compute, type Value } from './formula.ts';

/** The functions as the documents define them in words. */
const sha256 = (bytes: Value) =>
  createHash('sha256')
    .update(bytes as Buffer)
    .digest();
const row = (fields: readonly Value[]) =>
  Buffer.concat(
    fields.flatMap((field) => {
      const bytes = Buffer.from(field as Buffer);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    }),
  );
const functions = { L: row, H: (fields: readonly Value[]) => sha256(row(fields)) };

const random = (length: number) => new Uint8Array(randomBytes(length)) as Bytes;
const print = (byte: string) => `sha-256 ${Array(32).fill(byte).join(':')}`;

/** Statements such as `commitment = H(…)`, with a remark behind them or not. */
const statements = (code: string) =>
  new Map(
    code.split('\n').map((line) => /^(\w+) += (.+?)(?: {3,}.*)?$/.exec(line)?.slice(1) as [string, string]),
  );

export const codeFormulas: Rule = {
  name: 'its formulas give what the element computes',
  covers: ({ language, code }) => language === '' && /^commitment = H\(/.test(code),
  async check({ code }) {
    const [sender, recipient] = ['b', 'a'].map((id) => ({
      id,
      nonce: random(32),
      fingerprints: [print(`${id}1`), print(`${id}2`)],
      chatKey: random(65),
    }));
    assert.ok(sender && recipient);
    const formulas = statements(code);
    const formula = (name: string) => formulas.get(name) ?? assert.fail(`no formula of ${name}`);
    const room = '1_room';
    const values = {
      room,
      round: '3',
      sender: sender.id,
      recipient: recipient.id,
      nonce: Buffer.from(sender.nonce),
      'own fingerprints': sender.fingerprints,
      'own chat key': Buffer.from(sender.chatKey),
    };
    const commitment = compute(formula('commitment'), { values, functions });
    assert.equal(toBase64Url(commitment as Buffer), await commitmentOf(sender, recipient.id, room, 3));

    const set = [...sender.fingerprints, ...recipient.fingerprints].sort();
    // By code unit, the recipient's id comes first.
    const ordered = [recipient, sender].flatMap(({ id, nonce, chatKey }, index) =>
      Object.entries({ id, nonce: Buffer.from(nonce), key: Buffer.from(chatKey) }).map(
        ([name, value]) => [`${name}${'₁₂'[index]}`, value] as const,
      ),
    );
    const digest = compute(formula('digest'), {
      values: { room, set, ...Object.fromEntries(ordered) },
      functions,
    }) as Buffer;
    const computed = await sasDigest(room, [sender, recipient], set);
    assert.deepEqual(new Uint8Array(digest), computed);

    const bits = Number(/^the first (\d+) bits of digest$/.exec(formula('code'))?.[1]);
    const number = digest.readUInt32BE() >>> (32 - bits);
    assert.equal(Number(sasOf(computed).digits.replace(' ', '')), number);
    assert.equal(formulas.size, 3);
  },
};

/** A key pair as the element makes it, and its halves as Node reads them. */
async function chatKey(): Promise<ChatKey & { readonly pkcs8: Buffer; readonly spki: Buffer }> {
  const { subtle } = webcrypto;
  const pair = await subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
  const raw = new Uint8Array(await subtle.exportKey('raw', pair.publicKey));
  return {
    ...{ privateKey: pair.privateKey, raw, publicKey: toBase64Url(raw) },
    pkcs8: Buffer.from(await subtle.exportKey('pkcs8', pair.privateKey)),
    spki: Buffer.from(await subtle.exportKey('spki', pair.publicKey)),
  };
}

export const keyFormula: Rule = {
  name: 'its key opens a sealed message',
  covers: ({ language, code }) => language === '' && code.startsWith('HKDF-SHA-256('),
  async check({ code, document }) {
    const [own, other] = await Promise.all([chatKey(), chatKey()]);
    const room = '1_room';
    const ends = { room, from: 'sender', to: 'recipient' };
    const direction = await deriveDirectionKey(own, other.publicKey, ends, 'sender');
    assert.ok(direction);
    const text = 'Bonjour';
    const [signal = ''] = await new Sealer(direction).seal(text, Date.UTC(2026, 2, 2));
    const { s, n, p, of, t, d } = JSON.parse(signal);
    const names = { room, 'sender id': ends.from, 'recipient id': ends.to };
    const key = compute(code.replaceAll('\n', ' '), {
      values: {
        ...names,
        "sender's key": own.publicKey,
        "recipient's key": other.publicKey,
        'own private': own.pkcs8,
        "other's public": other.spki,
      },
      functions: {
        ...functions,
        'SHA-256': ([value = '']) => sha256(value),
        ECDH: ([mine, theirs]) =>
          diffieHellman({
            privateKey: createPrivateKey({ key: mine as Buffer, format: 'der', type: 'pkcs8' }),
            publicKey: createPublicKey({ key: theirs as Buffer, format: 'der', type: 'spki' }),
          }),
        'HKDF-SHA-256': ([secret], { salt, info }) =>
          Buffer.from(hkdfSync('sha256', secret as Buffer, salt as Buffer, info as Buffer, 16)),
      },
    });
    const header =
      document.spans.find((span) => span.startsWith('L("')) ?? assert.fail('no formula of the header');
    const counted = Object.fromEntries(
      Object.entries({ n, p, of, t }).map(([name, one]) => [name, `${one}`]),
    );
    const authenticated = compute(header, { values: { ...names, ...counted }, functions });
    const nonce = Buffer.alloc(12);
    nonce.writeBigUInt64BE(BigInt(s), 4);
    const sealed = Buffer.from(d, 'base64url');
    const cipher = createDecipheriv('aes-128-gcm', key as Buffer, nonce);
    cipher.setAAD(authenticated as Buffer).setAuthTag(sealed.subarray(-16));
    assert.equal(`${cipher.update(sealed.subarray(0, -16))}${cipher.final()}`, text);
  },
};
