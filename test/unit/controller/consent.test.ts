import { expect } from '@open-wc/testing';
import { requireConsent } from '../../../src/controller/consent.ts';
import { VisioError } from '../../../src/error.ts';

describe('what the firm asks for before joining', () => {
  let slotted: HTMLElement[];
  const place = (markup: string): void => {
    const page = document.createElement('div');
    page.id = 'page';
    page.innerHTML = markup;
    document.body.append(page);
    slotted = [...page.children] as HTMLElement[];
  };
  const control = (selector: string) => document.querySelector(`#page ${selector}`) as HTMLInputElement;
  const refusal = (): string => {
    try {
      requireConsent(slotted);
    } catch (error) {
      return error instanceof VisioError ? error.code : String(error);
    }
    return '';
  };
  afterEach(() => document.querySelector('#page')?.remove());

  const box = '<label><input type="checkbox" required> J’accepte la <b>convention</b>\n d’honoraires</label>';

  it('is nothing where it has no controls, and where none is required', () => {
    place('<p>Bienvenue</p><label><input type="checkbox"> Une copie</label>');
    expect(requireConsent(slotted)).to.deep.equal([]);
    expect(requireConsent([])).to.deep.equal([]);
  });

  it('is ticked, and then tells by its label, as text', () => {
    place(box);
    expect(refusal()).to.equal('consent-missing');
    control('input').checked = true;
    expect(requireConsent(slotted)).to.deep.equal(['J’accepte la convention d’honoraires']);
  });

  it('is asked for wherever it is: the slotted element itself, nested, in a form, handed on by a slot of the page', () => {
    for (const markup of [
      '<input type="checkbox" required aria-label="Oui">',
      '<div><section><input type="checkbox" required aria-label="Oui"></section></div>',
      '<form><fieldset><input type="checkbox" required aria-label="Oui"></fieldset></form>',
    ]) {
      place(markup);
      expect(refusal(), markup).to.equal('consent-missing');
      control('input').checked = true;
      expect(requireConsent(slotted), markup).to.deep.equal(['Oui']);
      document.querySelector('#page')?.remove();
    }
    place('<div></div>');
    const [host] = slotted as [HTMLElement];
    host.attachShadow({ mode: 'open' }).innerHTML = '<slot></slot>';
    host.innerHTML = box;
    const slot = host.shadowRoot?.querySelector('slot') as HTMLSlotElement;
    slotted = [slot];
    expect(refusal()).to.equal('consent-missing');
  });

  it('is any constraint: text, a choice, a pattern, what the page itself objects to', () => {
    place(`<label>Dossier <input name="dossier" pattern="[0-9]+" required></label>
      <label><input type="radio" name="qui" value="a" required> Moi-même</label>
      <label><input type="radio" name="qui" value="b"> Une société</label>
      <label>Pays <select required><option value=""></option><option>France</option></select></label>`);
    expect(refusal()).to.equal('consent-missing');
    control('input[name=dossier]').value = 'abc';
    control('input[value=b]').checked = true;
    control('select').value = 'France';
    expect(refusal()).to.equal('consent-missing');
    control('input[name=dossier]').value = '42';
    const texts = requireConsent(slotted);
    expect(texts).to.deep.equal(['Dossier', 'Une société', 'Pays']);
    control('input[name=dossier]').setCustomValidity('Inconnu');
    expect(refusal()).to.equal('consent-missing');
    control('input[name=dossier]').disabled = true;
    expect(refusal()).to.equal('');
  });

  it('marks everything that is missing, and focuses the first of it', async () => {
    place(`<label><input type="checkbox" id="one" required checked> Un</label>
      <label><input type="checkbox" id="two" required> Deux</label>
      <label><input type="checkbox" id="three" required> Trois</label>`);
    const marked: string[] = [];
    for (const one of slotted)
      one.addEventListener('invalid', ({ target }) => marked.push((target as Element).id), true);
    expect(refusal()).to.equal('consent-missing');
    expect(marked).to.deep.equal(['two', 'three']);
    await new Promise((resolve) => setTimeout(resolve));
    expect(document.activeElement?.id).to.equal('two');
    expect(marked).to.deep.equal(['two', 'three', 'two']);
  });
});
