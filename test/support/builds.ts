/** The builds of the vendor's SDK, as the attribute `sdk` names them. */
export const BUILDS = ['video-client', 'client-sdk-video'] as const;
export type Build = (typeof BUILDS)[number];
/** One build for every case, or by turns from case to case. */
export type BuildChoice = Build | 'alternate';

/** So that each build has its share of every suite: the relay and Firefox, too, meet both. */
const START = 143;

/** The build for a case. By turns, it follows from the titles: a case keeps its build wherever it runs. */
export function buildFor(choice: BuildChoice, titles: readonly string[]): Build {
  if (choice !== 'alternate') return choice;
  const sum = [...titles.join(' › ')].reduce(
    (hash, letter) => (hash * 31 + letter.charCodeAt(0)) >>> 0,
    START,
  );
  // The high bits: the low ones follow from the last letters.
  return (sum >>> 16) % 2 === 0 ? 'video-client' : 'client-sdk-video';
}
