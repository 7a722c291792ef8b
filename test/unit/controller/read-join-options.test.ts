import { expect } from '@open-wc/testing';
import type { JoinAttributes } from '../../../src/controller/read-join-options.ts';
import { readJoinOptions } from '../../../src/controller/read-join-options.ts';
import { VisioError } from '../../../src/error.ts';
import { webUrl } from '../../../src/ui/web-url.ts';

const read = (attributes: Partial<JoinAttributes> = {}) => {
  const element: HTMLElement & JoinAttributes = Object.assign(document.createElement('div'), {
    ...{ endpoint: '/visio', endpointMethod: 'POST', endpointCredentials: 'same-origin', room: 'r1' },
    ...{ sdk: 'video-client', relayOnly: false, confidentiality: 'any', encryptionSecret: '' },
    ...{
      titleStatus: false,
      confirmLeave: 'on',
      privacyUrl: '',
      allowTelemetry: false,
      accessProvider: null,
    },
    ...attributes,
  });
  return readJoinOptions(element, 'Zoé');
};
const base = { url: new URL('/visio', location.href).href, method: 'POST', credentials: 'same-origin' };

describe('the options of a join', () => {
  it('are what the page has set', () => {
    const { request, endpoint, consent, confirmsLeave, ...options } = read();
    expect(request).to.include({ room: 'r1', displayName: 'Zoé' });
    expect(endpoint).to.deep.equal(base);
    expect([[...consent], confirmsLeave()]).to.deep.equal([[], true]);
    expect(read({ confirmLeave: 'off' }).confirmsLeave()).to.equal(false);
    expect(options).to.deep.equal({
      ...{ accessProvider: null, sdk: 'video-client', telemetry: false, relayOnly: false, secret: '' },
      ...{ confidentiality: 'any', titleStatus: false, privacyNotice: false },
    });
  });

  it('take a keyword that is known, and no other', () => {
    expect(read({ endpointMethod: 'get' }).endpoint).to.have.property('method', 'GET');
    expect(read({ endpointMethod: 'PUT' }).endpoint).to.have.property('method', 'POST');
    expect(read({ endpointCredentials: 'include' }).endpoint).to.have.property('credentials', 'include');
    expect(read({ endpointCredentials: 'omit' }).endpoint).to.have.property('credentials', 'omit');
    expect(read({ endpointCredentials: 'all' }).endpoint).to.have.property('credentials', 'same-origin');
    expect(read({ confidentiality: 'attested' }).confidentiality).to.equal('attested');
    expect(read({ confidentiality: 'verified' }).confidentiality).to.equal('verified');
    expect(read({ confidentiality: 'best' }).confidentiality).to.equal('any');
    expect(read({ sdk: 'client-sdk-video' }).sdk).to.equal('client-sdk-video');
    expect(read({ sdk: 'other' }).sdk).to.equal('video-client');
  });

  it('need an endpoint, or a provider in its place', () => {
    const code = (attributes: Partial<JoinAttributes>) => {
      try {
        read(attributes);
        return 'none';
      } catch (error) {
        return error instanceof VisioError ? error.code : error;
      }
    };
    expect(code({ endpoint: '' })).to.equal('endpoint-missing');
    expect(code({ endpoint: 'javascript:alert(1)' })).to.equal('endpoint-missing');
    for (const room of ['', ' \n']) {
      expect(code({ room })).to.equal('room-missing');
      expect(code({ room, accessProvider: () => Promise.reject(new Error('unused')) })).to.equal('none');
    }
    const accessProvider = () => Promise.reject(new Error('unused'));
    expect(read({ endpoint: '', accessProvider })).to.deep.include({ endpoint: null, accessProvider });
  });

  it('know whether the firm has a notice', () => {
    expect(read({ privacyUrl: '/notice' }).privacyNotice).to.equal(true);
    expect(read({ privacyUrl: 'javascript:alert(1)' }).privacyNotice).to.equal(false);
  });
});

describe('an address in an attribute', () => {
  it('is completed, and never a script', () => {
    expect(webUrl('https://cabinet.example/a')).to.equal('https://cabinet.example/a');
    expect(webUrl('/a')).to.equal(new URL('/a', location.href).href);
    for (const url of ['', 'javascript:alert(1)', 'data:text/html,x', 'http://[']) {
      expect(webUrl(url), url).to.equal('');
    }
  });
});
