/**
 * The 64 pictures of the SAS, six bits each: names of Lucide icons.
 * The order is part of the protocol: to change it, or to rename a picture, needs a new `SAS_VERSION`.
 */
export const pictures = [
  ...['anchor', 'apple', 'banana', 'bell', 'bike', 'bird', 'bone', 'book'],
  ...['briefcase', 'brush', 'bus', 'cake', 'camera', 'carrot', 'castle', 'cat'],
  ...['church', 'cloud', 'cookie', 'crown', 'dice-5', 'dog', 'droplet', 'drum'],
  ...['ear', 'factory', 'fish', 'flag', 'flame', 'flower', 'gift', 'glasses'],
  ...['grape', 'guitar', 'hammer', 'heart', 'hourglass', 'house', 'key', 'lamp'],
  ...['leaf', 'lightbulb', 'magnet', 'moon', 'mountain', 'paperclip', 'pencil', 'piano'],
  ...['plane', 'rabbit', 'rocket', 'sailboat', 'scissors', 'shirt', 'snail', 'snowflake'],
  ...['star', 'sun', 'telescope', 'tent', 'tractor', 'trophy', 'turtle', 'umbrella'],
] as const;

/** The stable id of a picture: the file name of a Lucide icon. */
export type Picture = (typeof pictures)[number];
