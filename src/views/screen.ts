import type { CSSResult, TemplateResult } from 'lit';
import type { CallState } from '../call/state.ts';
import type { CallMessages } from '../i18n/messages.ts';
import { lobby } from './lobby.ts';
import type { CallActions, CallModel } from './model.ts';
import { ended, failed } from './outcome.ts';
import { progress } from './progress.ts';
import sheet from './screen.css';
import { stage } from './stage.ts';

/** The style sheet of every view but the lobby. */
export const screenSheet: CSSResult = sheet;

/** The view of each phase. */
export function screen(
  state: CallState,
  model: CallModel,
  actions: CallActions,
  t: CallMessages,
): TemplateResult {
  switch (state.phase) {
    case 'lobby':
      return lobby(model, actions, t);
    case 'requesting':
    case 'waiting':
    case 'connecting':
      return progress(state, model, actions, t);
    case 'connected':
    case 'reconnecting':
      return stage(state, model, actions, t);
    case 'ended':
      return ended(state, model, actions, t);
    case 'failed':
      return failed(state, actions, t);
  }
}
