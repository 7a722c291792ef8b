import { html, nothing, type TemplateResult } from 'lit';
import microphoneIcon from 'lucide-static/icons/mic.svg';
import microphoneOffIcon from 'lucide-static/icons/mic-off.svg';
import cameraIcon from 'lucide-static/icons/video.svg';
import cameraOffIcon from 'lucide-static/icons/video-off.svg';
import type { DeviceKind } from '../../devices/open-devices.ts';
import type { LobbyMessages } from '../../i18n/messages.ts';
import { icon } from '../../ui/icon.ts';
import { errorNotice } from '../shared/error-notice.ts';
import { externalLink } from '../shared/external-link.ts';
import type { LobbyActions, LobbyModel } from '../shared/model.ts';
import { isRear, streamOf } from '../shared/stream.ts';
import { switchTitle } from '../shared/switch-title.ts';

/** Views of the devices, provided by the controller, which opens the devices. */
export interface DeviceViews {
  lists(): TemplateResult;
  gauge(microphone: MediaStreamTrack): TemplateResult;
}

/** The lobby: name, preview and the button to join. */
export function lobby(
  model: LobbyModel,
  actions: LobbyActions,
  t: LobbyMessages,
  views?: DeviceViews,
): TemplateResult {
  const { media, firm } = model;
  const error = model.lobbyError ?? media.microphone.error ?? media.camera.error;
  const submit = (event: Event) => {
    event.preventDefault();
    actions.join();
  };
  const progress = model.joining ? (model.loading ? t.loading : t.joining) : '';
  const listed = media.devices.camera.length + media.devices.microphone.length > 0;
  return html`<section class="lobby" part="lobby" aria-labelledby="title">
    ${preview(model, actions, t, views)}
    <form part="form" novalidate @submit=${submit} @focusin=${actions.intend} @pointerenter=${actions.intend}>
      <header>
        <slot name="logo"></slot>
        ${firm ? html`<p class="firm">${firm}</p>` : nothing}
        <h1 id="title" part="title" tabindex="-1" data-focus>${t.title}</h1>
        <slot name="lobby-intro"></slot>
      </header>
      ${error ? errorNotice(error, t.errors) : nothing}
      ${model.nameGiven ? nothing : nameField(model, actions, t)}
      ${listed ? html`<details><summary>${t.devices}</summary>${views?.lists()}</details>` : nothing}
      <slot name="consent"></slot>
      <div class="act">
        <button class="primary join" part="button primary-button" aria-disabled=${model.joining}>
          ${progress || t.join}
        </button>
        <span class="hidden" role="status">${progress}</span>
        ${model.loading === 2 ? html`<button type="button" part="button" @click=${actions.loadAgain}>${t.retry}</button>` : nothing}
      </div>
      <p class="muted">
        ${t.privacyHint}
        ${model.privacyUrl ? externalLink(model.privacyUrl, t.privacy, t) : nothing}
      </p>
      <slot name="help"></slot>
    </form>
  </section>`;
}

function nameField(model: LobbyModel, actions: LobbyActions, t: LobbyMessages): TemplateResult {
  return html`<div class="field" part="field">
    <label for="name" part="label">${t.name}</label>
    <input
      id="name"
      part="input"
      name="name"
      autocomplete="name"
      maxlength="80"
      required
      aria-describedby="name-hint"
      aria-invalid=${model.nameMissing}
      .value=${model.name}
      @input=${(event: Event) => actions.name((event.target as HTMLInputElement).value)}
    />
    <span id="name-hint" class=${model.nameMissing ? 'wrong' : 'muted'} role=${model.nameMissing ? 'alert' : nothing}>
      ${model.nameMissing ? t.nameMissing : t.nameHint}
    </span>
  </div>`;
}

/** The self view with its two switches, or the offer to show it. */
export function preview(
  model: LobbyModel,
  actions: LobbyActions,
  t: LobbyMessages,
  views?: DeviceViews,
): TemplateResult {
  const { camera, microphone } = model.media;
  const opening = camera.opening || microphone.opening;
  const opened = camera.captured ?? microphone.captured;
  const empty = opening
    ? html`<p role="status">${model.loading ? t.loading : t.previewOpening}</p>`
    : opened
      ? html`<p>${t.cameraIsOff}</p>`
      : html`<button type="button" part="button" @click=${actions.preview}>${t.showPreview}</button>
          <p class="muted">${t.previewHint}</p>`;
  return html`<div class="preview" part="preview">
    ${
      camera.captured
        ? html`<video
            class=${isRear(camera.captured) ? 'rear' : ''}
            autoplay
            muted
            playsinline
            aria-label=${t.previewLabel}
            .muted=${true}
            .srcObject=${streamOf(camera.captured)}
          ></video>`
        : html`<div class="preview-empty">${icon(camera.enabled ? cameraIcon : cameraOffIcon)}${empty}</div>`
    }
    <div class="switches">
      ${deviceSwitch('microphone', model, actions, t, views)}${deviceSwitch('camera', model, actions, t)}
      <span class="hidden" role="status"></span>
    </div>
  </div>`;
}

function deviceSwitch(
  kind: DeviceKind,
  model: LobbyModel,
  actions: LobbyActions,
  t: LobbyMessages,
  views?: DeviceViews,
): TemplateResult {
  const { enabled: wanted, captured: track } = model.media[kind];
  const drawings = kind === 'camera' ? [cameraIcon, cameraOffIcon] : [microphoneIcon, microphoneOffIcon];
  return html`<button
    type="button"
    part="control control-${kind}${wanted ? ' pressed' : ' off'}"
    aria-pressed=${wanted}
    aria-label=${t[kind]}
    title=${switchTitle(kind, wanted, t)}
    @click=${() => actions.switch(kind, !wanted)}
  >
    ${icon((wanted ? drawings[0] : drawings[1]) ?? cameraIcon)} ${t[kind]} ${track ? views?.gauge(track) : nothing}
  </button>`;
}
