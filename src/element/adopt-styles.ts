import { adoptStyles as adopt, type CSSResultOrNative, supportsAdoptingStyleSheets } from 'lit';

/**
 * Applies style sheets to a shadow root. A constructed style sheet works only in the document that created it, so
 * another document gets copies.
 */
export function adoptStyles(root: ShadowRoot, sheets: readonly CSSResultOrNative[]): void {
  const view = root.ownerDocument.defaultView;
  // A document without a window renders nothing.
  if (!view) return;
  if (view === window || !supportsAdoptingStyleSheets) {
    adopt(root, [...sheets]);
    return;
  }
  root.adoptedStyleSheets = sheets.map((sheet) => {
    const copy = new view.CSSStyleSheet();
    copy.replaceSync('cssText' in sheet ? sheet.cssText : '');
    return copy;
  });
}
