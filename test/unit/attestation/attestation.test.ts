import { expect } from '@open-wc/testing';
import { attestationVerifier, type VerifyAttestation } from '../../../src/attestation/attestation.ts';
import { toBase64Url, utf8 } from '../../../src/verification/bytes.ts';
import { print } from '../transport-security/support.ts';
import { claims, type Part, part, Signer, T0 } from './support.ts';

const attested = {
  ...{ issuer: claims.iss, session: claims.aud, room: claims.room },
  ...{ subject: claims.sub, name: claims.name, named: claims.named, role: claims.role },
  ...{ fingerprint: claims.fingerprint, issuedAt: T0, expiresAt: T0 + 600 },
};

/** Another spelling of the same bytes, whose unused bits are not zero. */
function otherSpelling(text: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return text.slice(0, -1) + alphabet[alphabet.indexOf(text.at(-1) ?? '') + 1];
}

/** A raw signature in DER, as OpenSSL writes it. */
function der(raw: Uint8Array): Uint8Array {
  const integer = (bytes: Uint8Array) => {
    const start = bytes.findIndex((byte) => byte !== 0);
    const digits = [...bytes.subarray(start)];
    const positive = (digits[0] ?? 0) > 0x7f ? [0, ...digits] : digits;
    return [2, positive.length, ...positive];
  };
  const both = [...integer(raw.subarray(0, 32)), ...integer(raw.subarray(32))];
  return Uint8Array.from([0x30, both.length, ...both]);
}

