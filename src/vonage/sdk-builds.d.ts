// The vendor's builds as modules: made by scripts/sdk-compartment.mjs, beside the script that asks for them.
declare module '*/sdk/video-client.js' {
  const evaluate: import('./compartment/compartment.ts').Evaluate;
  export default evaluate;
}
declare module '*/sdk/client-sdk-video.js' {
  const evaluate: import('./compartment/compartment.ts').Evaluate;
  export default evaluate;
}
