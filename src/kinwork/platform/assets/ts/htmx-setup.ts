// htmx as this site uses it: parts of a page are morphed, buttons wait for what was typed, late answers are dropped.
import htmx from "htmx.org/dist/htmx.esm.js";
import { settle } from "./autosave.ts";
import * as status from "./save-status.ts";
import { swap } from "./swap.ts";

const asked = new WeakMap<Element, Element>(); // by part: whose answer is coming in
const sentStates = new WeakMap<Element, string>(); // by form: what was sent last

function stateOf(form: Element): string {
  if (!(form instanceof HTMLFormElement)) return "";
  return JSON.stringify([...new FormData(form)].filter(([, value]) => typeof value === "string"));
}

export function start(): void {
  htmx.config.includeIndicatorStyles = false; // the content security policy allows no styles in the page
  htmx.config.allowEval = false;
  htmx.config.historyEnabled = false;
  htmx.config.responseHandling = [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "422", swap: true },
    { code: "...", swap: false, error: true },
  ];
  htmx.defineExtension("exchange", {
    isInlineSwap: (style: string) => style === "exchange",
    handleSwap: (style: string, target: Element, fragment: DocumentFragment) => {
      if (style !== "exchange") return false;
      const now = fragment.firstElementChild;
      if (now) swap(target, now.outerHTML, true, asked.get(target));
      return [document.getElementById(target.id) ?? target];
    },
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    const { elt } = event.detail;
    sentStates.set(elt, stateOf(elt));
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { detail } = event;
    const form = detail.requestConfig.elt;
    asked.set(detail.target, form);
    // A form that saves at each change may have gone on changing: then the answer to the older state is not shown,
    // because the newer one is already on its way.
    const savesAtChanges = form.getAttribute("hx-trigger")?.includes("change") === true;
    if (savesAtChanges && sentStates.get(form) !== stateOf(form)) detail.shouldSwap = false;
  });
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status === 401) status.signedOut();
    else status.refused();
  });
  // What was typed arrives before a button acts on it: the decision that is decided is the one on the screen.
  document.addEventListener("htmx:confirm", (event) => {
    const { detail } = event;
    if (detail.verb !== "post") return;
    event.preventDefault();
    void settle().then(() => detail.issueRequest(true));
  });
  document.addEventListener("htmx:sendError", () => status.offline());
  document.addEventListener("kw:swapped", () => htmx.process(document.body));
}
