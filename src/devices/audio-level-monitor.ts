import { closeAudioContext, openAudioContext } from './audio-context.ts';

/**
 * Measures a microphone's audio level: root mean square, 0 to 1, about ten times a second. Measures nothing where the
 * browser cannot: a call needs no meter.
 *
 * @returns A function that stops the monitor and releases its audio context.
 */
export function monitorAudioLevel(track: MediaStreamTrack, onLevel: (level: number) => void): () => void {
  const context = openAudioContext();
  if (!context) return () => undefined;
  let analyser: AnalyserNode;
  try {
    analyser = new AnalyserNode(context, { fftSize: 512 });
    context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  } catch {
    closeAudioContext(context);
    return () => undefined;
  }
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    onLevel(Math.min(1, Math.hypot(...samples) / Math.sqrt(samples.length)));
  }, 100);
  return () => {
    clearInterval(timer);
    closeAudioContext(context);
  };
}
