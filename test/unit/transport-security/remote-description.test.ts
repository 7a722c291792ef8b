import { expect } from '@open-wc/testing';
import { RemoteCertificate, readDescription } from '../../../src/transport-security/remote-description.ts';
import { print } from './support.ts';

const [one, other] = [print(1), print(2)];
const line = (fingerprint: string) => `a=fingerprint:${fingerprint}`;
const sdp = (...lines: readonly string[]) =>
  ['v=0', 'o=- 1 2 IN IP4 127.0.0.1', 's=-', 't=0 0', 'm=audio 9 UDP/TLS/RTP/SAVPF 111', ...lines, ''].join(
    '\r\n',
  );

describe('a session description', () => {
  it('names one certificate, however often', () => {
    expect(readDescription(sdp(line(one)))).to.deep.equal({ fingerprint: one });
    expect(readDescription(sdp(line(one), 'm=video 9 UDP/TLS/RTP/SAVPF 96', line(one)))).to.deep.equal({
      fingerprint: one,
    });
    expect(readDescription(sdp(line(one), line(one.toLowerCase())))).to.deep.equal({ fingerprint: one });
    expect(readDescription(sdp(line(one)).replaceAll('\r\n', '\n'))).to.deep.equal({ fingerprint: one });
  });

  it('with a forgeable hash is read, as a media server may have one', () => {
    const sha1 = `sha-1 ${'AB:'.repeat(19)}AB`;
    expect(readDescription(sdp(line(sha1)))).to.deep.equal({ fingerprint: sha1 });
  });

  it('is refused with another certificate, in another line, section or hash', () => {
    const several = 'several-fingerprints';
    expect(readDescription(sdp(line(one), line(other)))).to.equal(several);
    expect(readDescription(sdp(line(one), 'm=video 9 UDP/TLS/RTP/SAVPF 96', line(other)))).to.equal(several);
    expect(readDescription(sdp(line(one), line(`sha-512 ${'CD:'.repeat(63)}CD`)))).to.equal(several);
    expect(readDescription(sdp(line(one), line(`sha-1 ${'CD:'.repeat(19)}CD`)))).to.equal(several);
  });

  it('is refused without a certificate', () => {
    expect(readDescription(sdp())).to.equal('no-fingerprint');
    expect(readDescription('')).to.equal('no-fingerprint');
  });

  for (const [what, odd] of Object.entries({
    'in capital letters': `a=FINGERPRINT:${other}`,
    'after a space': ` a=fingerprint:${other}`,
    'with a space before the colon': `a=fingerprint :${other}`,
    'with two spaces': `a=fingerprint:${other.replace(' ', '  ')}`,
    'with something after it': `a=fingerprint:${other} x`,
    'without a colon': `a=fingerprint ${other}`,
    'cut short': `a=fingerprint:${other.slice(0, -1)}`,
    'with nothing': 'a=fingerprint:',
    'in a session-level line of another kind': `i=a=fingerprint:${other}`,
    'after a lone carriage return': `a=mid:0\ra=fingerprint:${other}`,
    'after a tab': `\ta=fingerprint:${other}`,
    'after a null character': `\0a=fingerprint:${other}`,
    'in two pieces': `a=finger\u0000print:${other}`,
  })) {
    it(`is refused when another fingerprint stands there ${what}`, () => {
      expect(readDescription(sdp(line(one), odd))).to.equal('malformed');
      expect(readDescription(sdp(odd, line(one)))).to.equal('malformed');
    });
  }

  it('is refused when it is no text, or endless', () => {
    for (const value of [undefined, null, 1, {}, [sdp(line(one))]])
      expect(readDescription(value)).to.equal('malformed');
    expect(readDescription(sdp(line(one), `a=x:${'y'.repeat(200_000)}`))).to.equal('malformed');
  });
});

describe('the certificate of a remote end', () => {
  it('is the first one, as often as it comes again', () => {
    const remote = new RemoteCertificate();
    expect(remote.accept(sdp(line(one)))).to.equal(null);
    expect(remote.accept(sdp(line(one), 'a=sendrecv'))).to.equal(null);
  });

  it('is not replaced by another one, nor by none', () => {
    const remote = new RemoteCertificate();
    remote.accept(sdp(line(one)));
    expect(remote.accept(sdp(line(other)))).to.equal('changed-fingerprint');
    expect(remote.accept(sdp())).to.equal('no-fingerprint');
    expect(remote.accept(sdp(line(one)))).to.equal(null);
  });

  it('is not set by a description that is refused', () => {
    const remote = new RemoteCertificate();
    expect(remote.accept(sdp(line(one), line(other)))).to.equal('several-fingerprints');
    expect(remote.accept(sdp(line(other)))).to.equal(null);
  });
});
