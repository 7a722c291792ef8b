import type { LineOptions } from '../../../src/private-line/private-line.ts';

export type LineNames = Pick<LineOptions, 'session' | 'self' | 'peer'>;
/** The members of the first frame that say who speaks to whom. */
type Hello = Readonly<Record<'session' | 'from' | 'to' | 'name' | 'sees', string>>;

/** Returns what the first frame of the other end says differently from what this end is told, if anything. */
export function helloFault(
  { session, self, peer }: LineNames,
  ownFingerprint: string,
  frame = '{}',
): string | undefined {
  const said = JSON.parse(frame) as Hello;
  const told: Hello = { session, from: peer.id, to: self.id, name: peer.name, sees: ownFingerprint };
  return (['session', 'from', 'to', 'name', 'sees'] as const).find((key) => said[key] !== told[key]);
}
