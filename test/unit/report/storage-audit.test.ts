import { expect } from '@open-wc/testing';
import { isTraceless } from '../../../src/report/storage-audit.ts';

const token = 'T1==c2VjcmV0';

describe('traces of a call in the page', () => {
  const home = location.href;
  afterEach(async () => {
    localStorage.removeItem('kept');
    sessionStorage.removeItem('kept');
    await cookieStore.delete('kept');
    history.replaceState(null, '', home);
    window.name = '';
  });

  it('are none where nothing was written', () => {
    localStorage.setItem('kept', 'something of the page’s own');
    expect(isTraceless([token, 'session'.repeat(9), ''])).to.equal(true);
  });

  const places: Readonly<Record<string, () => unknown>> = {
    localStorage: () => localStorage.setItem('kept', `{"token":"${token}"}`),
    'a key of sessionStorage': () => sessionStorage.setItem('kept', token),
    'a cookie': () => cookieStore.set('kept', token),
    'the address': () => history.replaceState(null, '', `#${token}`),
    'the history': () => history.replaceState({ token }, ''),
    'the window’s name': () => {
      window.name = token;
    },
  };
  for (const [place, write] of Object.entries(places)) {
    it(`are found in ${place}`, async () => {
      await write();
      expect(isTraceless([token])).to.equal(false);
    });
  }
});
