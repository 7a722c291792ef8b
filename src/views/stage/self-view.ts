import { html, type TemplateResult } from 'lit';
import moveIcon from 'lucide-static/icons/move.svg';
import type { Participant } from '../../call/state/state.ts';
import type { CallMessages } from '../../i18n/messages.ts';
import { icon } from '../../ui/icon.ts';
import { lengths } from '../../ui/lengths.ts';
import type { CallActions, CallModel, Corner } from '../shared/model.ts';
import { isRear } from '../shared/stream.ts';
import { fitSelfView, shapeOf } from './fit.ts';
import { picture } from './tile.ts';

/** The self view, floating in a corner of the stage. It moves by dragging, by its button or by the arrow keys. */
export function selfView(
  self: Participant,
  { corner, area, media }: Pick<CallModel, 'corner' | 'area' | 'media'>,
  actions: CallActions,
  t: CallMessages,
): TemplateResult {
  const size = fitSelfView(area, shapeOf(self.media?.element));
  return html`<div
    class="self-view ${corner}"
    part="self-view"
    role="group"
    aria-label=${t.selfView}
    @keydown=${(event: KeyboardEvent) => {
      const next = cornerByKey(corner, event);
      if (!next) return;
      event.preventDefault();
      actions.moveSelfView(next);
    }}
    @pointerdown=${(event: PointerEvent) => drag(event, actions)}
    ${lengths({ width: size.width, height: size.height })}
  >
    ${picture(self, self.name, size, isRear(media.camera.captured))}
    <button type="button" part="button" class="mover" aria-label=${t.moveSelfView} @click=${() => actions.moveSelfView(after[corner])}>
      ${icon(moveIcon)}
    </button>
  </div>`;
}

/** The next corner after a press on the button. */
const after: Readonly<Record<Corner, Corner>> = {
  'bottom-end': 'bottom-start',
  'bottom-start': 'top-start',
  'top-start': 'top-end',
  'top-end': 'bottom-end',
};

function isRightToLeft(element: Element): boolean {
  return getComputedStyle(element).direction === 'rtl';
}

function cornerByKey(corner: Corner, event: KeyboardEvent): Corner | null {
  const [row, column] = corner.split('-') as ['top' | 'bottom', 'start' | 'end'];
  const forward = isRightToLeft(event.currentTarget as Element) ? 'ArrowLeft' : 'ArrowRight';
  switch (event.key) {
    case 'ArrowUp':
      return `top-${column}`;
    case 'ArrowDown':
      return `bottom-${column}`;
    case 'ArrowLeft':
    case 'ArrowRight':
      return `${row}-${event.key === forward ? 'end' : 'start'}`;
    default:
      return null;
  }
}

/** Follows the pointer, then settles in the nearest corner. */
function drag(down: PointerEvent, actions: CallActions): void {
  const view = down.currentTarget as HTMLElement;
  const stage = view.parentElement;
  if (!stage || down.button !== 0) return;
  // Under `zoom` or a transform of the page, a pixel of the view is not one of the pointer.
  const scale = view.getBoundingClientRect().width / view.offsetWidth || 1;
  const move = (event: PointerEvent) => {
    const [across, along] = [event.clientX - down.clientX, event.clientY - down.clientY];
    view.style.translate = `${across / scale}px ${along / scale}px`;
  };
  const settle = (event: PointerEvent) => {
    view.removeEventListener('pointermove', move);
    view.removeEventListener('pointerup', settle);
    view.removeEventListener('pointercancel', settle);
    view.style.translate = '';
    if (event.type === 'pointercancel') return;
    const area = stage.getBoundingClientRect();
    const left = event.clientX < area.left + area.width / 2;
    const row = event.clientY < area.top + area.height / 2 ? 'top' : 'bottom';
    actions.moveSelfView(`${row}-${left === isRightToLeft(stage) ? 'end' : 'start'}`);
  };
  // A press without a movement does not move the view.
  const start = (event: PointerEvent) => {
    if (Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) < 8) return;
    stopWaiting();
    view.setPointerCapture(down.pointerId);
    view.addEventListener('pointermove', move);
    view.addEventListener('pointerup', settle);
    view.addEventListener('pointercancel', settle);
  };
  const stopWaiting = () => {
    view.removeEventListener('pointermove', start);
    view.removeEventListener('pointerup', stopWaiting);
    view.removeEventListener('pointerleave', stopWaiting);
  };
  view.addEventListener('pointermove', start);
  view.addEventListener('pointerup', stopWaiting);
  view.addEventListener('pointerleave', stopWaiting);
}
