// What nobody uses is an error: files, exports, dependencies.
export default {
  entry: [
    // Started by name: tests, programs that a script spawns or bundles, what a person runs by hand.
    'test/**/*.test.ts',
    'test/**/*.spec.ts',
    'test/vonage/startup.ts',
    'test/adversary/{entry,worker}.ts',
    'demo/{start,session-service/start}.ts',
    'scripts/bench/{main,pages/*}.ts',
    'scripts/node-test-report.mjs',
    'demo/{react/app.tsx,vue/app.ts}',
    'web-test-runner.config.mjs',
    'cem.config.mjs',
    // What a firm's own program imports.
    'demo/access-server/index.ts',
    'demo/firm-site/lien.js',
    // Registered in the plugin's PHP.
    'demo/wordpress/visio-avocat/{block/block,js/nonce}.js',
  ],
  project: ['**/*.{ts,tsx,mts,mjs,js,vue}', 'src/**/*.css'],
  // Style sheets are modules here, without imports of their own.
  compilers: { css: () => '' },
  ignoreDependencies: [
    // The build reads their files by path: scripts/sdk-compartment.mjs.
    '@vonage/video-client',
    '@vonage/client-sdk-video',
  ],
  // From Debian.
  ignoreBinaries: ['php', 'mariadb'],
  // The build makes them: scripts/sdk-compartment.mjs.
  ignoreUnresolved: ['./sdk/video-client.js', './sdk/client-sdk-video.js'],
};
