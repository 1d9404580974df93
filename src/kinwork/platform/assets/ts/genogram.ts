// The genogram: chosen and walked by keys or pointer, drawn from, and drawn anew when somebody changes it. The server
// draws; this makes the drawing a thing to work with.
import { announce } from "./announce.ts";
import { byId, closeLink, drawForm, familyStream, genogram, livePage, network, person } from "./contracts.ts";
import { personLink, picture, setState, turnForm, viewButton } from "./contracts.ts";
import { targetOf } from "./events.ts";
import { card, choice, frame, idOf, isCalm, markChosen, people, root, symbol } from "./genogram-elements.ts";
import { besideSymbol } from "./genogram-geometry.ts";
import { glide, rememberPlaces } from "./genogram-motion.ts";
import * as time from "./genogram-time.ts";
import * as view from "./genogram-view.ts";
import { pageId } from "./page-context.ts";
import { messages } from "./server-events.ts";
import { refresh, swap } from "./swap.ts";

const ARROWS: Record<string, string> = { ArrowLeft: "left", ArrowUp: "up", ArrowRight: "right", ArrowDown: "down" };
const ZOOMS: Record<string, string> = { "+": "larger", "=": "larger", "-": "smaller", "0": "fit" };
const PHONE = 700; // pixels: on narrower windows a menu stands below the drawing
const DRAWN = "Drawn";

let wasHere = false; // whether the focus was in the drawing before it changed
let drew = ""; // what the last form drew, to be said when it is there
let lastSource = "";
let source: EventSource | null = null;

export function start(): void {
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
  document.addEventListener("focusin", onFocus);
  document.addEventListener("submit", onSubmit);
  document.addEventListener("kw:swapping", (event) => {
    if (event.detail.id !== "genogram") return;
    rememberPlaces();
    wasHere = isInDrawing(document.activeElement);
  });
  document.addEventListener("kw:swapped", (event) => {
    if (event.detail.id === "genogram") changed(event.detail.mine);
    if (event.detail.id === "genogram-by") menuOpened();
  });
  document.addEventListener("htmx:configRequest", (event) => {
    event.detail.headers["X-Kinwork-Page"] = pageId; // so that my own page is not told of what it does itself
  });
  document.addEventListener("visibilitychange", listen);
  view.start();
  time.start();
  ready();
  listen();
}

function isInDrawing(what: Element | null): boolean {
  return what !== null && frame()?.contains(what) === true;
}

// ---- what others draw --------------------------------------------------------------------------------------------

/** A family's page hears of changes while it is looked at; a meeting hears through its own channel. */
function listen(): void {
  const here = familyStream.first();
  if (!here || livePage.first()) return;
  if (document.visibilityState !== "visible") {
    source?.close();
    source = null;
    return;
  }
  if (source) return;
  let isFirst = true;
  source = new EventSource(familyStream.get(here, "data-changes"));
  messages(source, ({ what, page }) => {
    if (what === "genogram" && page !== pageId) void refreshDrawings();
    if (what !== "hello") return;
    if (!isFirst) void refreshDrawings(); // something may have been missed
    isFirst = false;
    setState(document.documentElement, "data-listens");
  });
}

/** Fetch the drawing, or the network, as it is now, unless the past is being looked at. */
export async function refreshDrawings(): Promise<void> {
  const around = network.first();
  if (around) await refresh("network", network.get(around, "data-followed"));
  const here = root();
  if (!here || genogram.get(here, "data-past") !== undefined) return;
  await refresh("genogram", genogram.get(here, "data-genogram"));
}

// ---- when it changes ---------------------------------------------------------------------------------------------

function onSubmit(event: SubmitEvent): void {
  const form = targetOf(event);
  if (!(form instanceof HTMLFormElement) || !root()?.contains(form)) return;
  const from = form.querySelector<HTMLInputElement>('[name$="-source"]');
  if (from) lastSource = from.value;
  const what = form.querySelector(".kw-geno__what")?.textContent ?? "";
  if (turnForm.is(form)) drew = (turnForm.get(form, "data-turn") === "back" ? "Undone" : "Redone") + what;
  else drew = drawForm.is(form) ? DRAWN : "";
}

function changed(mine: boolean): void {
  ready();
  const stayed = glide();
  if (stayed) view.show(stayed);
  const hasProblem = root()?.querySelector(".govuk-error-message[role=alert]") !== null;
  const hasDrawn = mine && drew !== "" && !hasProblem;
  if (hasDrawn) announce(drew === DRAWN ? `Drawn: ${undoWords()}` : drew);
  if ((hasDrawn || wasHere) && choice.id) (symbol(choice.id) ?? people()[0])?.focus({ preventScroll: true });
  drew = "";
  keepDate();
}

const undoWords = () => document.querySelector(".kw-geno__turn .kw-geno__what")?.textContent.replace(/^: /u, "") ?? "";

/** On the drawing's own page the address says the date, so that it can be kept and come back to. */
function keepDate(): void {
  const here = root();
  if (!here || location.pathname !== genogram.get(here, "data-genogram")) return;
  const past = genogram.get(here, "data-past");
  const known = here.querySelector<HTMLInputElement>("[name=known]")?.checked === true ? "&known=then" : "";
  const query = past === undefined ? "" : `?on=${encodeURIComponent(past)}${known}`;
  history.replaceState(null, "", `${location.pathname}${query}`);
}

