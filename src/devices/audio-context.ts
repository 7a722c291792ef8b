/** The audio contexts in use, which a browser may suspend until a user gesture (Web Audio API, "allowed to start"). */
const opened = new Set<AudioContext>();

/** Opens an audio context; `null` where the browser has none, or opens no more. */
export function openAudioContext(): AudioContext | null {
  try {
    const context = new AudioContext();
    opened.add(context);
    return context;
  } catch {
    return null;
  }
}

export function closeAudioContext(context: AudioContext): void {
  opened.delete(context);
  context.close().catch(() => undefined);
}

/** Resumes those that are suspended. Must be called from a user gesture. */
export function resumeAudio(): void {
  for (const context of opened) {
    if (context.state === 'suspended') context.resume().catch(() => undefined);
  }
}
