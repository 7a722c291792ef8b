import { expect } from '@open-wc/testing';
import type { AccessRequest } from '../../../src/access/endpoint.ts';
import type { AccessGrant } from '../../../src/access/grant.ts';
import { AttestationFeature } from '../../../src/call/features/attestation-feature.ts';
import { adaptersOf, appointmentOf } from '../../../src/controller/adapters.ts';
import { CallFacts, type ReportSettings } from '../../../src/controller/call-facts.ts';
import type { JoinOptions } from '../../../src/controller/join-options.ts';
import { VisioError } from '../../../src/error.ts';
import { CertificateHolder } from '../../../src/vonage/call-certificate.ts';
import { failure, json, Network } from '../access/support.ts';
import { claims, Signer } from '../attestation/support.ts';
import { print } from '../transport-security/support.ts';

const least: AccessGrant = { applicationId: 'app', sessionId: claims.aud, token: 'token' };

const settings: ReportSettings = {
  ...{ confidentiality: 'any', relayOnly: false, telemetry: false, consent: [], privacyNotice: false },
};

describe('the attestation of this element’s certificate', () => {
  let signer: Signer;
  let certificates: CertificateHolder;
  let options: JoinOptions;
  /** What the page's own client is asked. */
  let asked: AccessRequest[];
  let answer: unknown;
  before(async () => {
    signer = await Signer.create();
  });
  beforeEach(() => {
    [asked, answer] = [[], least];
    certificates = new CertificateHolder();
    options = {
      request: { room: 'rdv', displayName: 'Ada', lang: 'fr' },
      endpoint: { url: 'https://cabinet.example/api', method: 'POST', credentials: 'same-origin' },
      accessProvider: async (request) => {
        asked.push(request);
        return answer as never;
      },
      ...{
        sdk: 'video-client',
        telemetry: false,
        relayOnly: false,
        confidentiality: 'any',
        consent: [],
        confirmsLeave: () => false,
      },
      ...{ secret: '', titleStatus: false, privacyNotice: false },
      beforeAccess: () => new Headers(),
      onServerContact: () => undefined,
    };
  });
  const signal = () => new AbortController().signal;
  const adapters = () => adaptersOf(options, new CallFacts(settings), certificates, () => undefined);
  const ownFingerprint = async () => (await certificates.of(appointmentOf(options))).fingerprint;
  /** A grant with an attestation of the own certificate, unless the claims say otherwise. */
  const granted = async (facts: object = {}, grant: Partial<AccessGrant> = {}): Promise<AccessGrant> => ({
    ...{ ...least, attestationKey: signer.key },
    attestation: await signer.sign({ ...claims, fingerprint: await ownFingerprint(), ...facts }),
    ...grant,
  });
  const attest = async (grant: AccessGrant | Promise<AccessGrant>) => adapters().attest(await grant);

  it('is asked for with the fingerprint of a certificate that is made before', async () => {
    await adapters().access(undefined, signal());
    expect(asked).to.deep.equal([{ ...options.request, fingerprint: await ownFingerprint() }]);
    await adapters().access('ticket', signal());
    expect(asked[1]).to.deep.equal({ ...asked[0], ticket: 'ticket' });
  });

  it('is asked of the endpoint where the page has no client of its own', async () => {
    const network = new Network();
    network.answer(() => json(least));
    options = { ...options, accessProvider: null };
    await adapters()
      .access(undefined, signal())
      .finally(() => network.close());
    expect(await network.asked[0]?.json()).to.deep.equal({
      ...{ ...options.request, fingerprint: await ownFingerprint() },
    });
  });

  it('is read by the key of the same grant', async () => {
    const grant = await granted();
    const own = await attest(grant);
    expect(own?.jws).to.equal(grant.attestation);
    expect(own?.attestation).to.deep.include({ subject: claims.sub, fingerprint: await ownFingerprint() });
    expect(await own?.verify(await signer.sign())).to.deep.include({ fingerprint: print(0xaa) });
    const other = await Signer.create();
    expect(await own?.verify(await other.sign())).to.equal(undefined);
    const deps = { own, commit: () => undefined, live: () => null, send: async () => undefined };
    const rest = { delay: async () => undefined, abortSignal: signal() };
    expect(own?.createFeature({ ...deps, ...rest, own })).to.be.instanceOf(AttestationFeature);
  });

  it('is none where the grant has none', async () => {
    expect(await attest(least)).to.equal(null);
    const { attestationKey: _, ...half } = await granted();
    expect(await attest(half)).to.equal(null);
  });

  it('must be there from the first one on, for the same appointment', async () => {
    expect(await attest(granted())).not.to.equal(null);
    const error = await failure(() => attest(least));
    expect(error.code).to.equal('endpoint-invalid');
    expect(error.message).to.contain('missing');
    options = { ...options, request: { ...options.request, room: 'another' } };
    expect(await attest(least)).to.equal(null);
  });

  it('counts how often the element has joined with its certificate', async () => {
    const joins = [];
    for (let time = 0; time < 3; time++) joins.push((await attest(granted()))?.join);
    expect(joins).to.deep.equal([1, 2, 3]);
    options = { ...options, request: { ...options.request, room: 'another' } };
    expect((await attest(granted()))?.join).to.equal(1);
  });

  describe('is refused', () => {
    const refused = async (grant: AccessGrant | Promise<AccessGrant>) => {
      const error = await failure(() => attest(grant));
      expect(error.code).to.equal('endpoint-invalid');
      expect(certificates.attested).to.equal(false);
      return error.message;
    };

    it('for another session, or another certificate', async () => {
      expect(await refused(granted({ aud: 'another' }))).to.contain('aud');
      expect(await refused(granted({}, { sessionId: 'another' }))).to.contain('aud');
      expect(await refused(granted({ fingerprint: print(0xaa) }))).to.contain('fingerprint');
    });

    it('when it is not of the key, or not of the form', async () => {
      const other = await Signer.create();
      expect(await refused(granted({}, { attestationKey: other.key }))).to.contain('not of the key');
      expect(await refused(granted({ extra: 1 }))).to.contain('not of the key');
      expect(await refused(granted({}, { attestation: 'a.b.c' }))).to.contain('not of the key');
    });

    it('when its key is none', async () => {
      const attestationKey = { ...signer.key, y: signer.key.x };
      expect(await refused(granted({}, { attestationKey }))).to.contain('attestationKey');
    });

    it('without its text going into the error', async () => {
      const grant = await granted({ aud: 'another' });
      const error = await failure(() => attest(grant));
      expect(JSON.stringify([error.message, error.facts])).not.to.contain(grant.attestation?.slice(0, 40));
    });
  });

  describe('is renewed', () => {
    const renewed = { attestation: 'new jws' };

    it('for the same fingerprint, by the page’s own client', async () => {
      const own = await attest(granted());
      answer = renewed;
      expect(await own?.renew(signal())).to.equal('new jws');
      const fingerprint = await ownFingerprint();
      expect(asked).to.deep.equal([{ ...options.request, fingerprint, purpose: 'attestation' }]);
    });

    it('by the endpoint, with the page’s headers, as an expected contact', async () => {
      const network = new Network();
      network.answer(() => json(renewed));
      const contacts: string[] = [];
      options = {
        ...{ ...options, accessProvider: null },
        beforeAccess: () => new Headers({ 'X-Dossier': '12' }),
        onServerContact: (host, expected) => contacts.push(`${host} ${expected}`),
      };
      const own = await attest(granted());
      const jws = own?.renew(signal()).finally(() => network.close());
      expect(await jws).to.equal('new jws');
      const [made] = network.asked;
      expect(made?.headers.get('X-Dossier')).to.equal('12');
      expect(await made?.json()).to.deep.include({
        purpose: 'attestation',
        fingerprint: await ownFingerprint(),
      });
      expect(new Set(contacts)).to.deep.equal(new Set(['cabinet.example true']));
    });

    it('by nobody where there is neither', async () => {
      const own = await attest(granted());
      options = { ...options, accessProvider: null, endpoint: null };
      const none = await attest(granted());
      expect(own).not.to.equal(null);
      expect((await failure(async () => none?.renew(signal()))).code).to.equal('endpoint-missing');
    });
  });

  describe('the waiting room', () => {
    let network: Network;
    beforeEach(() => {
      network = new Network();
      network.answer(() => json({ waiting: [] }));
    });
    afterEach(() => network.close());

    for (const [url, provider, sent] of [
      ['https://cabinet.example/salle', false, '12'],
      ['https://evil.example/salle', false, null],
      ['http://cabinet.example/salle', false, null],
      ['https://cabinet.example:8443/salle', false, null],
      ['https://cabinet.example/salle', true, null],
      [new URL('/salle', document.baseURI).href, true, '12'],
    ] as const) {
      const whose = provider ? 'the page, which has a client of its own' : 'https://cabinet.example';
      it(`gets the page’s headers on the origin of ${whose}, and is listed: ${url}`, async () => {
        const told: string[] = [];
        options = {
          ...options,
          ...(provider ? { endpoint: null } : { accessProvider: null }),
          beforeAccess: (address) => {
            told.push(`before ${address}`);
            return new Headers({ 'X-Dossier': '12' });
          },
          onServerContact: (host, expected) => told.push(`contact ${host} ${expected}`),
        };
        const ask = adapters().askWaitingRoom(url);
        await ask(null, signal());
        await ask({ action: 'lock' }, signal());
        const once = [`before ${url}`, `contact ${new URL(url).host} true`];
        expect(told).to.deep.equal([...once, ...once]);
        for (const { headers } of network.asked) expect(headers.get('X-Dossier')).to.equal(sent);
      });
    }

    it('is not asked, nor listed, where the page cancels', async () => {
      const told: string[] = [];
      options = {
        ...options,
        beforeAccess: () => {
          throw new VisioError('aborted');
        },
        onServerContact: (host) => told.push(host),
      };
      const ask = adapters().askWaitingRoom('https://cabinet.example/salle');
      expect((await failure(() => ask(null, signal()))).code).to.equal('aborted');
      expect([...told, ...network.asked]).to.deep.equal([]);
    });
  });

  it('is kept out of the log, as other secrets are', async () => {
    const secrets: (readonly string[])[] = [];
    const grant = await granted();
    // Nothing is opened without a certificate.
    certificates.of = () => Promise.reject(new VisioError('browser-unsupported'));
    const own = adaptersOf(options, new CallFacts(settings), certificates, (list) => secrets.push(list));
    const listener = { onEvent: () => undefined, onMessage: () => undefined };
    expect((await failure(() => own.open(grant, listener))).code).to.equal('browser-unsupported');
    expect(secrets[0]).to.include(grant.attestation);
  });
});
