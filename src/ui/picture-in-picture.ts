/** Whether a picture may float above other windows here. */
export function canFloat(): boolean {
  return document.pictureInPictureEnabled === true;
}

/** Lets a picture float above other windows, or no longer. To be called at a press. */
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

/** Ends it, if it is this one that floats. */
export function endFloating(video: HTMLVideoElement): void {
  if (floatingBeside(video) === video) document.exitPictureInPicture().catch(() => undefined);
}

function floatingBeside(video: HTMLVideoElement): Element | null {
  const root = video.getRootNode();
  return root instanceof ShadowRoot ? root.pictureInPictureElement : null;
}

/** Keeps browsers from offering by themselves to show a confidential picture elsewhere. */
export function keepInPlace(video: HTMLVideoElement): void {
  video.disablePictureInPicture = true;
  video.disableRemotePlayback = true;
}
