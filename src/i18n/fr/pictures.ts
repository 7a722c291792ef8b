/** Names of the SAS pictures, in the order of `verification/pictures.ts`. */
export const pictureNames: readonly string[] = [
  ...['ancre', 'pomme', 'banane', 'cloche', 'vélo', 'oiseau', 'os', 'livre'],
  ...['mallette', 'pinceau', 'autobus', 'gâteau', 'appareil photo', 'carotte', 'château', 'chat'],
  ...['église', 'nuage', 'biscuit', 'couronne', 'dé', 'chien', 'goutte', 'tambour'],
  ...['oreille', 'usine', 'poisson', 'drapeau', 'flamme', 'fleur', 'cadeau', 'lunettes'],
  ...['raisin', 'guitare', 'marteau', 'cœur', 'sablier', 'maison', 'clé', 'lampe'],
  ...['feuille', 'ampoule', 'aimant', 'lune', 'montagne', 'trombone', 'crayon', 'piano'],
  ...['avion', 'lapin', 'fusée', 'voilier', 'ciseaux', 'chemise', 'escargot', 'flocon'],
  ...['étoile', 'soleil', 'télescope', 'tente', 'tracteur', 'coupe', 'tortue', 'parapluie'],
];
