import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import '../../src/define.ts';
import { VisioAvocatRoom } from '../../src/element/visio-avocat-room.ts';
import { VisioError } from '../../src/error.ts';

type Access = NonNullable<VisioAvocatRoom['accessProvider']>;
const refusing =
  (error: unknown): Access =>
  () =>
    Promise.reject(error);
const hanging: Access = (_, { signal }) =>
  new Promise((_resolve, reject) =>
    signal.addEventListener('abort', () => reject(new VisioError('aborted'))),
  );

const shadow = (element: VisioAvocatRoom, selector: string): HTMLElement => {
  const found = element.renderRoot.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
};
const text = (element: VisioAvocatRoom) => shadow(element, '.room').textContent?.replace(/\s+/g, ' ') ?? '';

async function room(markup = html`<visio-avocat-room display-name="Zoé" room="r"></visio-avocat-room>`) {
  return fixture<VisioAvocatRoom>(markup);
}

async function code(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    return error instanceof VisioError ? error.code : String(error);
  }
  return 'none';
}

/** What `getUserMedia` gave out during a test. */
let tracks: MediaStreamTrack[] = [];
/** How often it was called. */
let questions = 0;
const realAsk = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
beforeEach(() => {
  tracks = [];
  questions = 0;
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    questions++;
    const stream = await realAsk(wanted);
    tracks.push(...stream.getTracks());
    return stream;
  };
});
afterEach(() => {
  navigator.mediaDevices.getUserMedia = realAsk;
});

