import { html, nothing, type TemplateResult } from 'lit';
import type { ReportMessages } from '../../i18n/messages.ts';
import type { ReportedClaim, ReportedQuestion, SecurityReport } from '../../report/report-types.ts';

/** The six questions of the European bars, the provider claims with their checks, and the contacted servers. */
export function reportView(report: SecurityReport, t: ReportMessages): TemplateResult {
  return html`${consent(report, t)}
    <p>${t.legend}</p>
    <ol class="questions">
      ${report.questions.map((one) => question(one, report, t))}
    </ol>
    <h3>${t.claimsTitle}</h3>
    <p class="muted">${t.source(report.claims[0]?.source.article ?? '')}</p>
    <ol class="claims">
      ${report.claims.map((one) => claim(one, t))}
    </ol>
    <h3>${t.serversTitle}</h3>
    ${
      report.servers.length === 0
        ? html`<p>${t.noServers}</p>`
        : html`<ul class="hosts">
            ${report.servers.map(
              ({ server: host, expected }) =>
                html`<li class=${expected ? '' : 'unexpected'}>
                  <bdi>${host === 'ip-address' ? t.anAddress : host}</bdi>${expected ? nothing : html` <strong>${t.unexpected}</strong>`}
                </li>`,
            )}
          </ul>`
    }
    ${report.unlistedContacts > 0 ? html`<p>${t.unlisted(report.unlistedContacts)}</p>` : nothing}`;
}

/** What the person agreed to, in the firm's words. */
function consent({ consent }: SecurityReport, t: ReportMessages): TemplateResult | typeof nothing {
  if (!consent) return nothing;
  return html`<h3>${t.consentTitle}</h3>
    <p>${t.consentAt(new Date(consent.at))}</p>
    <ul>
      ${consent.texts.map((text) => html`<li dir="auto">${text}</li>`)}
    </ul>`;
}

/** The whole report as a page to save or print. */
export function page(report: SecurityReport, t: ReportMessages): TemplateResult {
  const { startedAt, endedAt, verification } = report;
  return html`<h1>${t.title}</h1>
    <p>${t.created(new Date(report.createdAt))}</p>
    ${startedAt ? html`<p>${t.period(new Date(startedAt), endedAt ? new Date(endedAt) : null)}</p>` : nothing}
    <p>${t.anonymous}</p>
    <h2>${t.levelsTitle}</h2>
    <ol>
      ${report.levels.map(({ level, at }) => html`<li>${t.levelAt(t.levels[level], new Date(at))}</li>`)}
    </ol>
    <p>${t.asked[report.confidentiality.asked]} ${report.confidentiality.asked === 'any' ? '' : t.met[String(report.confidentiality.met) as 'true' | 'false']}</p>
    <h2>${t.verificationTitle}</h2>
    <p>${t.verification(verification)}</p>
    <p>${t.chat[report.chat]}</p>
    <h2>${t.connectionsTitle}</h2>
    <ul>
      ${report.connections.map((one) => html`<li>${t.connection(one)}</li>`)}
    </ul>
    <h2>${t.sheetTitle}</h2>
    ${reportView(report, t)}`;
}

function question(
  { key, marks }: ReportedQuestion,
  report: SecurityReport,
  t: ReportMessages,
): TemplateResult {
  const { title, answers } = t.questions[key];
  return html`<li>
    <strong>${title}</strong>
    <ul>
      ${answers.measured && !marks.includes('measured') ? html`<li>${t.unmeasured}</li>` : nothing}
      ${marks.map((mark) => {
        const text = answers[mark]?.(report);
        return text ? html`<li>${text} <em class="mark">${t.marks[mark]}</em></li>` : nothing;
      })}
    </ul>
  </li>`;
}

function claim({ key, mark, check }: ReportedClaim, t: ReportMessages): TemplateResult {
  const vouched =
    check === undefined || check === 'not-checked' || check === 'not-applicable'
      ? check && t.checks[check]
      : `${t.marks[mark]}\u00a0: ${t.checks[check]}`;
  return html`<li class=${check === 'not-met' ? 'unexpected' : ''}>
    ${t.claims[key]} <em class="mark">${vouched ?? t.marks[mark]}</em>
  </li>`;
}
