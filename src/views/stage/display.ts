import { html, nothing, type TemplateResult } from 'lit';
import largerIcon from 'lucide-static/icons/maximize.svg';
import smallerIcon from 'lucide-static/icons/minimize.svg';
import floatIcon from 'lucide-static/icons/picture-in-picture-2.svg';
import type { CallMessages } from '../../i18n/messages.ts';
import { canFillScreen, toggleFullScreen } from '../../ui/full-screen.ts';
import { icon } from '../../ui/icon.ts';
import { canFloat, toggleFloating } from '../../ui/picture-in-picture.ts';
import type { CallModel } from '../shared/model.ts';

/** The display buttons: full screen and picture-in-picture. */
export function display(
  model: Pick<CallModel, 'features' | 'fullScreen' | 'shortcuts'>,
  hasPicture: boolean,
  t: CallMessages,
): TemplateResult {
  const { features, fullScreen } = model;
  return html`<div class="display">
    ${
      hasPicture && features.has('pictureinpicture') && canFloat()
        ? html`<button
            type="button"
            part="control control-picture-in-picture"
            aria-label=${t.pictureInPicture}
            title=${t.pictureInPicture}
            @click=${float}
          >
            ${icon(floatIcon)}
          </button>`
        : nothing
    }
    ${features.has('fullscreen') && canFillScreen() ? fullScreenButton(fullScreen, model, t) : nothing}
  </div>`;
}

function fullScreenButton(
  on: boolean,
  { shortcuts }: Pick<CallModel, 'shortcuts'>,
  t: CallMessages,
): TemplateResult {
  const label = on ? t.fullScreen.stop : t.fullScreen.start;
  return html`<button
    type="button"
    part="control control-fullscreen${on ? ' pressed' : ''}"
    aria-label=${label}
    aria-keyshortcuts=${(shortcuts.on && shortcuts.keys.fullScreen) || nothing}
    title=${label}
    @click=${(event: Event) => fill(event.currentTarget as Element)}
  >
    ${icon(on ? smallerIcon : largerIcon)}
  </button>`;
}

/** Enters or leaves full screen. If the browser refuses, nothing changes. */
export function fill(inside: Element): void {
  toggleFullScreen(inside).catch(() => undefined);
}

/** Opens the large video in picture-in-picture; without one, or while its camera is off, the first that is on. */
function float(event: Event): void {
  const stage = (event.currentTarget as Element).closest('.stage');
  const shown = (tile: string) => stage?.querySelector<HTMLVideoElement>(`${tile} .picture:not(.off) video`);
  const video = shown('.tile.main') ?? shown('.tile:not([hidden])');
  if (video) toggleFloating(video).catch(() => undefined);
}
