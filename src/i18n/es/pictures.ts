/** Names of the SAS pictures, in the order of `verification/pictures.ts`. */
export const pictureNames: readonly string[] = [
  ...['ancla', 'manzana', 'plátano', 'campana', 'bicicleta', 'pájaro', 'hueso', 'libro'],
  ...['maletín', 'pincel', 'autobús', 'tarta', 'cámara', 'zanahoria', 'castillo', 'gato'],
  ...['iglesia', 'nube', 'galleta', 'corona', 'dado', 'perro', 'gota', 'tambor'],
  ...['oreja', 'fábrica', 'pez', 'bandera', 'fuego', 'flor', 'regalo', 'gafas'],
  ...['uvas', 'guitarra', 'martillo', 'corazón', 'reloj de arena', 'casa', 'llave', 'lámpara'],
  ...['hoja', 'bombilla', 'imán', 'luna', 'montaña', 'clip', 'lápiz', 'piano'],
  ...['avión', 'conejo', 'cohete', 'velero', 'tijeras', 'camisa', 'caracol', 'copo de nieve'],
  ...['estrella', 'sol', 'telescopio', 'tienda de campaña', 'tractor', 'trofeo', 'tortuga', 'paraguas'],
];
