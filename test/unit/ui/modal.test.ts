import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { nothing, render } from 'lit';
import { modal } from '../../../src/ui/modal.ts';

describe('a modal dialog', () => {
  let place: HTMLElement;
  let dismissed: string[];
  const show = (question: string) =>
    render(
      question
        ? html`<dialog ${modal(() => dismissed.push(question))}><button>Non</button></dialog>`
        : nothing,
      place,
    );
  const dialog = () => place.querySelector('dialog') as HTMLDialogElement;

  beforeEach(async () => {
    dismissed = [];
    place = await fixture(html`<div></div>`);
    show('first');
    await waitUntil(() => dialog().open);
  });

  it('is dismissed at the press, and where the system closes it without a word before', async () => {
    dialog().dispatchEvent(new Event('cancel', { cancelable: true }));
    expect(dismissed).to.deep.equal(['first']);
    dialog().close();
    await waitUntil(() => dismissed.length === 2);
  });

  it('that is gone says no more, though it tells the browser that it closed a moment later', async () => {
    const gone = dialog();
    let told = false;
    gone.addEventListener('close', () => {
      told = true;
    });
    show('');
    expect(gone.open).to.equal(false);
    show('second');
    await waitUntil(() => told && dialog().open);
    expect(dismissed).to.deep.equal([]);
    dialog().dispatchEvent(new Event('cancel'));
    expect(dismissed).to.deep.equal(['second']);
  });

  it('does not block a page that hides it, and opens once it can be seen', async () => {
    show('');
    place.style.display = 'none';
    show('hidden');
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    expect(dialog().matches(':modal')).to.equal(false);
    place.style.display = '';
    await waitUntil(() => dialog().matches(':modal'));
    expect(dismissed).to.deep.equal([]);
  });
});
