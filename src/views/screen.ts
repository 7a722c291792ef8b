import type { CSSResult, TemplateResult } from 'lit';
import type { CallState } from '../call/state.ts';
import type { CallMessages } from '../i18n/messages.ts';
import badge from './badge.css';
import { deviceViews } from './devices.ts';
import { lobby } from './lobby.ts';
import type { CallActions, CallModel } from './model.ts';
import { ended, failed } from './outcome.ts';
import page from './page.css';
import aside from './panels/aside.css';
import chat from './panels/chat.css';
import panel from './panels/panel.css';
import people from './panels/people.css';
import security from './panels/security.css';
import { progress } from './progress.ts';
import question from './question.css';
import selfView from './self-view.css';
import stageSheet from './stage.css';
import { stage } from './stage.ts';
import tile from './tile.css';
import toolbar from './toolbar.css';

/** The style sheets of every view but the lobby's. */
export const screenSheets: readonly CSSResult[] = [
  ...[page, tile, selfView, stageSheet, badge, toolbar],
  ...[panel, people, aside, security, chat, question],
];

/** The view of each phase. */
export function screen(
  state: CallState,
  model: CallModel,
  actions: CallActions,
  t: CallMessages,
): TemplateResult {
  switch (state.phase) {
    case 'lobby':
      return lobby(model, actions, t, deviceViews(model.media, actions, t));
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
