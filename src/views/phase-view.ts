import type { CSSResult, TemplateResult } from 'lit';
import type { CallState } from '../call/state/state.ts';
import type { CallMessages } from '../i18n/messages.ts';
import question from './dialogs/dialog.css';
import { endPage, failurePage } from './end/end-page.ts';
import { lobby } from './lobby/lobby.ts';
import breakout from './panels/breakout-panel.css';
import chat from './panels/chat-panel.css';
import panel from './panels/panel.css';
import people from './panels/people-panel.css';
import security from './panels/security-panel.css';
import { deviceViews } from './shared/device-settings.ts';
import type { CallActions, CallModel } from './shared/model.ts';
import page from './shared/page.css';
import badge from './stage/badge.css';
import selfView from './stage/self-view.css';
import stageSheet from './stage/stage.css';
import { stage } from './stage/stage.ts';
import tile from './stage/tile.css';
import toolbar from './stage/toolbar.css';
import { progress } from './waiting/progress.ts';

/** Style sheets of all views except the lobby's. */
export const callStyles: readonly CSSResult[] = [
  ...[page, tile, selfView, stageSheet, badge, toolbar],
  ...[panel, people, breakout, security, chat, question],
];

/** Renders the view of the current phase. */
export function phaseView(
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
      return endPage(state, model, actions, t);
    case 'failed':
      return failurePage(state, model, actions, t);
  }
}
