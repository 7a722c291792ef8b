/** Milliseconds after which a chime that the browser has not let sound is given up: later it would say nothing. */
const LATE = 2000;

/** Plays two soft notes when a guest enters the waiting room. Does nothing if the browser blocks audio. */
export function chime(): void {
  if (typeof AudioContext === 'undefined') return;
  try {
    play(new AudioContext());
  } catch {
    // Without audio devices: the notification and the list tell too.
  }
}

function play(context: AudioContext): void {
  [659, 880].forEach((frequency, index) => {
    const start = context.currentTime + index * 0.18;
    const note = new OscillatorNode(context, { frequency });
    const gain = new GainNode(context, { gain: 0 });
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(0.08, start + 0.02);
    gain.gain.exponentialRampToValueAtTime(0.0001, start + 0.5);
    note.connect(gain).connect(context.destination);
    note.start(start);
    note.stop(start + 0.5);
  });
  setTimeout(() => void context.close().catch(() => undefined), LATE);
}
