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

  // A nonce lasts half a day; a page may stay open for longer. The sleep of a laptop stops timers: hence also on return.
  let asked = Date.now();
  const renew = async () => {
    if (document.hidden || Date.now() - asked < 3_600_000) return;
    asked = Date.now();
    const answer = await fetch(refresh, { credentials: 'same-origin', cache: 'no-store' }).catch(() => null);
    const text = answer?.ok ? (await answer.text()).trim() : '';
    if (/^[\da-f]{10}$/.test(text)) current = text;
  };
  document.addEventListener('visibilitychange', renew);
  setInterval(renew, 600_000);
})();
