/** Features that the page can remove with `controlslist`, as with HTML's media elements. */
export const FEATURES = [
  'chat',
  'screenshare',
  'settings',
  'fullscreen',
  'pictureinpicture',
  'participants',
  'security',
] as const;

export type Feature = (typeof FEATURES)[number];

/** Returns the features that remain; unknown keywords are ignored. */
export function featuresOf(controlsList: string): ReadonlySet<Feature> {
  const words = controlsList.toLowerCase().split(/\s+/);
  return new Set(FEATURES.filter((feature) => !words.includes(`no${feature}`)));
}
