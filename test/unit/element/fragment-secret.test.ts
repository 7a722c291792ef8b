import { expect } from '@open-wc/testing';
import { takeFragmentSecret } from '../../../src/element/fragment-secret.ts';

describe('the secret in the fragment', () => {
  const home = location.href;
  afterEach(() => history.replaceState(null, '', home));

  const take = (fragment: string) => {
    history.replaceState({ page: 1 }, '', `${location.pathname}${location.search}${fragment}`);
    return [takeFragmentSecret(), location.hash];
  };

  it('is taken out of the address at once, with nothing else', () => {
    expect(take('#k=correct-horse')).to.deep.equal(['correct-horse', '']);
    expect(location.href).not.to.include('#');
    expect(history.state).to.deep.equal({ page: 1 });
    expect(take('#a=1&k=correct-horse&b')).to.deep.equal(['correct-horse', '#a=1&b']);
  });

  it('is decoded where it is encoded, and taken as it stands where it is badly so', () => {
    expect(take('#k=caf%C3%A9%20noir')[0]).to.equal('café noir');
    expect(take('#k=100%zz-sure')).to.deep.equal(['100%zz-sure', '']);
  });

  it('is none where there is none: the address stays as it is', () => {
    expect(take('#rendez-vous')).to.deep.equal(['', '#rendez-vous']);
    expect(take('#key=value')).to.deep.equal(['', '#key=value']);
    expect(take('')).to.deep.equal(['', '']);
  });

  it('is the first of several, and none stays behind', () => {
    expect(take('#k=premier-secret&k=second')).to.deep.equal(['premier-secret', '']);
  });
});
