/** Names of the SAS pictures, in the order of `verification/pictures.ts`. */
export const pictureNames: readonly string[] = [
  ...['Anker', 'Apfel', 'Banane', 'Glocke', 'Fahrrad', 'Vogel', 'Knochen', 'Buch'],
  ...['Aktentasche', 'Pinsel', 'Bus', 'Torte', 'Kamera', 'Karotte', 'Burg', 'Katze'],
  ...['Kirche', 'Wolke', 'Keks', 'Krone', 'Würfel', 'Hund', 'Tropfen', 'Trommel'],
  ...['Ohr', 'Fabrik', 'Fisch', 'Fahne', 'Flamme', 'Blume', 'Geschenk', 'Brille'],
  ...['Traube', 'Gitarre', 'Hammer', 'Herz', 'Sanduhr', 'Haus', 'Schlüssel', 'Lampe'],
  ...['Blatt', 'Glühbirne', 'Magnet', 'Mond', 'Berg', 'Büroklammer', 'Bleistift', 'Klavier'],
  ...['Flugzeug', 'Hase', 'Rakete', 'Segelboot', 'Schere', 'Hemd', 'Schnecke', 'Schneeflocke'],
  ...['Stern', 'Sonne', 'Fernrohr', 'Zelt', 'Traktor', 'Pokal', 'Schildkröte', 'Regenschirm'],
];