/** One person is in the order of Tab; the arrow keys lead from there. */
function ready(): void {
  const all = people().filter((one) => one.hasAttribute("href"));
  if (!symbol(choice.id)) choice.id = "";
  const entry =
    all.find((one) => idOf(one) === choice.id) ??
    all.find((one) => one.querySelector("[stroke-width='1.6']")) ??
    all[0];
  for (const one of all) one.setAttribute("tabindex", one === entry ? "0" : "-1");
  view.see();
  markChosen();
}

// ---- choosing ----------------------------------------------------------------------------------------------------

function onClick(event: MouseEvent): void {
  const el = targetOf(event);
  if (!el || !(root()?.contains(el) || byId("genogram-by")?.contains(el))) return;
  const button = viewButton.closest(el);
  if (button) {
    view.view(viewButton.get(button, "data-see"));
    return;
  }
  if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a link opened elsewhere
  const one = isInDrawing(el) ? person.closest(el) : null;
  const link = (one?.hasAttribute("href") ? one : null) ?? personLink.closest(el);
  if (link && byId("genogram-by")) {
    event.preventDefault();
    const url = link.getAttribute("href") ?? "";
    choice.id = one ? idOf(one) : (/\/by\/([^/]+)\//u.exec(url)?.[1] ?? choice.id);
    if (!view.wasDragged()) void open(url);
  } else if (closeLink.closest(el)) {
    event.preventDefault();
    close();
  }
}

async function open(url: string): Promise<void> {
  const menu = byId("genogram-by");
  if (!menu) return;
  const answer = await fetch(url, { headers: { "HX-Request": "true" }, credentials: "same-origin" }).catch(() => null);
  if (!answer || (!answer.ok && answer.status !== 422)) {
    announce("This could not be opened. Try again.");
    return;
  }
  swap(menu, await answer.text(), true);
}

/** The menu, or a form, stands by the symbol; the first thing to do has the focus. */
function menuOpened(): void {
  const here = card();
  markChosen();
  if (!here) return;
  const from = here.querySelector<HTMLInputElement>('[name$="-source"]');
  if (from && !from.value) from.value = lastSource;
  place(here);
  const wrong = here.querySelector<HTMLElement>(".govuk-input--error, .govuk-select--error");
  const first = here.querySelector<HTMLElement>(
    ".kw-geno__form input:not([type=hidden]), .kw-geno__form select, .kw-geno__verbs a, summary",
  );
  (wrong ?? first ?? here.querySelector<HTMLElement>("h3"))?.focus({ preventScroll: true });
  here.scrollIntoView({ block: "nearest", behavior: isCalm() ? "auto" : "smooth" });
}

function place(here: HTMLElement): void {
  const around = here.closest(".kw-geno__frame");
  const one = symbol(choice.id);
  here.style.left = "";
  here.style.top = "";
  if (!around || !one || window.innerWidth < PHONE) return;
  const at = besideSymbol(around.getBoundingClientRect(), one.getBoundingClientRect(), here.offsetWidth);
  here.style.left = `${at.left}px`;
  here.style.top = `${at.top}px`;
}

function close(): void {
  const menu = byId("genogram-by");
  if (!menu?.firstElementChild) return;
  menu.replaceChildren();
  markChosen();
  (symbol(choice.id) ?? frame())?.focus({ preventScroll: true });
}

function onFocus(event: FocusEvent): void {
  const el = targetOf(event);
  const one = isInDrawing(el) ? person.closest(el) : null;
  if (!one) return;
  choice.id = idOf(one);
  for (const other of people()) {
    if (other.hasAttribute("tabindex")) other.setAttribute("tabindex", other === one ? "0" : "-1");
  }
  view.show(one);
}

// ---- keys --------------------------------------------------------------------------------------------------------

function onKey(event: KeyboardEvent): void {
  const el = targetOf(event);
  if (!el || !root()?.contains(el)) return;
  const isHere = picture.closest(el) !== null;
  if (event.key === "Escape" && card() && (isHere || byId("genogram-by")?.contains(el))) {
    event.preventDefault();
    close();
    return;
  }
  const verbs = el.closest(".kw-geno__verbs");
  if (verbs && ARROWS[event.key]) {
    const all = [...verbs.querySelectorAll("a")];
    const by = event.key === "ArrowDown" || event.key === "ArrowRight" ? 1 : -1;
    event.preventDefault();
    all[(all.findIndex((one) => one === el) + by + all.length) % all.length]?.focus();
    return;
  }
  if (!isHere) return; // keys act only while the drawing has the focus
  if ((event.ctrlKey || event.metaKey) && !event.altKey) turn(event);
  else if (!event.altKey) walk(event, person.closest(el));
}

function walk(event: KeyboardEvent, one: SVGElement | null): void {
  const side = ARROWS[event.key];
  const what = side ?? ZOOMS[event.key];
  if (side && one && !event.shiftKey) {
    const here = root();
    const to = here ? genogram.get(here, "data-steps")?.[idOf(one)]?.[side] : undefined;
    if (to) symbol(to)?.focus({ preventScroll: true });
  } else if (what) {
    view.view(what);
  } else if (one && event.key === " ") {
    one.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  } else {
    return;
  }
  event.preventDefault();
}

function turn(event: KeyboardEvent): void {
  const key = event.key.toLowerCase();
  if (key !== "y" && key !== "z") return;
  const what = key === "y" || event.shiftKey ? "again" : "back";
  event.preventDefault();
  const form = turnForm.all().find((one) => turnForm.get(one, "data-turn") === what);
  const button = form?.querySelector("button");
  if (button) button.click();
  else announce(what === "back" ? "There is nothing to undo." : "There is nothing to redo.");
}
