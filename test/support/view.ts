import { type nothing, render, type SVGTemplateResult, type TemplateResult } from 'lit';
import { type LiveCall, NOTHING_COMPARED, type Participant } from '../../src/call/state/state.ts';
import { ALL_CLOSED } from '../../src/devices/snapshot.ts';
import { callMessages } from '../../src/i18n/fr/call.ts';
import { featuresOf } from '../../src/views/shared/controls-list.ts';
import type { CallActions, CallModel } from '../../src/views/shared/model.ts';
import { shortcutsOf } from '../../src/views/shared/shortcut-keys.ts';

export const words = callMessages;

/** Actions that only note what they were asked for, one line for each: `switch camera false`. */
export function notedActions(): { actions: CallActions; asked: string[] } {
  const asked: string[] = [];
  const note = (name: string) =>
    function (this: void, ...args: readonly unknown[]) {
      const said = args.filter((one) => !(one instanceof Event) && typeof one !== 'function');
      asked.push(
        [name, ...said.map((one) => (typeof one === 'object' ? JSON.stringify(one) : String(one)))].join(' '),
      );
      return name.startsWith('watch') ? () => undefined : Promise.resolve();
    };
  const actions = new Proxy({}, { get: (_target, name) => note(String(name)) }) as CallActions;
  return { actions, asked };
}

export const participant = (id: string, facts: Partial<Participant> = {}): Participant => ({
  ...{ id, name: id, self: false, joinedAt: 1, publishing: true, microphone: true, camera: true },
  ...{ speaking: false, stalled: false, media: null, sharing: false, screen: null },
  ...facts,
});

/** A call between Zoé, who is oneself, and a lawyer, unless the facts say otherwise. */
export const liveCall = (facts: Partial<LiveCall> = {}): LiveCall => ({
  ...{ startedAt: 0, room: null, role: 'publisher', quality: null, speaker: null, notice: null },
  microphone: { on: true, pending: false },
  camera: { on: true, pending: false },
  screen: { on: false, pending: false },
  participants: [participant('Zoé', { self: true }), participant('Maître Vasseur', { role: 'moderator' })],
  ...{ attestation: null, unattested: [], removed: new Set(), differences: [], superseded: new Set() },
  ...{ waitingRoom: null, breakout: null, blocked: null, recording: false, privacyScreen: false },
  security: { level: 'end-to-end', evidence: [], at: 1 },
  ...{ lines: new Map(), comparisons: new Map(), compared: NOTHING_COMPARED, shownAs: 'Zoé' },
  secret: 'none',
  refused: 0,
  ...{ relayed: true, ownFingerprint: '', connections: [], certificates: new Map() },
  ...{ departed: new Set<string>(), leaving: new Set<string>(), unknownReceivers: new Set<number>() },
  chat: { entries: [], added: 0 },
  soundBlocked: false,
  ...facts,
});

export const callModel = (facts: Partial<CallModel> = {}): CallModel => ({
  ...{
    media: ALL_CLOSED,
    firm: '',
    phone: '',
    privacyUrl: '',
    name: '',
    nameGiven: false,
    nameMissing: false,
  },
  ...{ joining: false, lobbyError: null, layout: 'auto', fullScreen: false, corner: 'bottom-end' },
  area: { width: 960, height: 540 },
  ...{ panel: null, confirmation: null, dismissedReason: null, pictures: null, unread: 0, report: null },
  drafts: new Map(),
  ...{ canShareScreen: true, canAskToNotify: false },
  features: featuresOf(''),
  shortcuts: shortcutsOf(''),
  ...facts,
});

/** A template as people meet it: by role and name. */
export class View {
  readonly root: HTMLElement;

  private constructor(root: HTMLElement) {
    this.root = root;
  }

  /** Shows a template in the page until `close()`. */
  static show(template: TemplateResult | typeof nothing): View {
    const root = document.createElement('div');
    document.body.append(root);
    render(template, root);
    return new View(root);
  }

