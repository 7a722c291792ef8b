/** Names of the SAS pictures, in the order of `verification/pictures.ts`. */
export const pictureNames: readonly string[] = [
  ...['anchor', 'apple', 'banana', 'bell', 'bicycle', 'bird', 'bone', 'book'],
  ...['briefcase', 'brush', 'bus', 'cake', 'camera', 'carrot', 'castle', 'cat'],
  ...['church', 'cloud', 'biscuit', 'crown', 'dice', 'dog', 'drop', 'drum'],
  ...['ear', 'factory', 'fish', 'flag', 'flame', 'flower', 'gift', 'glasses'],
  ...['grapes', 'guitar', 'hammer', 'heart', 'hourglass', 'house', 'key', 'lamp'],
  ...['leaf', 'light bulb', 'magnet', 'moon', 'mountain', 'paper clip', 'pencil', 'piano'],
  ...['plane', 'rabbit', 'rocket', 'sailing boat', 'scissors', 'shirt', 'snail', 'snowflake'],
  ...['star', 'sun', 'telescope', 'tent', 'tractor', 'trophy', 'tortoise', 'umbrella'],
];
