// scripts/assets.mjs turns style sheets and icons into Lit templates at build time.
declare module '*.css' {
  const sheet: import('lit').CSSResult;
  export default sheet;
}
declare module 'lucide-static/icons/*.svg' {
  const drawing: import('lit').SVGTemplateResult;
  export default drawing;
}
