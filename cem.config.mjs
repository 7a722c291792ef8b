export default {
  globs: ['src/visio-avocat-room.ts', 'src/define.ts', 'src/events.ts', 'src/error.ts'],
  outdir: 'dist',
  litelement: true,
  packagejson: false,
};
