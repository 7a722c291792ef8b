import { maySpeak } from '../../call/state/select.ts';
import type { LiveCall } from '../../call/state/state.ts';
import { letterOf } from '../../ui/pressed-letter.ts';
import { fill } from '../stage/display.ts';
import type { CallActions, CallModel, Panel } from './model.ts';
import { type Command, commandOf, type Shortcuts } from './shortcut-keys.ts';

/**
 * Handles keyboard shortcuts while the focus is inside. Escape closes the open panel from anywhere, so that the focus
 * is never hidden under it (WCAG 2.2, 2.4.11).
 */
export function withShortcuts(
  live: LiveCall,
  model: CallModel,
  actions: CallActions,
): (event: KeyboardEvent) => void {
  return (event) => {
    if (model.panel && leaves(event)) {
      // A dialog of the page around the element must stay open.
      event.preventDefault();
      actions.open(null);
      return;
    }
    const command = chosen(model.shortcuts, event);
    if (command && obey(command, event, live, model, actions)) event.preventDefault();
  };
}

function leaves(event: KeyboardEvent): boolean {
  const { key, isComposing, target } = event;
  return key === 'Escape' && !isComposing && target instanceof Element && !target.closest('dialog');
}

/** A person may choose a letter of their own script; any other letter counts by its position on the keyboard. */
function chosen(shortcuts: Shortcuts, event: KeyboardEvent): Command | null {
  const letter = letterOf(event);
  return letter ? (commandOf(shortcuts, event.key.toLowerCase()) ?? commandOf(shortcuts, letter)) : null;
}

/** Runs the command of a key. Returns whether the command is available. */
function obey(
  command: Command,
  event: KeyboardEvent,
  live: LiveCall,
  model: CallModel,
  actions: CallActions,
): boolean {
  const { features, panel } = model;
  const toggle = (name: Panel) => actions.open(panel === name ? null : name);
  switch (command) {
    case 'microphone':
    case 'camera':
      if (maySpeak(live)) actions.switch(command, !live[command].on);
      return maySpeak(live);
    case 'screen':
      if (!maySpeak(live) || !features.has('screenshare') || !model.canShareScreen) return false;
      actions.shareScreen(!live.screen.on);
      return true;
    case 'chat':
      if (features.has('chat')) toggle('chat');
      return features.has('chat');
    case 'people':
      if (features.has('participants')) toggle('people');
      return features.has('participants');
    case 'fullScreen':
      if (features.has('fullscreen')) fill(event.currentTarget as Element);
      return features.has('fullscreen');
  }
}
