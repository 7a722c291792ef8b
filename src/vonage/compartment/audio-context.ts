import type { DisposableScope } from './disposable-scope.ts';
import { madeBy } from './whole-class.ts';

/**
 * Returns the `AudioContext` of the compartment, closed on disposal. The SDK measures levels with it and copes with none,
 * but not with one whose nodes fail: that would end the call.
 */
export function audioContextClass(lifetime: DisposableScope): typeof AudioContext | undefined {
  if (typeof AudioContext === 'undefined') return undefined;
  return madeBy(AudioContext, (given) => {
    const context = new AudioContext(...given);
    lifetime.adopt(context, () => void context.close().catch(() => undefined));
    // Throws now, where the SDK expects it.
    context.createAnalyser();
    const create = context.createMediaStreamSource.bind(context);
    context.createMediaStreamSource = (stream) => {
      try {
        return create(stream);
      } catch {
        // A node without input: silence.
        return Object.assign(context.createGain(), { mediaStream: stream });
      }
    };
    return context;
  });
}
