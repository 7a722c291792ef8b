/** Whether an element can fill the screen; browsers on iPhones allow it for videos only. */
export function canFillScreen(): boolean {
  return document.fullscreenEnabled === true;
}

/** Enters or leaves full screen with the element around `inside`. Must be called from a user gesture. */
export async function toggleFullScreen(inside: Element): Promise<void> {
  const root = inside.getRootNode();
  if (!(root instanceof ShadowRoot)) return;
  if (root.host.matches(':fullscreen')) await document.exitFullscreen();
  else await root.host.requestFullscreen();
}
