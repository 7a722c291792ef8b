const modules = [
  'element/visio-avocat-room',
  'element/room-api',
  'element/attributes',
  'define',
  'events',
  'error',
];

export default {
  globs: modules.map((name) => `src/${name}.ts`),
  outdir: 'dist',
  litelement: true,
  packagejson: false,
};
