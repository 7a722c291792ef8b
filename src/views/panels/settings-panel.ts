import { html, type TemplateResult } from 'lit';
import type { CallMessages } from '../../i18n/messages.ts';
import { devices } from '../shared/device-settings.ts';
import type { CallActions, CallModel } from '../shared/model.ts';
import { panel } from './panel.ts';
import { shortcutSettings } from './shortcut-settings.ts';

/** Settings of the camera, the microphone, the speaker and the keyboard shortcuts. */
export function settings(model: CallModel, actions: CallActions, t: CallMessages): TemplateResult {
  const content = html`${devices(model.media, actions, t)}${shortcutSettings(model.shortcuts, actions, t)}`;
  return panel('settings', t.settings, actions, t, content);
}
