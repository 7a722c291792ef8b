import type { DisposableScope } from './disposable-scope.ts';

/**
 * Returns the `AudioContext` of the compartment, closed on disposal. The SDK measures levels with it and copes with none,
 * but not with one whose nodes fail: that would end the call.
 */
export function audioContextClass(lifetime: DisposableScope): typeof AudioContext | undefined {
  if (typeof AudioContext === 'undefined') return undefined;
  return class extends AudioContext {
    constructor(options?: AudioContextOptions) {
      super(options);
      lifetime.adopt(this, () => void this.close().catch(() => undefined));
      // Throws now, where the SDK expects it.
      this.createAnalyser();
    }

    override createMediaStreamSource(stream: MediaStream): MediaStreamAudioSourceNode {
      try {
        return super.createMediaStreamSource(stream);
      } catch {
        // A node without input: silence.
        return Object.assign(this.createGain(), { mediaStream: stream });
      }
    }
  };
}
