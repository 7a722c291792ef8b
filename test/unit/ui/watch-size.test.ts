import { expect } from '@open-wc/testing';
import { html, render } from 'lit';
import { watchSize } from '../../../src/ui/watch-size.ts';

describe('the size of an element', () => {
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

  it('is told in whole pixels, whenever it changes, while it is shown', async () => {
    const told: string[] = [];
    const root = document.createElement('div');
    document.body.append(root);
    const view = (prefix: string) =>
      html`<p style="margin:0;padding:4px;width:100.6px;height:20px" ${watchSize(({ width, height }) => told.push(`${prefix}${width} × ${height}`))}></p>`;
    render(view(''), root);
    await frame();
    expect(told).to.deep.equal(['100 × 20']);
    const element = root.querySelector('p') as HTMLElement;
    element.style.display = 'none';
    await frame();
    expect(told).to.have.length(1);
    render(view('again '), root);
    element.style.display = '';
    element.style.height = '40px';
    await frame();
    expect(told.at(-1)).to.equal('again 100 × 40');
    render(undefined, root);
    await frame();
    expect(told).to.have.length(2);
    root.remove();
  });
});
