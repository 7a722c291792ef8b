// Style sheets and icons become Lit templates at build time: see scripts/assets.mjs.
declare module '*.css' {
  const sheet: import('lit').CSSResult;
  export default sheet;
}
declare module 'lucide-static/icons/*.svg' {
  const drawing: import('lit').SVGTemplateResult;
  export default drawing;
}
