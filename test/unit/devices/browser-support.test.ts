import { expect } from '@open-wc/testing';
import { requireSecretSupport, requireSupport } from '../../../src/devices/browser-support.ts';
import { Browser, code } from './support.ts';

let browser: Browser;
beforeEach(() => {
  browser = new Browser();
});
afterEach(() => browser.restore());

describe('a browser that can run a call', () => {
  it('has devices and connections', async () => {
    expect(await code(requireSupport)).to.equal('none');
    browser.cover(window, 'RTCPeerConnection', undefined);
    expect(await code(requireSupport)).to.equal('browser-unsupported');
  });

  it('has the parts of connections that a call uses', async () => {
    for (const part of ['RTCRtpTransceiver', 'RTCCertificate']) {
      browser.take(window, part);
      expect(await code(requireSupport), part).to.equal('browser-unsupported');
      browser.restore();
      expect(await code(requireSupport), part).to.equal('none');
    }
  });

  it('may have a function of the page in the place of a class', async () => {
    const Real = RTCPeerConnection;
    browser.cover(window, 'RTCPeerConnection', () => new Real());
    expect(await code(requireSupport)).to.equal('none');
  });

  it('needs a secure context for its devices', async () => {
    browser.cover(navigator, 'mediaDevices', undefined);
    browser.cover(window, 'isSecureContext', false);
    expect(await code(requireSupport)).to.equal('insecure-context');
  });
});

describe('a shared secret', () => {
  const sdks = ['video-client', 'client-sdk-video'] as const;
  const outcomes = (secret = 'a long secret') =>
    Promise.all(sdks.map((sdk) => code(() => requireSecretSupport(secret, sdk))));
  /** Which of the two APIs for encrypting media the browser has. */
  const having = ({ chromium = false, standard = false, agent = 'Safari' }) => {
    if (chromium) browser.cover(RTCRtpSender.prototype, 'createEncodedStreams', () => undefined);
    else browser.take(RTCRtpSender.prototype, 'createEncodedStreams');
    if (standard) browser.cover(window, 'RTCRtpScriptTransform', class {});
    else browser.take(window, 'RTCRtpScriptTransform');
    browser.cover(navigator, 'userAgent', agent);
  };

  it('is not required of anybody', async () => {
    having({});
    expect(await outcomes('')).to.deep.equal(['none', 'none']);
  });

  it('has 8 to 256 characters', async () => {
    having({ chromium: true });
    for (const length of [8, 256]) expect(await outcomes('x'.repeat(length))).to.deep.equal(['none', 'none']);
    for (const length of [1, 7, 257]) {
      expect(await outcomes('x'.repeat(length))).to.deep.equal(['secret-invalid', 'secret-invalid']);
    }
  });

  it('works with both builds in Chromium', async () => {
    having({ chromium: true, standard: true });
    expect(await outcomes()).to.deep.equal(['none', 'none']);
    having({ chromium: true });
    expect(await outcomes()).to.deep.equal(['none', 'none']);
  });

  it('works with the newer build where there is only the standard', async () => {
    having({ standard: true });
    expect(await outcomes()).to.deep.equal(['secret-unsupported', 'none']);
  });

  it('works with neither in Firefox, nor where there is no API', async () => {
    having({ standard: true, agent: 'Mozilla/5.0 Gecko/20100101 Firefox/140.0' });
    expect(await outcomes()).to.deep.equal(['secret-unsupported', 'secret-unsupported']);
    having({});
    expect(await outcomes()).to.deep.equal(['secret-unsupported', 'secret-unsupported']);
  });

  it('is not in the error', () => {
    having({});
    for (const secret of ['short', 'a long secret']) {
      expect(() => requireSecretSupport(secret, 'video-client'))
        .to.throw()
        .with.property('message')
        .not.contain(secret);
    }
  });
});
