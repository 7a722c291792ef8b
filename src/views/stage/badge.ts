import { html, type SVGTemplateResult, type TemplateResult } from 'lit';
import serverIcon from 'lucide-static/icons/cloud.svg';
import plainIcon from 'lucide-static/icons/shield.svg';
import comparedIcon from 'lucide-static/icons/shield-check.svg';
import verifyingIcon from 'lucide-static/icons/shield-ellipsis.svg';
import secretIcon from 'lucide-static/icons/shield-keyhole.svg';
import unverifiableIcon from 'lucide-static/icons/shield-minus.svg';
import toCompareIcon from 'lucide-static/icons/shield-question-mark.svg';
import attestedIcon from 'lucide-static/icons/shield-user.svg';
import alarmIcon from 'lucide-static/icons/triangle-alert.svg';
import { othersOf } from '../../call/state/select.ts';
import type { LiveCall } from '../../call/state/state.ts';
import type { CallMessages } from '../../i18n/messages.ts';
import type { Level } from '../../transport-security/confidentiality-level.ts';
import { icon } from '../../ui/icon.ts';
import type { CallActions, CallModel } from '../shared/model.ts';

/** A tick only for what two people have compared. */
const drawings: Readonly<Record<Level, readonly SVGTemplateResult[]>> = {
  verifying: [verifyingIcon],
  'end-to-end-verified': [comparedIcon],
  'end-to-end-attested': [attestedIcon],
  'end-to-end': [toCompareIcon],
  'end-to-end-secret': [secretIcon],
  'to-media-server': [plainIcon, serverIcon],
  unverifiable: [unverifiableIcon],
  unprotected: [alarmIcon],
};

/** The measured confidentiality level in words, shown throughout the call. A press opens the details. */
export function badge(
  live: LiveCall,
  model: CallModel,
  actions: CallActions,
  t: CallMessages,
): TemplateResult {
  const { level } = live.security;
  const open = model.panel === 'security';
  const alone = othersOf(live).length === 0;
  const idle = alone && level === 'verifying';
  const words = idle ? t.security.title : t.security.levels[level];
  const content = html`${(idle ? [plainIcon] : drawings[level]).map(icon)}<span>${words}</span>`;
  // The page cannot remove the level itself.
  if (!model.features.has('security')) {
    return html`<p class="level-badge ${level}" part="badge badge-encryption ${level}">${content}</p>`;
  }
  return html`<button
    type="button"
    class="level-badge ${level}"
    part="badge badge-encryption ${level}"
    aria-expanded=${open}
    aria-controls="panel-security"
    title=${`${words} – ${t.security.button}`}
    @click=${() => actions.open(open ? null : 'security')}
  >
    ${content}
  </button>`;
}
