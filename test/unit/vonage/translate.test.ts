import { expect } from '@open-wc/testing';
import { cleanName } from '../../../src/call/clean-name.ts';
import { connectError, peerOf, roleOf } from '../../../src/vonage/translate.ts';

const connection = (data?: string) => ({
  connectionId: 'c',
  creationTime: 5,
  ...(data === undefined ? {} : { data }),
});

describe('names from tokens', () => {
  const cases: [string, string | undefined, string][] = [
    ['JSON with a name', '{"name":"Zoé Martin","id":"p1"}', 'Zoé Martin'],
    ['a tutorial’s plain name', 'Zoé', 'Zoé'],
    ['a tutorial’s pair', 'name=Zoé', 'Zoé'],
    ['nothing', undefined, ''],
    ['JSON without a name', '{"role":"x"}', ''],
    ['a name that is a number', '{"name":7}', ''],
    ['a list', '["Zoé"]', ''],
    ['a polluted prototype', '{"__proto__":{"name":"evil"}}', ''],
    ['line breaks and controls', '{"name":"Zo\\né\\u0000 M"}', 'Zo é M'],
    ['reversed text', '{"name":"Zoé \\u202Enitram"}', 'Zoé nitram'],
  ];
  for (const [name, data, expected] of cases) {
    it(name, () => expect(peerOf(connection(data)).name).to.equal(expected));
  }

  it('are bounded, and not cut through a character', () => {
    expect([...cleanName('😀'.repeat(500))]).to.have.length(80);
    expect(cleanName('x'.repeat(500))).to.have.length(80);
  });

  it('leave markup alone: it is text everywhere', () => {
    expect(cleanName('<b>Zoé</b>')).to.equal('<b>Zoé</b>');
  });

  it('keep the access server’s id only when it is one', () => {
    expect(peerOf(connection('{"name":"Z","id":"p1"}')).accessId).to.equal('p1');
    expect(peerOf(connection('{"name":"Z","id":{"x":1}}'))).not.to.have.property('accessId');
    expect(peerOf(connection(`{"name":"Z","id":"${'x'.repeat(200)}"}`))).not.to.have.property('accessId');
  });
});

describe('roles', () => {
  it('follow the session’s capabilities', () => {
    expect(roleOf({ publish: 1, forceDisconnect: 1 })).to.equal('moderator');
    expect(roleOf({ publish: 1, forceDisconnect: 0 })).to.equal('publisher');
    expect(roleOf({})).to.equal('subscriber');
  });

  it('do not follow what a connection says of itself', () => {
    const claims = { ...connection('{"name":"Z","role":"moderator"}'), permissions: { publish: 1 } };
    expect(peerOf(claims).role).to.equal('publisher');
  });
});

describe('why connecting failed', () => {
  const token = (claims: object) => `h.${btoa(JSON.stringify(claims)).replace(/=+$/, '')}.s`;
  const failure = { name: 'OT_AUTHENTICATION_ERROR', code: 1004 };
  const codeOf = (claims: object) =>
    connectError(failure, { token: token(claims), sessionId: 's' }, 10_000).code;

  it('tells an expired token from one for another session and from a forged one', () => {
    expect(codeOf({ exp: 9, session_id: 's' })).to.equal('token-expired');
    expect(codeOf({ exp: 11, session_id: 'other' })).to.equal('session-mismatch');
    expect(codeOf({ exp: 11, session_id: 's' })).to.equal('token-invalid');
  });

  it('reads nothing into a token that is none', () => {
    for (const broken of ['', 'x', 'a.b.c', 'T1==abc', `h.${btoa('null')}.s`, `h.${btoa('[]')}.s`]) {
      expect(connectError(failure, { token: broken, sessionId: 's' }).code).to.equal('token-invalid');
    }
  });

  it('takes the unknown for a service that cannot be reached', () => {
    expect(connectError({}, { token: '', sessionId: 's' }).code).to.equal('signalling-unreachable');
  });
});
