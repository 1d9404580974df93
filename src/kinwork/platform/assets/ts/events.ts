// The events that scripts here hear of from htmx and allauth, and those that they tell each other.

/** A part of the page that is exchanged; ``mine``: it answers something that this person did. */
export interface Swap {
  id: string;
  mine: boolean;
}

interface HtmxRequest {
  elt: Element;
  target: Element;
  requestConfig: { elt: HTMLElement; verb: string };
  xhr: XMLHttpRequest;
}

declare global {
  interface DocumentEventMap {
    "kw:swapping": CustomEvent<Swap>;
    "kw:swapped": CustomEvent<Swap>;
    "htmx:configRequest": CustomEvent<{ headers: Record<string, string> }>;
    "htmx:confirm": CustomEvent<{ verb: string; issueRequest: (skip: boolean) => void }>;
    "htmx:beforeRequest": CustomEvent<Pick<HtmxRequest, "elt" | "target">>;
    "htmx:beforeSwap": CustomEvent<Pick<HtmxRequest, "target" | "requestConfig" | "xhr"> & { shouldSwap: boolean }>;
    "htmx:afterRequest": CustomEvent<Pick<HtmxRequest, "requestConfig" | "xhr"> & { successful: boolean }>;
    "htmx:afterSettle": CustomEvent<Pick<HtmxRequest, "elt">>;
    "htmx:responseError": CustomEvent<Pick<HtmxRequest, "requestConfig" | "xhr">>;
    "htmx:sendError": CustomEvent<Pick<HtmxRequest, "requestConfig">>;
    "allauth.error": CustomEvent<{ exception: unknown }>;
  }
}

/** The element that an event is about; none when it is about the page. */
export function targetOf(event: Event): HTMLElement | SVGElement | null {
  const { target } = event;
  return target instanceof HTMLElement || target instanceof SVGElement ? target : null;
}
