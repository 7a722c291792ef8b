import type { ChildPart } from 'lit';
import { AsyncDirective, directive } from 'lit/async-directive.js';
import { endFloating, keepInPlace } from './picture-in-picture.ts';

/** Places a playing video in the tree. The element is only ever moved, never made anew, so that the picture does not blink. */
class MountMedia extends AsyncDirective {
  #video: HTMLVideoElement | null = null;

  override update(_part: ChildPart, [video, part]: Parameters<this['render']>): HTMLVideoElement {
    this.#video = video;
    return this.render(video, part);
  }

  override render(video: HTMLVideoElement, part: string): HTMLVideoElement {
    if (!video.hasAttribute('part')) {
      keepInPlace(video);
      // Whose picture it is stands beside it; the SDK's words for browsers without WebRTC are nobody's here.
      video.ariaHidden = 'true';
      // Firefox walks to videos by Tab.
      video.tabIndex = -1;
      video.textContent = '';
    }
    video.setAttribute('part', part);
    video.playsInline = true;
    // A media element that was out of the document for a moment is paused.
    queueMicrotask(() => {
      if (video.isConnected && video.paused) video.play().catch(() => undefined);
    });
    return video;
  }

  /** What is no longer shown must not go on floating: a pause covers everything. */
  override disconnected(): void {
    if (this.#video) endFloating(this.#video);
  }
}

export const mountMedia = directive(MountMedia);
