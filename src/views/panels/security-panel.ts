import { html, nothing, type TemplateResult } from 'lit';
import type { Difference } from '../../call/state/attested.ts';
import { othersOf } from '../../call/state/select.ts';
import type { LiveCall } from '../../call/state/state.ts';
import type { CallMessages } from '../../i18n/messages.ts';
import type { ConnectionEvidence, NotReported } from '../../transport-security/evidence.ts';
import { compareWithBaseline } from '../../transport-security/srtp-policy.ts';
import type { CallActions, CallModel } from '../shared/model.ts';
import { phoneLink } from '../shared/phone-link.ts';
import { panel } from './panel.ts';
import { verifications } from './verification-panel.ts';

/** The measured confidentiality of the call, next to the provider claims. */
export function security(
  live: LiveCall,
  model: CallModel,
  actions: CallActions,
  t: CallMessages,
): TemplateResult {
  const { level, evidence, at } = live.security;
  const alone = othersOf(live).length === 0;
  return panel(
    'security',
    t.security.title,
    actions,
    t,
    html`<p><strong>${t.security.levels[level]}</strong></p>
      ${live.unknownReceivers.size > 0 ? html`<p role="alert">${t.security.unknownReceiver}</p>` : nothing}
      ${live.differences.map((one) => html`<p role="alert">${difference(one, t)}</p>`)}
      ${live.refused > 0 ? html`<p role="alert">${t.security.refused}</p>` : nothing}
      ${live.secret === 'none' ? nothing : html`<p role="status">${t.security.secret[live.secret]}</p>`}
      ${verifications(live, model, actions, t)}
      <p>${alone ? t.security.alone : t.security.meanings[level]}</p>
      ${level === 'unprotected' ? phoneLink(model, t) : nothing}
      ${evidence.map((one) => connection(one, live, t))}
      ${at === null ? nothing : html`<p class="muted">${t.security.measuredAt(t.secondOf(at))}</p>`}
      <details @toggle=${(event: Event) => (event.target as HTMLDetailsElement).open && actions.openReport()}>
        <summary>${t.report.sheet}</summary>
        <div class="sheet">${model.report ?? html`<p role="status">${t.report.coming}</p>`}</div>
        ${reportCommands(actions, t)}
      </details>`,
  );
}

function difference({ with: other, name, unseenBy }: Difference, t: CallMessages): string {
  if (name === null) return t.attestation.cut(other || t.guest);
  const words = unseenBy === 'self' ? t.attestation.hidden : t.attestation.missing;
  return words(other || t.guest, name || t.guest);
}

/** Buttons that save and print the report. */
function reportCommands(actions: CallActions, t: CallMessages): TemplateResult {
  const print = (event: Event) =>
    actions.printReport((event.currentTarget as HTMLElement).getRootNode() as ShadowRoot);
  return html`<div class="commands">
    <p class="muted">${t.report.what}</p>
    <button type="button" part="button" @click=${() => actions.saveReport('html')}>${t.report.save}</button>
    <button type="button" part="button" @click=${print}>${t.report.print}</button>
    <button type="button" part="button" @click=${() => actions.saveReport('json')}>${t.report.data}</button>
  </div>`;
}

function connection(one: ConnectionEvidence, live: LiveCall, t: CallMessages): TemplateResult {
  const { facts, dtls, strength: words, route, notReported } = t.security;
  const known = <T extends string>(value: T | NotReported, text: (value: T) => string): string =>
    value === 'not-reported' ? notReported : text(value as T);
  const strength = compareWithBaseline(one.srtpProfile);
  const row = (term: string, text: string) => html`<div><dt>${term}</dt><dd>${text}</dd></div>`;
  return html`<section class="connection">
    <h3><bdi>${titleOf(one, live, t)}</bdi></h3>
    <dl>
      ${row(
        facts.key,
        known(one.dtlsVersion, (version) => dtls[version]),
      )}
      ${row(facts.cipher, known(one.dtlsCipher, String))}
      ${row(
        facts.media,
        known(one.srtpProfile, (profile) => `${profile}, ${words[strength]}`),
      )}
      ${row(
        facts.route,
        known(one.route.kind, (kind) => route[kind]),
      )}
    </dl>
  </section>`;
}

function titleOf(
  { direction, peerId, topology }: ConnectionEvidence,
  live: LiveCall,
  t: CallMessages,
): string {
  const person = live.participants.find(({ id }) => id === peerId)?.name || t.guest;
  const names = { 'media-server': t.security.mediaServer, unknown: t.security.unknownPerson };
  const name = topology === 'media-server' || topology === 'unknown' ? names[topology] : person;
  return direction === 'publish' ? t.security.sends(name) : t.security.receives(name);
}
