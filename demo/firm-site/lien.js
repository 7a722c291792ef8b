/*
 * A personal link stands after the `#`, which browsers send to nobody: no log and no Referer holds it. It is exchanged
 * for a cookie by POST, then leaves the address. Until then nobody can press in the element, as the firm would not know
 * them.
 */
const isLink = (part) => part.startsWith('a=');
// Read anew each time: the element takes its own part away.
const parts = () => location.hash.slice(1).split('&');
const link = parts().find(isLink)?.slice(2);
if (link !== undefined) await exchange(link);

async function exchange(link) {
  const room = document.querySelector('visio-avocat-room');
  room.inert = true;
  let answer = await ask(link);
  while (answer === undefined) {
    document.querySelector('#lien').hidden = false;
    await new Promise((resolve) => setTimeout(resolve, 3000));
    answer = await ask(link);
  }
  const rest = parts()
    .filter((part) => !isLink(part))
    .join('&');
  history.replaceState(history.state, '', location.pathname + (rest && `#${rest}`));
  if (answer !== 'taken' && answer !== 'invalid') {
    document.querySelector('#lien').hidden = true;
    room.inert = false;
    return;
  }
  location.replace(answer === 'taken' ? '/lien-deja-utilise' : '/lien-invalide');
}

/** @returns what the firm says of the link; `undefined` when it does not answer, or not yet */
async function ask(link) {
  const room = location.pathname.split('/').at(-1);
  const response = await fetch(`/api/visio/${room}/link`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ link }),
  }).catch(() => undefined);
  if (response === undefined || response.status === 429 || response.status >= 500) return undefined;
  if (response.ok) return 'known';
  return response.status === 403 ? 'taken' : 'invalid';
}
