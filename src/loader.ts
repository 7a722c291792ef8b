// For pages that cannot write `type="module"`: a classic script that imports the module next to it.

/**
 * Returns the loader's own script element. The getter of `Document.prototype` is used because an element such as
 * `<img name="currentScript">` can shadow the property. A bundled loader has no script element of its own, so any
 * script that names this file is used.
 */
function ownTag(): HTMLScriptElement | null {
  const current: unknown = Reflect.get(Document.prototype, 'currentScript', document);
  if (current instanceof HTMLScriptElement && current.src) return current;
  return document.querySelector<HTMLScriptElement>('script[src*="visio-avocat-room.loader.js"]');
}

const tag = ownTag();
if (tag) {
  // A dynamic import uses the nonce of the importing script and needs no Trusted Type.
  const url = new URL('visio-avocat-room.js', tag.src).href;
  import(/* @vite-ignore */ /* webpackIgnore: true */ url).catch((error: unknown) =>
    console.error('<visio-avocat-room> could not be loaded:', error),
  );
} else {
  console.error('<visio-avocat-room>: the loader has to be a <script src> of its own, with its file name.');
}
