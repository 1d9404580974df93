declare module "idiomorph/dist/idiomorph.esm.js" {
  export const Idiomorph: {
    morph(old: Element, now: string, config?: Record<string, unknown>): void;
  };
}
declare module "htmx.org/dist/htmx.esm.js" {
  const htmx: {
    config: Record<string, unknown>;
    process(el: Element): void;
    defineExtension(name: string, extension: Record<string, unknown>): void;
  };
  export default htmx;
}
