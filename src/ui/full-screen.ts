/** Whether an element may fill the screen here: phones of one maker let only films do so. */
export function canFillScreen(): boolean {
  return document.fullscreenEnabled === true;
}

/** Lets the element around `inside` fill the screen, or no longer. To be called at a press. */
export async function toggleFullScreen(inside: Element): Promise<void> {
  const root = inside.getRootNode();
  if (!(root instanceof ShadowRoot)) return;
  if (root.host.matches(':fullscreen')) await document.exitFullscreen();
  else await root.host.requestFullscreen();
}
