/** Whether a picture may float above other windows here. */
export function canFloat(): boolean {
  return document.pictureInPictureEnabled === true;
}

/** Lets a picture float above other windows, or no longer. To be called at a press. */
export async function toggleFloating(video: HTMLVideoElement): Promise<void> {
  const root = video.getRootNode();
  const floating = root instanceof ShadowRoot ? root.pictureInPictureElement : null;
  if (floating) {
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

/** Keeps browsers from offering by themselves to show a confidential picture elsewhere. */
export function keepInPlace(video: HTMLVideoElement): void {
  video.disablePictureInPicture = true;
  video.disableRemotePlayback = true;
}
