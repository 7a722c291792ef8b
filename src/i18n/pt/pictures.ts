/** Names of the SAS pictures, in the order of `verification/pictures.ts`. */
export const pictureNames: readonly string[] = [
  ...['âncora', 'maçã', 'banana', 'sino', 'bicicleta', 'pássaro', 'osso', 'livro'],
  ...['pasta', 'pincel', 'autocarro', 'bolo', 'máquina fotográfica', 'cenoura', 'castelo', 'gato'],
  ...['igreja', 'nuvem', 'bolacha', 'coroa', 'dado', 'cão', 'gota', 'tambor'],
  ...['orelha', 'fábrica', 'peixe', 'bandeira', 'chama', 'flor', 'presente', 'óculos'],
  ...['uvas', 'guitarra', 'martelo', 'coração', 'ampulheta', 'casa', 'chave', 'candeeiro'],
  ...['folha', 'lâmpada', 'íman', 'lua', 'montanha', 'clipe', 'lápis', 'piano'],
  ...['avião', 'coelho', 'foguetão', 'veleiro', 'tesoura', 'camisa', 'caracol', 'floco de neve'],
  ...['estrela', 'sol', 'telescópio', 'tenda', 'trator', 'taça', 'tartaruga', 'guarda-chuva'],
];
