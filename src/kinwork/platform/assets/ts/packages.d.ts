declare module "idiomorph/dist/idiomorph.esm.js" {
  export const Idiomorph: {
    morph(old: Element, now: string, config?: Record<string, unknown>): void;
  };
}
declare module "htmx.org/dist/htmx.esm.js" {
  interface HandledResponse {
    code: string;
    swap: boolean;
    error?: boolean;
  }
  const htmx: {
    config: {
      includeIndicatorStyles: boolean;
      allowEval: boolean;
      historyEnabled: boolean;
      responseHandling: HandledResponse[];
    };
    process(el: Element): void;
    defineExtension(name: string, extension: Record<string, unknown>): void;
  };
  export default htmx;
}
