// For pages that cannot write `type="module"`: a classic script that imports the module beside it.

/**
 * The script's own tag, as the document's class has it: a page's `<img name="currentScript">` would stand in for it.
 * A script that was put together with others has no tag of its own: then any that names this file.
 */
function ownTag(): HTMLScriptElement | null {
  const current: unknown = Reflect.get(Document.prototype, 'currentScript', document);
  if (current instanceof HTMLScriptElement && current.src) return current;
  return document.querySelector<HTMLScriptElement>('script[src*="visio-avocat-room.loader.js"]');
}

const tag = ownTag();
if (tag) {
  // The import carries the nonce of the script that asks for it, and no Trusted Type is needed.
  const url = new URL('visio-avocat-room.js', tag.src).href;
  import(/* @vite-ignore */ /* webpackIgnore: true */ url).catch((error: unknown) =>
    console.error('<visio-avocat-room> could not be loaded:', error),
  );
} else {
  console.error('<visio-avocat-room>: the loader has to be a <script src> of its own, with its file name.');
}