describe('the element', () => {
  it('is one name in the registry, and a second copy of the script leaves it in place', async () => {
    const warned: unknown[] = [];
    const { warn } = console;
    console.warn = (...said) => warned.push(said);
    await import(`../../src/define.ts?second=${'copy'}`);
    console.warn = warn;
    expect(customElements.get('visio-avocat-room')).to.equal(VisioAvocatRoom);
    expect(warned).to.have.length(1);
  });

  it('begins in the lobby, with nothing open and nobody in it', async () => {
    const element = await room();
    expect(element.phase).to.equal('lobby');
    expect(element.participants).to.deep.equal([]);
    expect(tracks).to.have.length(0);
  });

  it('is accessible in the lobby, with and without an error', async () => {
    const element = await room(html`<visio-avocat-room firm="Cabinet" privacy-url="/c"></visio-avocat-room>`);
    await expect(element).to.be.accessible();
    await code(element.join());
    await element.updateComplete;
    await expect(element).to.be.accessible();
  });

  it('asks for the name, at the field, and keeps what was typed', async () => {
    const element = await room(html`<visio-avocat-room room="r"></visio-avocat-room>`);
    expect(await code(element.join())).to.equal('name-missing');
    await waitUntil(() => element.shadowRoot?.activeElement?.id === 'name');
    const field = shadow(element, '#name') as HTMLInputElement;
    expect(field.getAttribute('aria-invalid')).to.equal('true');
    field.value = '  Zoé  ';
    field.dispatchEvent(new Event('input'));
    await element.updateComplete;
    expect(field.getAttribute('aria-invalid')).to.equal('false');
    element.accessProvider = refusing(new VisioError('room-not-found'));
    expect(await code(element.join())).to.equal('room-not-found');
    await element.updateComplete;
    (element.renderRoot.querySelectorAll('.choices button')[0] as HTMLElement).click();
    await element.updateComplete;
    expect((shadow(element, '#name') as HTMLInputElement).value).to.equal('  Zoé  ');
  });

  it('gives the access provider the room, the name, the language and the certificate’s fingerprint', async () => {
    let asked: Readonly<Record<string, unknown>> = {};
    const element = await room(
      html`<visio-avocat-room lang="de" display-name=" Zoé " room="r"></visio-avocat-room>`,
    );
    element.accessProvider = (request) => {
      asked = { ...request };
      return Promise.reject(new VisioError('closed'));
    };
    await code(element.join());
    const { fingerprint, ...others } = asked;
    expect(others).to.deep.equal({ room: 'r', displayName: 'Zoé', lang: 'de' });
    expect(fingerprint).to.match(/^sha-256 [0-9A-F]{2}(:[0-9A-F]{2}){31}$/);
  });

  it('takes a grant of the wrong shape for what it is', async () => {
    const element = await room();
    element.accessProvider = (() => Promise.resolve({ token: 1 })) as unknown as Access;
    expect(await code(element.join())).to.equal('endpoint-invalid');
  });

  it('says so when the page gives no endpoint, or a script for one', async () => {
    const element = await room();
    expect(await code(element.join())).to.equal('endpoint-missing');
    element.endpoint = 'javascript:alert(1)';
    expect(await code(element.join())).to.equal('endpoint-missing');
    await element.updateComplete;
    expect(text(element)).to.contain('Cette salle n’est pas encore reliée au cabinet.');
  });

  it('opens nothing for somebody who is gone before the engine is there', async () => {
    const element = await room();
    shadow(element, '.preview-empty button').click();
    await element.updateComplete;
    expect(text(element)).to.contain('Répondez à la question');
    element.remove();
    // A second element's engine comes after the first one's, from the same file.
    const other = await room();
    await code(other.join());
    await waitUntil(() => text(other).includes('pas encore reliée'));
    expect(questions).to.equal(0);
    document.body.append(element);
    await element.updateComplete;
    expect(text(element)).to.contain('Vérifier ma caméra');
    element.remove();
  });

  it('opens what was left on before the engine was there', async () => {
    const element = await room();
    const camera = shadow(element, '[part~=control-camera]');
    camera.click();
    await element.updateComplete;
    expect(camera.getAttribute('aria-pressed')).to.equal('false');
    shadow(element, '.preview-empty button').click();
    await waitUntil(() => tracks.length > 0);
    await waitUntil(() => element.renderRoot.querySelector('.level') !== null);
    expect(tracks.map(({ kind }) => kind)).to.deep.equal(['audio']);
    expect(camera.getAttribute('aria-pressed')).to.equal('false');
    element.remove();
    await waitUntil(() => tracks.every(({ readyState }) => readyState === 'ended'));
  });

  it('lets no attribute carry a script or a foreign file', async () => {
    const element = await room(
      html`<visio-avocat-room privacy-url="javascript:alert(1)" sdk="https://evil.example/x.js"></visio-avocat-room>`,
    );
    expect(element.renderRoot.querySelector('a')).to.equal(null);
  });

  it('shows hostile strings as text', async () => {
    const element = await room();
    element.firm = '<img src=x onerror="window.hit = 1">';
    element.accessProvider = refusing(
      new VisioError('refused', { message: '<script>window.hit = 1</script>' }),
    );
    await element.updateComplete;
    expect(text(element)).to.contain('<img src=x');
    await code(element.join());
    await element.updateComplete;
    expect(text(element)).to.contain('<script>window.hit');
    expect(Reflect.has(window, 'hit')).to.equal(false);
    expect(element.renderRoot.querySelector('img, script')).to.equal(null);
  });

  it('tells each phase, and an error, by events that cross shadow roots', async () => {
    const element = await room();
    const phases: string[] = [];
    const listen = (event: Event) => phases.push((event as CustomEvent).detail.phase);
    document.addEventListener('visio-phase', listen);
    element.accessProvider = refusing(new VisioError('closed'));
    const failing = oneEvent(element, 'visio-error');
    const joined = code(element.join());
    const { detail } = await failing;
    await joined;
    document.removeEventListener('visio-phase', listen);
    expect(detail.error.code).to.equal('closed');
    expect(phases).to.deep.equal(['requesting', 'failed']);
  });

  it('lets the page cancel a request for access, or add headers', async () => {
    const element = await room(
      html`<visio-avocat-room endpoint="/api/visio" room="r" display-name="Zoé"></visio-avocat-room>`,
    );
    const realFetch = window.fetch;
    const headers: (string | null)[] = [];
    window.fetch = async (request) => {
      headers.push((request as Request).headers.get('X-Dossier'));
      return new Response('', { status: 410 });
    };
    element.addEventListener('visio-access', ({ detail }) => detail.headers.set('X-Dossier', '12'), {
      once: true,
    });
    expect(await code(element.join())).to.equal('closed');
    element.addEventListener('visio-access', (event) => event.preventDefault(), { once: true });
    expect(await code(element.join())).to.equal('aborted');
    window.fetch = realFetch;
    expect(headers).to.deep.equal(['12']);
  });

  for (const [what, name] of [
    ['a missing', null],
    ['an empty', ''],
    ['a blank', ' \n'],
  ] as const) {
    it(`never lets strangers meet: ${what} room is an error before anything is asked`, async () => {
      const lines: unknown[] = [];
      const { error } = console;
      console.error = (...said) => lines.push(...said);
      const asked: string[] = [];
      const element = await room(
        html`<visio-avocat-room endpoint="/api/visio" display-name="Zoé"></visio-avocat-room>`,
      );
      if (name !== null) element.room = name;
      element.addEventListener('visio-access', ({ detail }) => asked.push(detail.url));
      const told = oneEvent(element, 'visio-error');
      shadow(element, '.join').click();
      expect((await told).detail.error.code).to.equal('room-missing');
      expect(await code(element.join())).to.equal('room-missing');
      await waitUntil(() => lines.length > 0);
      console.error = error;
      await waitUntil(() => text(element).includes('Cette page ne dit pas de quel rendez‑vous il s’agit.'));
      expect(element.phase).to.equal('lobby');
      expect([asked, questions]).to.deep.equal([[], 0]);
      expect(lines[0]).to.contain('room-missing: expected the attribute room');
    });
  }

  it('shows a failure where the page has taken attributes away again', async () => {
    const element = await room();
    for (const name of ['phone', 'shortcuts', 'controlslist', 'firm']) {
      element.setAttribute(name, 'x');
      element.removeAttribute(name);
    }
    element.accessProvider = () => Promise.reject({ code: 'closed' });
    expect(await code(element.join())).to.equal('closed');
    await element.updateComplete;
    expect(element.shadowRoot?.querySelector('h1')?.textContent).to.contain('terminé');
  });

  it('can be cancelled, and shows one’s own picture again', async () => {
    const element = await room();
    element.accessProvider = hanging;
    const joined = code(element.join());
    await waitUntil(() => element.phase === 'requesting');
    await element.updateComplete;
    expect(element.shadowRoot?.querySelector('h1')?.textContent).to.contain('Demande d’accès');
    await element.leave();
    expect(await joined).to.equal('aborted');
    expect(element.phase).to.equal('lobby');
  });

  it('does not join twice at once', async () => {
    const element = await room();
    element.accessProvider = hanging;
    const first = code(element.join());
    expect(await code(element.join())).to.equal('not-allowed');
    await waitUntil(() => element.phase === 'requesting');
    await element.leave();
    await first;
  });

  it('frees the devices when it leaves the page, in whatever phase', async () => {
    const element = await room();
    element.accessProvider = hanging;
    const joined = code(element.join());
    await waitUntil(() => element.phase === 'requesting');
    expect(tracks.map(({ readyState }) => readyState)).to.deep.equal(['live', 'live']);
    element.remove();
    expect(await joined).to.equal('aborted');
    await waitUntil(() => tracks.every(({ readyState }) => readyState === 'ended'));
  });

  it('goes on when it is moved within one task', async () => {
    const element = await room();
    element.accessProvider = hanging;
    const joined = code(element.join());
    await waitUntil(() => element.phase === 'requesting');
    const removed = await room();
    removed.accessProvider = hanging;
    const ended = code(removed.join());
    await waitUntil(() => removed.phase === 'requesting');
    const elsewhere = document.body.appendChild(document.createElement('div'));
    elsewhere.append(element);
    removed.remove();
    // By the time that the removal of one is noticed, so would have been that of the other.
    await ended;
    expect(element.phase).to.equal('requesting');
    await element.leave();
    await joined;
    elsewhere.remove();
  });

  it('keeps the focus inside when a view gives way to the next', async () => {
    const element = await room();
    element.accessProvider = refusing(new VisioError('closed'));
    const button = shadow(element, '.join');
    button.focus();
    button.click();
    await waitUntil(() => element.phase === 'failed');
    await waitUntil(() => element.shadowRoot?.activeElement?.id === 'title');
    expect(element.shadowRoot?.activeElement?.textContent).to.contain('terminé');
  });

  it('joins by itself with skip-lobby', async () => {
    let asked = 0;
    const element = document.createElement('visio-avocat-room');
    Object.assign(element, {
      displayName: 'Zoé',
      skipLobby: true,
      accessProvider: () => {
        asked++;
        return Promise.reject(new VisioError('closed'));
      },
    });
    document.body.append(element);
    await waitUntil(() => element.phase === 'failed');
    expect(asked).to.equal(1);
    element.remove();
  });

  it('switches devices before the call without opening them', async () => {
    const element = await room(
      html`<visio-avocat-room camera="off" room="r" display-name="Zoé"></visio-avocat-room>`,
    );
    expect(shadow(element, '[part~="control-camera"]').getAttribute('aria-pressed')).to.equal('false');
    await element.setCamera(true);
    await element.setMicrophone(false);
    await element.updateComplete;
    expect(shadow(element, '[part~="control-camera"]').getAttribute('aria-pressed')).to.equal('true');
    expect(shadow(element, '[part~="control-microphone"]').getAttribute('aria-pressed')).to.equal('false');
    expect(tracks).to.have.length(0);
  });

  it('refuses a host’s methods outside a call', async () => {
    const element = await room();
    for (const act of [element.admit('x'), element.refuse('x'), element.mute('x'), element.remove('x')]) {
      expect(await code(act)).to.equal('not-connected');
    }
    expect(element.isConnected).to.equal(true);
  });

  it('never listens on the window', async () => {
    const listened: string[] = [];
    const { addEventListener } = window;
    window.addEventListener = (...[type]: Parameters<typeof window.addEventListener>) => {
      listened.push(type);
    };
    const element = await room();
    element.accessProvider = refusing(new VisioError('closed'));
    await code(element.join());
    window.addEventListener = addEventListener;
    expect(listened).to.deep.equal([]);
  });

  it('shows its phase to style sheets', async function () {
    if (!CSS.supports('selector(:state(x))')) this.skip();
    const element = await room();
    expect(element.matches(':state(lobby)')).to.equal(true);
    element.accessProvider = hanging;
    const joining = element.join().catch(() => undefined);
    await waitUntil(() => element.matches(':state(requesting)'));
    expect(element.matches(':state(lobby)')).to.equal(false);
    await element.leave();
    await joining;
    await waitUntil(() => element.matches(':state(lobby)'));
  });

  describe('speaks the language of the page around it', () => {
    const joinIn = { en: 'Join', fr: 'Rejoindre' };
    const button = (element: VisioAvocatRoom) => shadow(element, '.primary').textContent?.trim();
    const speaks = (element: VisioAvocatRoom, lang: string) =>
      waitUntil(
        () => element.renderRoot.querySelector<HTMLElement>('.room')?.lang === lang,
        `speaks ${lang}`,
      );

    it('from the first picture on', async () => {
      const place = document.createElement('div');
      place.lang = 'en-GB';
      place.innerHTML = '<visio-avocat-room room="r"></visio-avocat-room>';
      document.body.append(place);
      const element = place.firstElementChild as VisioAvocatRoom;
      await element.updateComplete;
      expect(button(element)).to.equal(joinIn.en);
      place.remove();
    });

    it('and follows it, its own attribute first, without losing what was typed', async () => {
      const place = await fixture<HTMLElement>(
        html`<div lang="en"><visio-avocat-room room="r"></visio-avocat-room></div>`,
      );
      const element = place.querySelector('visio-avocat-room') as VisioAvocatRoom;
      await speaks(element, 'en');
      const name = shadow(element, '#name') as HTMLInputElement;
      name.value = 'Zoé';
      name.dispatchEvent(new Event('input', { bubbles: true }));
      place.lang = 'de';
      await speaks(element, 'de');
      expect(button(element)).not.to.equal(joinIn.en);
      expect((shadow(element, '#name') as HTMLInputElement).value).to.equal('Zoé');
      element.lang = 'ar';
      await speaks(element, 'ar');
      expect(shadow(element, '.room').dir).to.equal('rtl');
      place.lang = 'nl';
      await element.updateComplete;
      expect(shadow(element, '.room').lang).to.equal('ar');
      element.removeAttribute('lang');
      await speaks(element, 'nl');
      place.lang = 'tlh';
      await speaks(element, 'fr');
      expect(button(element)).to.equal(joinIn.fr);
    });

    it('is accessible in a language that is read from the right', async () => {
      const element = await fixture<VisioAvocatRoom>(
        html`<visio-avocat-room room="r" lang="ar"></visio-avocat-room>`,
      );
      await speaks(element, 'ar');
      await expect(element).to.be.accessible();
    });
  });
});