  /** Shows the next template in its place, as the element does after a change. */
  update(template: TemplateResult | typeof nothing): void {
    render(template, this.root);
  }

  /** Moves what is shown into a shadow tree, as in the element. The focus is on a button beside it. */
  intoShadow(): ShadowRoot {
    const host = document.createElement('div');
    const button = document.createElement('button');
    const shadow = host.attachShadow({ mode: 'open' });
    shadow.append(button, this.root);
    document.body.append(host);
    button.focus();
    return shadow;
  }

  close(): void {
    render(undefined, this.root);
    const tree = this.root.getRootNode();
    if (tree instanceof ShadowRoot) tree.host.remove();
    this.root.remove();
  }

  /** The names of all buttons, in their order. */
  get buttons(): readonly string[] {
    return [...this.root.querySelectorAll('button')].map(nameOf);
  }

  /** The button of exactly this name. @throws Error where there is none, or more than one */
  button(name: string): HTMLButtonElement {
    const found = [...this.root.querySelectorAll('button')].filter((one) => nameOf(one) === spaced(name));
    const [button] = found;
    if (!button || found.length > 1)
      throw new Error(`${found.length} buttons “${name}” among: ${this.buttons}`);
    return button;
  }

  press(name: string): void {
    this.button(name).click();
  }

  /** The labels of all fields, in their order. */
  get fields(): readonly string[] {
    return [...this.root.querySelectorAll<Field>('input, select, textarea')].map(labelOf);
  }

  /** The field with exactly this label. @throws Error where there is none, or more than one */
  field<T extends Field = HTMLInputElement>(label: string): T {
    const found = [...this.root.querySelectorAll<T>('input, select, textarea')].filter(
      (one) => labelOf(one) === spaced(label),
    );
    const [field] = found;
    if (!field || found.length > 1)
      throw new Error(`${found.length} fields “${label}” among: ${this.fields}`);
    return field;
  }

  /** Enters something as a person does: the value, then the change. */
  enter(label: string, value: string): void {
    const field = this.field<Field>(label);
    // A person chooses an option; the value alone would not mark it as theirs.
    const option =
      field instanceof HTMLSelectElement && [...field.options].find((one) => one.value === value);
    if (option) option.selected = true;
    else field.value = value;
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }

  /** Whether the focus is on this element of the view. */
  isFocused(element: Element | undefined): boolean {
    const { activeElement } = this.root.getRootNode() as Document | ShadowRoot;
    return activeElement !== null && activeElement === element;
  }

  /** All that can be read, without the text of hidden parts being left out: assistive technology has it. */
  get text(): string {
    return spaced(this.root.textContent);
  }

  byRole(role: string): readonly Element[] {
    return [...this.root.querySelectorAll(`[role="${role}"]`)];
  }

  byPart(part: string): readonly HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>(`[part~="${part}"]`)];
  }
}

export const spaced = (text: string | null): string => (text ?? '').replace(/\s+/g, ' ').trim();

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** The text of a field's label, without the field itself. */
function labelOf(field: Field): string {
  const label = field.labels?.[0]?.cloneNode(true) as Element | undefined;
  label?.querySelector('input, select, textarea')?.remove();
  return spaced(label?.textContent ?? null);
}

/** Whether this is the drawing that an element shows. */
export function shows(element: Element | undefined, drawing: SVGTemplateResult): boolean {
  const place = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  render(drawing, place);
  const plain = (svg: Element | null | undefined) => svg?.innerHTML.replace(/<!--.*?-->/g, '');
  return plain(element?.querySelector('svg')) === plain(place);
}

/** The accessible name, as far as these views make one: `aria-label`, else the text. */
function nameOf(element: Element): string {
  const own = element.getAttribute('aria-label');
  if (own) return own;
  const copy = element.cloneNode(true) as Element;
  for (const hidden of copy.querySelectorAll('[aria-hidden="true"]')) hidden.remove();
  return spaced(copy.textContent);
}
