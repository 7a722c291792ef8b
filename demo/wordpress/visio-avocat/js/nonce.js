// For people who are logged in: WordPress takes their cookie for them only with its nonce in a header.
(() => {
  const { api, nonce, refresh } = document.currentScript.dataset;
  let current = nonce;

  // Capturing, so that it is added before the page's own listeners look. To our own interface only, never elsewhere.
  document.addEventListener(
    'visio-access',
    ({ detail: { url, headers } }) => {
      if (url.startsWith(api)) headers.set('X-WP-Nonce', current);
    },
    true,
  );

  // A nonce lasts half a day; a page may stay open for longer, sleep with its laptop, or come back from the browser's cache.
  let renewed = Date.now();
  let asking = false;
  const renew = async () => {
    if (asking || document.hidden || Date.now() - renewed < 3_600_000) return;
    asking = true;
    const answer = await fetch(refresh, { credentials: 'same-origin', cache: 'no-store' }).catch(() => null);
    const text = answer?.ok ? await answer.text().catch(() => '') : '';
    asking = false;
    // Without the network, or while the site is down, it is asked for again in a moment.
    if (!answer || answer.status >= 500) return;
    renewed = Date.now();
    if (/^[\da-f]{10}$/.test(text.trim())) current = text.trim();
  };
  document.addEventListener('visibilitychange', renew);
  addEventListener('pageshow', renew);
  setInterval(renew, 20_000);
})();
