// The element, driven by its public methods.
import type { VisioAvocatRoom } from '../../../src/element/visio-avocat-room.ts';
import { firstFrameOf } from './call-driver.ts';

const element = document.querySelector('visio-avocat-room') as VisioAvocatRoom;

/** The first video that is not the person's own picture. */
function remoteVideo(root: ShadowRoot): HTMLVideoElement | undefined {
  return [...root.querySelectorAll('video')].find(
    (video) => !video.closest('[part~=self-view], [part~=preview]'),
  );
}

function nextRemoteVideo(root: ShadowRoot): Promise<HTMLVideoElement> {
  return new Promise((resolve) => {
    const look = () => {
      const video = remoteVideo(root);
      if (!video) return;
      observer.disconnect();
      resolve(video);
    };
    const observer = new MutationObserver(look);
    observer.observe(root, { subtree: true, childList: true });
    look();
  });
}

window.call = {
  intend() {
    element.shadowRoot?.querySelector('form')?.dispatchEvent(new PointerEvent('pointerenter'));
  },
  join: () => element.join(),
  async remoteFrame() {
    if (element.shadowRoot) await firstFrameOf(await nextRemoteVideo(element.shadowRoot));
  },
  leave() {
    const left = new Promise<void>((resolve) =>
      element.addEventListener('visio-left', () => resolve(), { once: true }),
    );
    element.leave();
    return left;
  },
};
