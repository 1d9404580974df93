import htmx from "htmx.org/dist/htmx.esm.js";
import * as agenda from "./agenda";
import * as boxes from "./boxes";
import * as genogram from "./genogram";
import * as idle from "./idle";
import { watchForms } from "./keeping";
import * as keys from "./keys";
import * as live from "./live";
import * as notices from "./notices";
import * as passkey from "./passkey";
import { exchange } from "./parts";
import * as search from "./search";
import * as sending from "./sending";
import * as small from "./small";
import * as status from "./status";

document.documentElement.classList.remove("kw-no-js");

htmx.config.includeIndicatorStyles = false; // the content security policy allows no styles in the page
htmx.config.allowEval = false;
htmx.config.historyEnabled = false;
htmx.config.responseHandling = [
  { code: "204", swap: false },
  { code: "[23]..", swap: true },
  { code: "422", swap: true },
  { code: "...", swap: false, error: true },
];
const asked = new WeakMap<Element, Element>(); // by part: whose answer is coming in
document.addEventListener("htmx:beforeSwap", (event) => {
  const { detail } = event as CustomEvent<{ target: Element; requestConfig: { elt: Element } }>;
  asked.set(detail.target, detail.requestConfig.elt);
});
htmx.defineExtension("exchange", {
  isInlineSwap: (style: string) => style === "exchange",
  handleSwap: (style: string, target: Element, fragment: DocumentFragment) => {
    if (style !== "exchange") return false;
    const now = fragment.firstElementChild;
    if (now) exchange(target, now.outerHTML, true, asked.get(target));
    return [document.getElementById(target.id) ?? target];
  },
});
// A form that saves at each change may have gone on changing: then the answer to the older state is not shown, because
// the newer one is already on its way.
const sentStates = new WeakMap<Element, string>();
const stateOf = (el: Element) =>
  el instanceof HTMLFormElement ? new URLSearchParams(new FormData(el) as unknown as Record<string, string>).toString() : "";
document.addEventListener("htmx:beforeRequest", (event) => {
  const { elt } = (event as CustomEvent<{ elt: Element }>).detail;
  sentStates.set(elt, stateOf(elt));
});
document.addEventListener("htmx:beforeSwap", (event) => {
  const { detail } = event as CustomEvent<{ requestConfig: { elt: Element }; shouldSwap: boolean }>;
  const form = detail.requestConfig.elt;
  if (form.getAttribute("hx-trigger")?.includes("change") && sentStates.get(form) !== stateOf(form)) {
    detail.shouldSwap = false;
  }
});
document.addEventListener("htmx:responseError", (event) => {
  const { xhr } = (event as CustomEvent<{ xhr: XMLHttpRequest }>).detail;
  if (xhr.status === 401) status.signedOut();
  else status.refused();
});
// What was typed arrives before a button acts on it: the decision that is decided is the one on the screen.
document.addEventListener("htmx:confirm", (event) => {
  const { detail } = event as CustomEvent<{ verb: string; issueRequest: (skip: boolean) => void }>;
  if (detail.verb !== "post") return;
  event.preventDefault();
  void boxes.settle().then(() => detail.issueRequest(true));
});
document.addEventListener("htmx:sendError", () => status.offline());
document.addEventListener("kw:exchanged", () => htmx.process(document.body));

boxes.start();
live.start();
keys.start();
agenda.start();
genogram.start();
search.start();
sending.start();
small.start();
idle.start();
passkey.start();
notices.start();
watchForms();