describe('the verification of attestations', () => {
  let signer: Signer;
  let verify: VerifyAttestation;
  before(async () => {
    signer = await Signer.create();
    verify = await attestationVerifier(signer.key);
  });
  /** What a text of the right key attests. */
  const read = async (payload: Part = claims, header: Part = signer.header) =>
    verify(await signer.sign(payload, header));
  const changed = (facts: object) => read({ ...claims, ...facts });

  it('reads what the key has signed', async () => {
    expect(await read()).to.deep.equal(attested);
    for (const role of ['moderator', 'publisher', 'subscriber'] as const)
      expect(await changed({ role })).to.deep.equal({ ...attested, role });
    expect(await changed({ named: 'typed' })).to.deep.equal({ ...attested, named: 'typed' });
  });

  it('needs no kid', async () => {
    const { kid: _, ...header } = signer.header;
    expect(await read(claims, header)).to.deep.equal(attested);
  });

  it('reads names of every script', async () => {
    expect(await changed({ name: '李 小龙 é' })).to.deep.include({ name: '李 小龙 é' });
  });

  it('takes no key that is no point of the curve', async () => {
    const { x, y } = signer.key;
    const failed = await attestationVerifier({ ...signer.key, x: y, y: x }).then(
      () => false,
      () => true,
    );
    expect(failed).to.equal(true);
  });

  describe('takes no signature', () => {
    it('of another key', async () => {
      const other = await Signer.create();
      expect(await verify(await other.sign(claims, signer.header))).to.equal(undefined);
      expect(await verify(await other.sign())).to.equal(undefined);
    });

    it('of other claims, or of another header', async () => {
      const [header, payload, signature] = (await signer.sign()).split('.');
      const other = part({ ...claims, role: 'moderator' });
      expect(await verify(`${header}.${other}.${signature}`)).to.equal(undefined);
      const { kid: _, ...plain } = signer.header;
      expect(await verify(`${part(plain)}.${payload}.${signature}`)).to.equal(undefined);
    });

    it('of another length, or in DER', async () => {
      const signed = `${part(signer.header)}.${part(claims)}`;
      const raw = await signer.signature(signed);
      expect(await verify(`${signed}.${toBase64Url(raw)}`)).to.deep.equal(attested);
      for (const wrong of [raw.slice(0, 63), Uint8Array.from([...raw, 0]), der(raw), new Uint8Array(64)])
        expect(await verify(`${signed}.${toBase64Url(wrong)}`), `${wrong.length}`).to.equal(undefined);
      expect(await verify(`${signed}.`)).to.equal(undefined);
    });

    it('in another spelling of the same bytes', async () => {
      const [header = '', payload = '', signature = ''] = (await signer.sign()).split('.');
      for (const wrong of [`${signature}==`, otherSpelling(signature), ` ${signature}`, `${signature}\n`])
        expect(await verify(`${header}.${payload}.${wrong}`), wrong).to.equal(undefined);
    });
  });

  it('takes no padded or non-canonical parts, be they signed so', async () => {
    // Bytes whose number is no multiple of three leave bits that a careless reader drops.
    const padded = (json: object) => {
      const text = JSON.stringify(json);
      return part(text + ' '.repeat((2 - (utf8(text).length % 3) + 3) % 3));
    };
    const [header, payload] = [padded(signer.header), padded(claims)];
    expect(await verify(await signer.signParts(header, payload))).to.deep.equal(attested);
    for (const wrong of [`${header}=`, otherSpelling(header), header.replace(/.$/, '+')])
      expect(await verify(await signer.signParts(wrong, payload)), wrong).to.equal(undefined);
    for (const wrong of [`${payload}=`, otherSpelling(payload), `${payload} `])
      expect(await verify(await signer.signParts(header, wrong)), wrong).to.equal(undefined);
  });

  it('takes no other number of parts', async () => {
    const jws = await signer.sign();
    const [header, payload, signature] = jws.split('.');
    const signed = await signer.signParts(`${header}`, `${payload}.${payload}`);
    for (const wrong of [
      ...['', '.', '..', '...', `${header}.${payload}`, `${jws}.`, `${jws}.${signature}`, `.${jws}`],
      ...[signed, `${header}..${signature}`, `.${payload}.${signature}`],
    ])
      expect(await verify(wrong), wrong).to.equal(undefined);
  });

  it('takes at most 4,096 characters', async () => {
    const sized = async (spaces: number) => signer.sign(JSON.stringify(claims) + ' '.repeat(spaces));
    const { length } = await sized(0);
    const fits = Math.floor(((4096 - length) * 3) / 4) - 3;
    const long = await sized(fits);
    expect(long.length).to.be.within(4090, 4096);
    expect(await verify(long)).to.deep.equal(attested);
    const longer = await sized(fits + 8);
    expect(longer.length).to.be.within(4097, 4110);
    expect(await verify(longer)).to.equal(undefined);
  });

  it('takes the one header alone', async () => {
    const { header } = signer;
    const { alg, typ, kid } = header;
    const wrong: readonly Part[] = [
      ...[
        { ...header, alg: 'none' },
        { ...header, alg: 'HS256' },
        { ...header, alg: 'ES384' },
      ],
      ...[
        { ...header, alg: 'es256' },
        { ...header, alg: ['ES256'] },
        { ...header, alg: null },
        { typ, kid },
      ],
      ...[
        { ...header, typ: 'JWT' },
        { ...header, typ: 'VISIO-ATTESTATION+JWT' },
        { ...header, typ: 1 },
      ],
      ...[
        { alg, kid },
        { ...header, kid: 'other' },
        { ...header, kid: '' },
        { ...header, kid: null },
      ],
      ...[
        { ...header, crit: ['exp'] },
        { ...header, jwk: signer.key },
        { ...header, jku: 'https://x.example' },
      ],
      ...[
        { ...header, cty: 'JWT' },
        { ...header, b64: false },
        { ...header, x5c: [] },
      ],
      ...['', 'null', '"x"', '[]', '{', JSON.stringify([header])],
    ];
    for (const one of wrong) expect(await read(claims, one), JSON.stringify(one)).to.equal(undefined);
  });

  it('takes no claim more, and none less', async () => {
    expect(await changed({ jti: '1' })).to.equal(undefined);
    for (const name of Object.keys(claims)) {
      const { [name as keyof typeof claims]: _, ...rest } = claims;
      expect(await read(rest), name).to.equal(undefined);
    }
  });

  it('takes texts alone where a text belongs, and none that is empty or very long', async () => {
    for (const name of ['iss', 'aud', 'room', 'sub', 'name', 'named', 'role', 'fingerprint'])
      for (const value of ['', null, 7, true, {}, [claims[name as keyof typeof claims]], 'x'.repeat(301)])
        expect(await changed({ [name]: value }), `${name} ${JSON.stringify(value)}`).to.equal(undefined);
    expect(await changed({ name: 'x'.repeat(300) })).to.deep.include({ name: 'x'.repeat(300) });
  });

  it('takes the known roles and origins of a name alone', async () => {
    for (const role of ['host', 'Moderator', 'toString', '__proto__'])
      expect(await changed({ role }), role).to.equal(undefined);
    for (const named of ['Invitation', 'guess', 'constructor'])
      expect(await changed({ named }), named).to.equal(undefined);
  });

  it('takes the one spelling of a SHA-256 fingerprint alone', async () => {
    const digits = print(0xaa).slice(8);
    for (const fingerprint of [
      ...[print(0xaa).toLowerCase(), `SHA-256 ${digits}`, digits, `sha-256  ${digits}`, `sha-256 ${digits} `],
      ...[`sha-256 ${digits.replaceAll(':', '')}`, `sha-256 ${digits}:AA`, `sha-1 ${digits.slice(0, 59)}`],
      ...[`sha-384 ${digits}:${digits.slice(0, 47)}`, `a=fingerprint:sha-256 ${digits}`],
    ])
      expect(await changed({ fingerprint }), fingerprint).to.equal(undefined);
  });

  it('takes whole seconds, and a life of one second to one hour', async () => {
    for (const exp of [T0, T0 - 1, T0 + 3601, `${T0 + 600}`, T0 + 0.5, null, T0 * 1000])
      expect(await changed({ exp }), `exp ${exp}`).to.equal(undefined);
    for (const exp of [T0 + 1, T0 + 3600])
      expect(await changed({ exp })).to.deep.equal({ ...attested, expiresAt: exp });
    for (const iat of [`${T0}`, T0 + 0.5, null, -1, 2 ** 53])
      expect(await changed({ iat }), `iat ${iat}`).to.equal(undefined);
    expect(await changed({ iat: -10, exp: 10 })).to.equal(undefined);
    expect(await changed({ iat: 0, exp: 10 })).to.deep.equal({ ...attested, issuedAt: 0, expiresAt: 10 });
  });

  it('takes an object in UTF-8 alone', async () => {
    const text = JSON.stringify(claims);
    for (const wrong of ['', 'null', '7', '"text"', '[]', `[${text}]`, `${text}x`, `\uFEFF${text}`])
      expect(await read(wrong), wrong).to.equal(undefined);
    const invalid = utf8(text.replace('Ada', 'A?a')).map((byte) => (byte === 0x3f ? 0xff : byte));
    const jws = await signer.signParts(part(signer.header), toBase64Url(invalid));
    expect(await verify(jws)).to.equal(undefined);
  });

  it('takes no members of a prototype', async () => {
    const { name, ...rest } = claims;
    const json = JSON.stringify(rest).replace('{', `{"__proto__":{"name":"${name}"},`);
    expect(await read(json)).to.equal(undefined);
    expect(await read(JSON.stringify(claims).replace('{', '{"__proto__":{},'))).to.equal(undefined);
    const header = JSON.stringify(signer.header).replace('{', '{"__proto__":{},');
    expect(await read(claims, header)).to.equal(undefined);
  });
});
