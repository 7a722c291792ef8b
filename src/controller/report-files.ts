// Saving and printing of the confidentiality report, in a chunk that is loaded on request.
import { render } from 'lit';
import { directionOf, type Language } from '../i18n/localize.ts';
import type { ReportMessages } from '../i18n/messages.ts';
import { confidentialityReport } from '../report/confidentiality-report.ts';
import type { SecurityReport } from '../report/report-types.ts';
import pageStyles from '../views/panels/report-page.css';
import { page, reportView } from '../views/panels/report-panel.ts';

export { confidentialityReport, reportView };

/** Saves the report as data or as a page that any browser opens. */
export function save(
  report: SecurityReport,
  format: 'json' | 'html',
  t: ReportMessages,
  language: Language,
): void {
  const day = report.createdAt.slice(0, 10);
  const [text, type] =
    format === 'json'
      ? [JSON.stringify(report, null, 2), 'application/json']
      : [documentOf(report, t, language), 'text/html;charset=utf-8'];
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = `confidentialite-${day}.${format}`;
  link.click();
  // The download has read the data by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Opens the browser's print dialog for the report alone. @param parent Parent of an invisible frame while printing. */
export function print(
  report: SecurityReport,
  t: ReportMessages,
  language: Language,
  parent: ParentNode,
): void {
  const frame = document.createElement('iframe');
  // Not `hidden`: content without layout prints as a blank page.
  Object.assign(frame.style, { position: 'fixed', inlineSize: '0', blockSize: '0', border: '0' });
  frame.title = t.title;
  parent.append(frame);
  const { contentWindow: view, contentDocument: paper } = frame;
  if (!view || !paper) {
    frame.remove();
    return;
  }
  // The page's Content-Security-Policy also applies to the frame, so no style element is used.
  const Sheet = (view as typeof view & typeof globalThis).CSSStyleSheet;
  const style = new Sheet();
  style.replaceSync(pageStyles.cssText);
  paper.adoptedStyleSheets = [style];
  paper.title = t.title;
  paper.documentElement.lang = language;
  paper.documentElement.dir = directionOf(language);
  render(page(report, t), paper.body);
  view.addEventListener('afterprint', () => frame.remove());
  view.print();
}

function documentOf(report: SecurityReport, t: ReportMessages, language: Language): string {
  const body = document.createElement('div');
  render(page(report, t), body);
  const comments = document.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
  const marks: Node[] = [];
  while (comments.nextNode()) marks.push(comments.currentNode);
  for (const mark of marks) mark.parentNode?.removeChild(mark);
  return `<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${t.title}</title>
<style>${pageStyles.cssText}</style>
<body>${body.innerHTML}</body>
</html>
`;
}
