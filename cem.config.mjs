export default {
  globs: ['visio-avocat-room', 'attributes', 'define', 'events', 'error'].map((name) => `src/${name}.ts`),
  outdir: 'dist',
  litelement: true,
  packagejson: false,
};
