import { expect } from '@open-wc/testing';
import {
  addContact,
  expectedServers,
  iceServerOf,
  isExpected,
  noContacts,
} from '../../../src/report/contacted-servers.ts';

const endpoints = ['https://cabinet.example/api/visio'];

describe('the expected servers', () => {
  it('without a proxy: the endpoint, the vendor', () => {
    const expected = expectedServers({ endpoints });
    const web = (host: string): boolean => isExpected({ host, use: 'http' }, expected);
    for (const host of [
      'cabinet.example',
      'CABINET.example.',
      'anvil.opentok.com',
      'hlg.tokbox.com',
      'api.vonage.com',
    ]) {
      expect(web(host), host).to.equal(true);
    }
    for (const host of [
      'evilopentok.com',
      'opentok.com.evil.example',
      'cabinet.example:8443',
      'x.cabinet.example',
      '',
      '192.0.2.7',
    ]) {
      expect(web(host), host).to.equal(false);
    }
  });

  it('with a proxy: the proxy, and the vendor no longer', () => {
    const expected = expectedServers({ endpoints, proxyUrl: 'https://eu.proxy.example/x' });
    expect(isExpected({ host: 'eu.proxy.example', use: 'websocket' }, expected)).to.equal(true);
    expect(isExpected({ host: 'anvil.opentok.com', use: 'http' }, expected)).to.equal(false);
    expect(isExpected({ host: 'turn.tokbox.com', use: 'ice' }, expected)).to.equal(true);
  });

  it('with ICE servers of the firm: those alone, whatever the port', () => {
    const iceServers = [
      { urls: ['turns:turn.example:443?transport=tcp', 'stun:stun.example'] },
      { urls: 'turn:192.0.2.9' },
    ];
    const expected = expectedServers({ endpoints, iceServers });
    const ice = (host: string): boolean => isExpected({ host, use: 'ice' }, expected);
    expect(['turn.example', 'turn.example:443', 'stun.example', '192.0.2.9:3478'].map(ice)).to.deep.equal(
      Array(4).fill(true),
    );
    expect(['turn.tokbox.com', 'turn.example.evil'].map(ice)).to.deep.equal([false, false]);
    expect(isExpected({ host: 'turn.example', use: 'http' }, expected)).to.equal(false);
  });

  it('expects nothing of what is no URL', () => {
    expect(
      expectedServers({ endpoints: ['nonsense', ''], proxyUrl: 'also', iceServers: [{ urls: 'turn:' }] }),
    ).to.deep.equal({ web: [], ice: [] });
  });
});

describe('iceHostOf', () => {
  for (const [url, host] of [
    ['stun:stun.example', 'stun.example'],
    ['turn:TURN.example:3478?transport=udp', 'turn.example'],
    ['turns:[2001:db8::1]:443', '[2001:db8::1]'],
    ['https://turn.example', undefined],
    ['turn:', undefined],
  ] as const) {
    it(`${url}: ${host}`, () => expect(iceServerOf(url)).to.equal(host));
  }
});

describe('the contacted servers', () => {
  const expected = expectedServers({ endpoints });

  it('lists each host once, with its first time and a count', () => {
    let state = noContacts;
    for (const [at, host] of ['cabinet.example', 'evil.example', 'cabinet.example'].entries()) {
      state = addContact(state, { host, use: 'http', at }, expected);
    }
    expect(state).to.deep.equal({
      hosts: [
        { host: 'cabinet.example', expected: true, firstAt: 0, count: 2 },
        { host: 'evil.example', expected: false, firstAt: 1, count: 1 },
      ],
      unlisted: 0,
    });
    expect(noContacts.hosts).to.have.length(0);
  });

  it('stays small', () => {
    let state = noContacts;
    for (let n = 0; n < 1000; n++)
      state = addContact(state, { host: `h${n}.example`, use: 'http', at: n }, expected);
    expect(state.hosts).to.have.length(100);
    expect(state.unlisted).to.equal(900);
  });
});
