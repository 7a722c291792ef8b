// Runs before everything else on a lobby's page and notes when its join button is painted and can be pressed.

/** What the page's lobby cost. */
export interface LobbyCost {
  /** Milliseconds since the navigation began. */
  readonly usable: number;
  /** Addresses of all that the page has loaded until then, besides itself. */
  readonly files: readonly string[];
  /** Elements in the lobby. */
  readonly elements: number;
}

declare global {
  interface Window {
    lobby: Promise<LobbyCost>;
  }
}

/** The join button's root, once a press in the middle of the button would reach it. */
function usableLobby(): ShadowRoot | null {
  const root = document.body?.firstElementChild?.shadowRoot;
  const button = root?.querySelector('button.join');
  if (!root || !button) return null;
  const { x, y, width, height } = button.getBoundingClientRect();
  const reached = root.elementFromPoint(x + width / 2, y + height / 2);
  return width > 0 && button.contains(reached) ? root : null;
}

function costOf(root: ShadowRoot): LobbyCost {
  return {
    usable: performance.now(),
    files: performance.getEntriesByType('resource').map(({ name }) => name),
    elements: root.querySelectorAll('*').length,
  };
}

window.lobby = new Promise((resolve) => {
  const look = () => {
    const root = usableLobby();
    if (!root) {
      requestAnimationFrame(look);
      return;
    }
    // The frame that this callback belongs to is painted before the message is received.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(costOf(root));
    port2.postMessage(null);
  };
  requestAnimationFrame(look);
});
