import { expect, waitUntil } from '@open-wc/testing';
import { oldBrowserWords } from '../../src/i18n/old-browser-words.ts';

describe('a browser of 2021', () => {
  const { supports } = CSS;
  before(async () => {
    // Chrome 96, Firefox 95 and Safari 15 know no container units.
    CSS.supports = (...asked: readonly string[]) =>
      !asked.join(' ').includes('cqi') && Reflect.apply(supports, CSS, asked);
    await import('../../src/define.ts');
    await customElements.whenDefined('visio-avocat-room');
  });
  after(() => {
    CSS.supports = supports;
  });

  it('says in the page’s language what to do, in the place of the lobby; the firm’s help stays', async () => {
    for (const [lang, { title, advice }] of Object.entries(oldBrowserWords)) {
      const page = document.createElement('div');
      page.lang = lang;
      page.innerHTML =
        '<visio-avocat-room room="r"><a slot="help" href="tel:3631">36 31</a></visio-avocat-room>';
      document.body.append(page);
      const root = page.firstElementChild?.shadowRoot;
      await waitUntil(() => root?.querySelector('[role=alert]'), 'nothing is said');
      const notice = root?.querySelector('[role=alert]');
      expect(notice?.textContent, lang).to.equal(title + advice);
      expect(notice?.getAttribute('dir'), lang).to.equal(lang === 'ar' ? 'rtl' : 'ltr');
      expect(root?.querySelector('slot')?.assignedElements()[0]?.textContent).to.equal('36 31');
      expect(root?.querySelector('form')).to.equal(null);
      page.remove();
    }
  });

  it('says it once, wherever the element is moved', () => {
    const element = document.createElement('visio-avocat-room');
    document.body.append(element);
    document.body.prepend(element);
    expect(element.shadowRoot?.querySelectorAll('[role=alert]')).to.have.length(1);
    element.remove();
  });
});
