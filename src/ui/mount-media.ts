import type { ChildPart } from 'lit';
import { AsyncDirective, directive } from 'lit/async-directive.js';
import { endFloating, keepInPlace } from './picture-in-picture.ts';

/** Mounts a playing video. The element is moved, never recreated, so that the video does not flicker. */
class MountMedia extends AsyncDirective {
  #video: HTMLVideoElement | null = null;

  override update(_part: ChildPart, [video, part]: Parameters<this['render']>): HTMLVideoElement {
    this.#video = video;
    return this.render(video, part);
  }

  override render(video: HTMLVideoElement, part: string): HTMLVideoElement {
    if (!video.hasAttribute('part')) {
      keepInPlace(video);
      // A name next to the video identifies it; the SDK's fallback text for browsers without WebRTC is not needed.
      video.ariaHidden = 'true';
      // Firefox makes videos focusable by Tab.
      video.tabIndex = -1;
      video.textContent = '';
    }
    video.setAttribute('part', part);
    video.playsInline = true;
    // A media element is paused when it leaves the document, even briefly.
    queueMicrotask(() => {
      if (video.isConnected && video.paused) video.play().catch(() => undefined);
    });
    return video;
  }

  /** A video that is removed must leave picture-in-picture: the privacy screen hides everything. */
  override disconnected(): void {
    if (this.#video) endFloating(this.#video);
  }
}

export const mountMedia = directive(MountMedia);
