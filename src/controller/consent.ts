import { VisioError } from '../error.ts';

/** What the person has agreed to before joining. */
export interface Consent {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The firm's own words: the labels of its required controls. Plain text, never markup. */
  readonly texts: readonly string[];
}

/** A control with constraint validation (HTML standard): a native one, or a form-associated custom element. */
type Control = HTMLElement &
  Pick<HTMLInputElement, 'checkValidity' | 'reportValidity'> &
  Partial<HTMLInputElement>;

/** Characters of a label that the report keeps. */
const LONGEST = 500;

/**
 * Requires that the firm's controls in the lobby are filled in. Otherwise the browser shows the first one that is not, with
 * the focus, once the lobby is on screen.
 *
 * @param roots The elements that the page has assigned to the slot.
 * @returns The labels of the required controls; empty where there is none.
 * @throws VisioError `consent-missing`
 */
export function requireConsent(roots: Iterable<Element>): readonly string[] {
  const controls = [...roots].flatMap((root) => [...within(root)]).filter(isControl);
  // Each is asked, so that the page can mark them all.
  const [first] = controls.filter((control) => !control.checkValidity());
  if (first) {
    setTimeout(() => {
      first.focus();
      first.reportValidity();
    });
    throw new VisioError('consent-missing');
  }
  if (!controls.some(isRequired)) return [];
  return controls.filter(isAgreed).map(labelOf).filter(Boolean);
}

/** An element and what it contains, also what a page hands on through a slot of its own. */
function* within(root: Element): Generator<Element> {
  for (const one of [root, ...root.querySelectorAll('*')]) {
    yield one;
    if (!(one instanceof HTMLSlotElement)) continue;
    for (const assigned of one.assignedElements({ flatten: true })) yield* within(assigned);
  }
}

/** Forms and groups answer for their controls, which are asked themselves. */
function isControl(one: Element): one is Control {
  return 'checkValidity' in one && !one.matches('form, fieldset');
}

function isRequired(control: Control): boolean {
  return control.hasAttribute('required');
}

/** Which of several choices was made, only the checked one tells. */
function isAgreed(control: Control): boolean {
  if (control.type === 'radio') return control.checked === true;
  return isRequired(control) && (control.type !== 'checkbox' || control.checked === true);
}

function labelOf(control: Control): string {
  const labels = [...(control.labels ?? [])].map(wordsOf);
  const text = labels.length > 0 ? labels.join(' ') : (control.ariaLabel ?? control.textContent);
  return text.replace(/\s+/g, ' ').trim().slice(0, LONGEST);
}

/** A label's own words, without what a control inside it holds. */
function wordsOf(label: HTMLLabelElement): string {
  const words = label.cloneNode(true) as HTMLLabelElement;
  for (const control of words.querySelectorAll('select, textarea, button')) control.remove();
  return words.textContent;
}
