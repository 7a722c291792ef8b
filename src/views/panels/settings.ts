import type { TemplateResult } from 'lit';
import type { CallMessages } from '../../i18n/messages.ts';
import { devices } from '../devices.ts';
import type { CallActions, CallModel } from '../model.ts';
import { panel } from './panel.ts';

/** Which camera, microphone and speaker are used. */
export function settings(model: CallModel, actions: CallActions, t: CallMessages): TemplateResult {
  return panel('settings', t.settings, actions, t, devices(model.media, actions, t));
}
