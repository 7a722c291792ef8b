/** Names of the SAS pictures, in the order of `verification/pictures.ts`. */
export const pictureNames: readonly string[] = [
  ...['ancora', 'mela', 'banana', 'campana', 'bicicletta', 'uccellino', 'osso', 'libro'],
  ...['valigetta', 'pennello', 'autobus', 'torta', 'fotocamera', 'carota', 'castello', 'gatto'],
  ...['chiesa', 'nuvola', 'biscotto', 'corona', 'dado', 'cane', 'goccia', 'tamburo'],
  ...['orecchio', 'fabbrica', 'pesce', 'bandiera', 'fiamma', 'fiore', 'regalo', 'occhiali'],
  ...['uva', 'chitarra', 'martello', 'cuore', 'clessidra', 'casa', 'chiave', 'abat-jour'],
  ...['foglia', 'lampadina', 'calamita', 'luna', 'montagna', 'graffetta', 'matita', 'pianoforte'],
  ...['aereo', 'coniglio', 'razzo', 'veliero', 'forbici', 'maglietta', 'lumaca', 'fiocco di neve'],
  ...['stella', 'sole', 'telescopio', 'tenda', 'trattore', 'coppa', 'tartaruga', 'ombrello'],
];
