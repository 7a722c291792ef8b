import { expect } from '@open-wc/testing';
import { isConnected, isInUse } from '../../../src/transport-security/certificate-in-use.ts';
import { certificateFingerprint } from '../../../src/transport-security/fingerprints.ts';

const der = new Uint8Array([1, 2, 3]).buffer;
const other = new Uint8Array([4]).buffer;
const own = await certificateFingerprint(der, 'sha-256');
const [, value = ''] = own.split(' ');

const transport = (state: string, certificates?: readonly ArrayBuffer[]) =>
  ({
    state,
    ...(certificates && { getRemoteCertificates: () => certificates }),
  }) as unknown as RTCDtlsTransport;
const connection = (connectionState: string, ...entries: readonly { readonly id: string }[]) =>
  ({
    connectionState,
    getStats: async () => new Map(entries.map((one) => [one.id, one])),
  }) as unknown as RTCPeerConnection;

const end = (facts: object = {}) => ({
  ...{ id: 'T', type: 'transport', dtlsState: 'connected', remoteCertificateId: 'C' },
  ...facts,
});
const certificate = (facts: object = {}) => ({
  ...{ id: 'C', type: 'certificate', fingerprintAlgorithm: 'sha-256', fingerprint: value },
  ...facts,
});

describe('a transport', () => {
  it('is connected by its own state, or by that of the connection while its own has not ended', () => {
    const states = ['new', 'connecting', 'connected', 'closed', 'failed'];
    const by = (whole: string) => states.filter((state) => isConnected(transport(state), connection(whole)));
    expect(by('connecting')).to.deep.equal(['connected']);
    expect(by('connected')).to.deep.equal(['new', 'connecting', 'connected']);
  });

  it('has the certificate in use that the browser tells', async () => {
    const tell = (certificates?: readonly ArrayBuffer[]) =>
      isInUse(own, transport('connected', certificates), connection('connected'));
    expect(await tell([der])).to.equal(true);
    expect(await tell([other])).to.equal(false);
    expect(await tell([])).to.equal(false);
    expect(await tell(undefined)).to.equal(true);
  });

  it('has that of the statistics where its state is lost', async () => {
    const measure = (...entries: Parameters<typeof connection>[1][]) =>
      isInUse(own, transport('connecting', []), connection('connected', ...entries));
    expect(await measure(end(), certificate())).to.equal(true);
    expect(await measure(end(), certificate({ fingerprint: 'AB' }))).to.equal(false);
    expect(
      await measure(
        end(),
        certificate(),
        end({ id: 'U', remoteCertificateId: 'D' }),
        certificate({ id: 'D', fingerprint: 'AB' }),
      ),
    ).to.equal(false);
    const untold = [
      [],
      [certificate()],
      [end()],
      [end({ dtlsState: 'connecting' }), certificate()],
      [end(), certificate({ fingerprintAlgorithm: 'sha-512' })],
      [end(), certificate(), end({ id: 'U', remoteCertificateId: undefined })],
    ];
    for (const entries of untold) expect(await measure(...entries)).to.equal(undefined);
  });
});
