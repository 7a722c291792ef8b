import { newEntries, participantChanges } from '../call/state/diff.ts';
import { othersOf } from '../call/state/select.ts';
import { type CallState, type ChatEntry, type LiveCall, liveOf } from '../call/state/state.ts';
import type { CallMessages } from '../i18n/messages.ts';
import { isFall, type Level } from '../transport-security/confidentiality-level.ts';
import type { Announcements, Announcer } from '../ui/announcer.ts';
import { textOf } from '../views/shared/error-notice.ts';
import { shownName } from '../views/shared/shown-name.ts';

/**
 * Returns the announcement of a state change.
 *
 * @param known The last measured level, so that a drop during a new measurement is also announced.
 */
export function announcementOf(
  state: CallState,
  previous: CallState,
  t: CallMessages,
  known: Level = 'verifying',
): Announcements {
  const live = liveOf(state);
  if (!live) return { polite: around(state, previous, t), urgent: '' };
  const before = liveOf(previous);
  if (!before) return { polite: t.announce.connected, urgent: '' };
  const names = (kind: 'joined' | 'left') =>
    participantChanges(state, previous)
      .filter((change) => change.kind === kind)
      .map(({ participant }) => shownName(participant, t));
  const waited = new Set(before.waitingRoom?.waiting.map(({ id }) => id));
  const arrived = (live.waitingRoom?.waiting ?? []).filter(({ id }) => !waited.has(id));
  const { level } = live.security;
  const changed = level !== before.security.level;
  const fallen = changed && isFall(known, level);
  const risen = changed && !fallen && level !== 'verifying' && level !== known;
  const polite = [
    ...names('joined').map(t.announce.joined),
    ...names('left').map(t.announce.left),
    ...authors(newEntries(state, previous), t).map(t.announce.message),
    ...(risen ? [`${t.security.levels[level]}.`] : []),
    ...devices(live, before, t),
    ...quality(live, before, t),
    ...(before.soundBlocked && !live.soundBlocked ? [t.sound.back] : []),
    ...arrived
      .slice(0, 3)
      .map((guest) => t.announce.waiting(shownName({ ...guest, name: guest.displayName }, t))),
  ];
  const urgent = [
    ...(live.soundBlocked && !before.soundBlocked ? [t.sound.hint] : []),
    ...(live.recording && !before.recording ? [t.announce.recording] : []),
    ...(fallen ? [t.security.fallen(t.security.levels[level])] : []),
  ];
  return { polite: polite.join(' '), urgent: urgent.join(' ') };
}

/** Announcements before and after the call. A failure is an alert of its own. */
function around(state: CallState, previous: CallState, t: CallMessages): string {
  if (state.phase === 'waiting') {
    const { opensAt, message } = state;
    const said = previous.phase === 'waiting' ? previous : null;
    if (said && said.opensAt?.getTime() === opensAt?.getTime() && said.message === message) return '';
    return opensAt
      ? `${t.earlyTitle}. ${t.opensAt(opensAt)}`
      : `${t.waitingTitle}. ${message ?? t.waitingText}`;
  }
  if (state.phase === 'requesting' && state.retry) return textOf(state.retry.error, t.errors).title;
  if (state.phase === previous.phase) return '';
  if (state.phase === 'requesting' || state.phase === 'connecting') return t[state.phase];
  return state.phase === 'ended' ? t.ended[state.reason] : '';
}

/** Announces other participants' microphones and screens that were switched on or off. */
function devices(live: LiveCall, before: LiveCall, t: CallMessages): readonly string[] {
  return othersOf(live).flatMap((now) => {
    const then = before.participants.find(({ id }) => id === now.id);
    if (!then) return [];
    const name = shownName(now, t);
    const heard = now.publishing && then.publishing && now.microphone !== then.microphone;
    return [
      ...(heard ? [now.microphone ? t.announce.unmuted(name) : t.announce.muted(name)] : []),
      ...(now.sharing !== then.sharing
        ? [now.sharing ? t.announce.sharing(name) : t.announce.sharingOver(name)]
        : []),
    ];
  });
}

function quality(live: LiveCall, before: LiveCall, t: CallMessages): readonly string[] {
  const [now, then] = [live.quality?.level ?? 'good', before.quality?.level ?? 'good'];
  if (now === then) return [];
  if (now === 'poor') return [t.quality.advice];
  return then === 'poor' ? [t.quality.better] : [];
}

/** Names the authors of new messages, each once. */
function authors(fresh: readonly ChatEntry[], t: CallMessages): readonly string[] {
  return [
    ...new Set(fresh.flatMap((one) => (one.type === 'message' && !one.self ? [shownName(one, t)] : []))),
  ];
}

/** Announces the changes of a call. */
export class CallAnnouncer {
  readonly #announcer: Announcer;
  /** The last measured confidentiality level of this call. */
  #known: Level = 'verifying';

  constructor(announcer: Announcer) {
    this.#announcer = announcer;
  }

  follow(state: CallState, previous: CallState, t: CallMessages): void {
    const [live, before] = [liveOf(state), liveOf(previous)];
    const { polite, urgent } = announcementOf(state, previous, t, this.#known);
    if (!live) this.#known = 'verifying';
    else if (live.security.level !== 'verifying') this.#known = live.security.level;
    // Under the privacy screen nothing of the call is announced, and earlier announcements are removed.
    if (live?.privacyScreen) {
      if (!before?.privacyScreen) this.#announcer.only(t.privacyScreen.title);
    } else if (!live && before) {
      this.#announcer.only(polite);
    } else {
      this.#announcer.say(polite);
      this.#announcer.say(urgent, 'urgent');
    }
  }
}
