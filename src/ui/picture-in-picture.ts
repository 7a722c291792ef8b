/** Whether the browser supports picture-in-picture. */
export function canFloat(): boolean {
  return document.pictureInPictureEnabled === true;
}

/** Enters or leaves picture-in-picture. Must be called from a user gesture. */
export async function toggleFloating(video: HTMLVideoElement): Promise<void> {
  if (floatingBeside(video)) {
    await document.exitPictureInPicture();
    return;
  }
  video.disablePictureInPicture = false;
  const withhold = () => {
    video.disablePictureInPicture = true;
  };
  video.addEventListener('leavepictureinpicture', withhold, { once: true });
  await video.requestPictureInPicture().catch(withhold);
}

/** Leaves picture-in-picture if this video is in it. */
export function endFloating(video: HTMLVideoElement): void {
  if (floatingBeside(video) === video) document.exitPictureInPicture().catch(() => undefined);
}

function floatingBeside(video: HTMLVideoElement): Element | null {
  const root = video.getRootNode();
  return root instanceof ShadowRoot ? root.pictureInPictureElement : null;
}

/** Keeps browsers from offering to show a confidential video elsewhere. */
export function keepInPlace(video: HTMLVideoElement): void {
  video.disablePictureInPicture = true;
  video.disableRemotePlayback = true;
}
