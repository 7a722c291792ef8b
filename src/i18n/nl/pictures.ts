/** Names of the SAS pictures, in the order of `verification/pictures.ts`. */
export const pictureNames: readonly string[] = [
  ...['anker', 'appel', 'banaan', 'bel', 'fiets', 'vogel', 'bot', 'boek'],
  ...['aktetas', 'kwast', 'bus', 'taart', 'fototoestel', 'wortel', 'kasteel', 'kat'],
  ...['kerk', 'wolk', 'koekje', 'kroon', 'dobbelsteen', 'hond', 'druppel', 'trommel'],
  ...['oor', 'fabriek', 'vis', 'vlag', 'vuur', 'bloem', 'cadeau', 'bril'],
  ...['druif', 'gitaar', 'hamer', 'hart', 'zandloper', 'huis', 'sleutel', 'schemerlamp'],
  ...['blad', 'gloeilamp', 'magneet', 'maan', 'berg', 'paperclip', 'potlood', 'piano'],
  ...['vliegtuig', 'konijn', 'raket', 'zeilboot', 'schaar', 'hemd', 'slak', 'sneeuwvlok'],
  ...['ster', 'zon', 'telescoop', 'tent', 'tractor', 'beker', 'schildpad', 'paraplu'],
];
