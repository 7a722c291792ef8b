import { adoptStyles as adopt, type CSSResultOrNative, supportsAdoptingStyleSheets } from 'lit';

/** Gives a shadow root its style sheets. A constructed sheet can be used in no document but the one it was made for. */
export function adoptStyles(root: ShadowRoot, sheets: readonly CSSResultOrNative[]): void {
  const view = root.ownerDocument.defaultView;
  // A document without a window shows nothing.
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
