// The genogram: chosen and walked by keys or pointer, drawn from, seen larger or smaller, and moved smoothly when it
// changes. The server draws; this makes the drawing a thing to work with.
import { announce, page } from "./page";
import { exchange, refresh } from "./parts";

type Steps = Record<string, Record<string, string>>;
interface Place { x: number; y: number }

const SMOOTH = 450; // ms from the old places to the new
const LEAST = 0.25;
const MOST = 4;
const OUT = new Set(["left", "up", "right", "down"]);
const ARROWS: Record<string, string> = { ArrowLeft: "left", ArrowUp: "up", ArrowRight: "right", ArrowDown: "down" };

let chosen = ""; // the person of whom the menu is, or who was last at
let scale = 0; // 0: as it fits
let places = new Map<string, Place>();
let wasHere = false; // whether the focus was in the drawing before it changed
let drew = ""; // what the last form drew, to be said when it is there
let lastSource = "";
let source: EventSource | null = null;

const root = () => document.getElementById("genogram");
const picture = () => root()?.querySelector<HTMLElement>("[data-picture]") ?? null;
const svg = () => picture()?.querySelector<SVGSVGElement>("svg") ?? null;
const people = () => [...(svg()?.querySelectorAll<SVGElement>("[data-person]") ?? [])];
const symbol = (id: string) => people().find((one) => one.dataset.person === id) ?? null;
const card = () => document.querySelector<HTMLElement>("#genogram-by .kw-geno__card");
const stays = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

export function start(): void {
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
  document.addEventListener("focusin", onFocus);
  document.addEventListener("input", onSlide);
  document.addEventListener("pointerdown", onDrag);
  document.addEventListener("kw:exchanging", before);
  document.addEventListener("kw:exchanged", after);
  document.addEventListener("htmx:configRequest", (event) => {
    const { detail } = event as CustomEvent<{ headers: Record<string, string> }>;
    detail.headers["X-Kinwork-Page"] = page; // so that my own page is not told of what it does itself
  });
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (!form.matches("#genogram form")) return;
    const said = form.querySelector<HTMLInputElement>('[name$="-source"]');
    if (said) lastSource = said.value;
    const turned = { back: "Undone", again: "Done again" }[form.dataset.turn ?? ""];
    const what = form.querySelector(".kw-geno__what")?.textContent ?? "";
    drew = turned ? turned + what : form.dataset.draws !== undefined ? "Drawn" : "";
  });
  window.addEventListener("resize", () => { if (!scale) see(); });
  document.addEventListener("fullscreenchange", onScreen);
  document.addEventListener("visibilitychange", listen);
  ready();
  listen();
}

// ---- what others draw --------------------------------------------------------------------------------------------

/** A family's page hears of changes while it is looked at; a meeting hears through its own channel. */
function listen(): void {
  const url = document.querySelector<HTMLElement>("[data-changes]")?.dataset.changes;
  if (!url || document.querySelector("[data-live]")) return;
  if (document.visibilityState !== "visible") {
    source?.close();
    source = null;
    return;
  }
  if (source) return;
  let first = true;
  source = new EventSource(url);
  source.onmessage = (event) => {
    const said = JSON.parse(event.data) as { what: string; page?: string };
    if (said.what === "genogram" && said.page !== page) void look();
    if (said.what === "hello" && !first) void look(); // something may have been missed
    if (said.what === "hello") {
      first = false;
      document.documentElement.dataset.listens = ""; // from now on nothing is missed
    }
  };
}

/** Fetch the drawing, or the network, as it is now, unless the past is being looked at. */
export async function look(): Promise<void> {
  const network = document.querySelector<HTMLElement>("#network[data-followed]");
  if (network) await refresh("network", network.dataset.followed ?? "");
  const here = root();
  if (!here || here.dataset.past) return;
  await refresh("genogram", here.dataset.genogram ?? "");
}

// ---- before and after it changes ---------------------------------------------------------------------------------

function before(event: Event): void {
  if ((event as CustomEvent<{ id: string }>).detail.id !== "genogram") return;
  places = new Map(people().map((one) => [one.dataset.person ?? "", middle(one)]));
  wasHere = !!document.activeElement?.closest?.("#genogram [data-picture]");
}

function after(event: Event): void {
  const { id, mine } = (event as CustomEvent<{ id: string; mine: boolean }>).detail;
  if (id === "genogram") {
    ready();
    move();
    const wasDrawing = mine && drew && !document.querySelector("#genogram .govuk-error-message[role=alert]");
    if (wasDrawing) announce(drew === "Drawn" ? `Drawn: ${undoWords()}` : drew);
    if ((wasDrawing || wasHere) && chosen) (symbol(chosen) ?? symbol(firstId()))?.focus({ preventScroll: true });
    drew = "";
    keepDate();
  }
  if (id === "genogram-by") shown();
}

const undoWords = () => document.querySelector(".kw-geno__turn .kw-geno__what")?.textContent?.replace(/^: /, "") ?? "";
const firstId = () => people()[0]?.dataset.person ?? "";

/** On the drawing's own page the address says the date, so that it can be kept and come back to. */
function keepDate(): void {
  const here = root();
  if (!here || location.pathname !== here.dataset.genogram) return;
  const known = here.querySelector<HTMLInputElement>("[name=known]")?.checked ? "&known=then" : "";
  const query = here.dataset.past ? `?on=${encodeURIComponent(here.dataset.past)}${known}` : "";
  history.replaceState(null, "", `${location.pathname}${query}`);
}

/** One person is in the order of Tab; the arrow keys lead from there. */
function ready(): void {
  const all = people().filter((one) => one.hasAttribute("href"));
  if (!symbol(chosen)) chosen = "";
  const entry = all.find((one) => one.dataset.person === chosen) ?? all.find((one) => one.querySelector("[stroke-width='1.6']")) ?? all[0];
  for (const one of all) one.setAttribute("tabindex", one === entry ? "0" : "-1");
  see();
  mark();
}

function mark(): void {
  const open = card()?.dataset.who ?? "";
  for (const one of people()) one.classList.toggle("kw-chosen", one.dataset.person === open);
}

const middle = (one: Element): Place => {
  const box = (one as SVGGraphicsElement).getBBox();
  return { x: box.x + box.width / 2, y: box.y };
};

/** Everybody glides from where they stood to where they stand; lines appear when all have arrived. */
function move(): void {
  const drawn = svg();
  if (!drawn || !places.size) return;
  const old = places;
  places = new Map();
  if (stays()) return;
  let moved = false;
  const own = people();
  const anchor = own.find((one) => one.dataset.person === chosen && old.has(chosen)) ?? own.find((one) => old.has(one.dataset.person ?? ""));
  for (const one of own) {
    const was = old.get(one.dataset.person ?? "");
    if (!was) {
      one.animate([{ opacity: 0 }, { opacity: 1 }], { duration: SMOOTH, easing: "ease-out" });
      moved = true;
      continue;
    }
    const now = middle(one);
    const [dx, dy] = [was.x - now.x, was.y - now.y];
    if (Math.hypot(dx, dy) < 1) continue;
    moved = true;
    one.animate([{ transform: `translate(${dx}px, ${dy}px)` }, { transform: "none" }], { duration: SMOOTH, easing: "ease-in-out" });
  }
  if (!moved && own.length === old.size) return;
  for (const line of drawn.children) {
    if (line.tagName === "title" || line.tagName === "desc" || (line as SVGElement).dataset.person || line === drawn.querySelector(":scope > rect")) continue;
    line.animate([{ opacity: 0 }, { opacity: 0.15, offset: 0.6 }, { opacity: 1 }], { duration: SMOOTH, easing: "ease-in" });
  }
  if (anchor) show(anchor);
}

// ---- choosing ----------------------------------------------------------------------------------------------------

function onClick(event: MouseEvent): void {
  const el = event.target as Element;
  const button = el.closest?.<HTMLButtonElement>("#genogram [data-see]");
  if (button) return act(button.dataset.see ?? "");
  if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a link opened elsewhere
  const link = el.closest?.<HTMLElement>("#genogram [data-picture] a[data-person], #genogram [data-by], #genogram-by [data-by]");
  if (link && document.getElementById("genogram-by")) {
    event.preventDefault();
    if (link.dataset.person) chosen = link.dataset.person;
    else chosen = /\/by\/([^/]+)\//.exec(link.getAttribute("href") ?? "")?.[1] ?? chosen;
    if (dragged) return;
    void open(link.getAttribute("href") ?? "");
    return;
  }
  if (el.closest?.("#genogram [data-close]")) {
    event.preventDefault();
    close();
  }
}

async function open(url: string): Promise<void> {
  const place = document.getElementById("genogram-by");
  if (!place) return;
  const answer = await fetch(url, { headers: { "HX-Request": "true" }, credentials: "same-origin" }).catch(() => null);
  if (!answer || (!answer.ok && answer.status !== 422)) {
    announce("This could not be opened. Try again.");
    return;
  }
  exchange(place, await answer.text(), true);
}

/** The menu, or a form, stands by the symbol; the first thing to do has the focus. */
function shown(): void {
  const here = card();
  mark();
  if (!here) return;
  const said = here.querySelector<HTMLInputElement>('[name$="-source"]');
  if (said && !said.value) said.value = lastSource;
  put(here);
  const wrong = here.querySelector<HTMLElement>(".govuk-input--error, .govuk-select--error");
  const first = here.querySelector<HTMLElement>(".kw-geno__form input:not([type=hidden]), .kw-geno__form select, .kw-geno__verbs a, summary");
  (wrong ?? first ?? here.querySelector<HTMLElement>("h3"))?.focus({ preventScroll: true });
  here.scrollIntoView({ block: "nearest", behavior: stays() ? "auto" : "smooth" });
}

function put(here: HTMLElement): void {
  const frame = here.closest<HTMLElement>(".kw-geno__frame");
  const one = symbol(chosen);
  here.style.left = here.style.top = "";
  if (!frame || !one || window.innerWidth < 700) return; // on a phone below the drawing
  const [around, at] = [frame.getBoundingClientRect(), one.getBoundingClientRect()];
  const wide = here.offsetWidth;
  const right = at.right - around.left + 12;
  const left = at.left - around.left - wide - 12;
  if (right + wide <= around.width || left >= 0) {
    here.style.left = `${right + wide <= around.width ? right : left}px`;
    here.style.top = `${Math.max(48, at.top - around.top - 20)}px`;
    return;
  }
  // No room at either side: below, so that whoever was chosen stays in sight.
  here.style.left = `${Math.max(0, Math.min(around.width - wide, at.left - around.left - wide / 2))}px`;
  here.style.top = `${at.bottom - around.top + 8}px`;
}

function close(): void {
  const place = document.getElementById("genogram-by");
  if (!place?.firstElementChild) return;
  place.replaceChildren();
  mark();
  (symbol(chosen) ?? picture())?.focus({ preventScroll: true });
}

function onFocus(event: FocusEvent): void {
  const one = (event.target as Element).closest?.<SVGElement>("#genogram [data-picture] [data-person]");
  if (!one) return;
  chosen = one.dataset.person ?? "";
  for (const other of people()) if (other.hasAttribute("tabindex")) other.setAttribute("tabindex", other === one ? "0" : "-1");
  show(one);
}

/** Bring somebody into sight within the drawing. */
function show(one: Element): void {
  const frame = picture();
  if (!frame) return;
  const [around, at] = [frame.getBoundingClientRect(), one.getBoundingClientRect()];
  const far = 24;
  const dx = at.left < around.left + far ? at.left - around.left - far : at.right > around.right - far ? at.right - around.right + far : 0;
  const dy = at.top < around.top + far ? at.top - around.top - far : at.bottom > around.bottom - far ? at.bottom - around.bottom + far : 0;
  if (dx || dy) frame.scrollBy({ left: dx, top: dy });
}

// ---- keys --------------------------------------------------------------------------------------------------------

function onKey(event: KeyboardEvent): void {
  const el = event.target as HTMLElement;
  const here = el.closest?.("#genogram");
  if (!here) return;
  if (event.key === "Escape" && card() && el.closest("#genogram-by, [data-picture]")) {
    event.preventDefault();
    return close();
  }
  const verbs = el.closest<HTMLElement>(".kw-geno__verbs");
  if (verbs && ARROWS[event.key]) {
    const all = [...verbs.querySelectorAll<HTMLElement>("a")];
    const by = event.key === "ArrowDown" || event.key === "ArrowRight" ? 1 : -1;
    event.preventDefault();
    return all[(all.indexOf(el) + by + all.length) % all.length]?.focus();
  }
  if (!el.closest("[data-picture]")) return; // keys act only while the drawing has the focus
  if ((event.ctrlKey || event.metaKey) && !event.altKey) return turn(event);
  if (event.altKey) return;
  const one = el.closest<SVGElement>("[data-person]");
  const side = ARROWS[event.key];
  if (side && one && !event.shiftKey) {
    const to = steps()[one.dataset.person ?? ""]?.[side];
    event.preventDefault();
    if (to) symbol(to)?.focus({ preventScroll: true });
    return;
  }
  if (side) {
    event.preventDefault();
    return act(side);
  }
  if (one && event.key === " ") {
    event.preventDefault();
    one.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    return;
  }
  const does = ({ "+": "larger", "=": "larger", "-": "smaller", "0": "fit" } as Record<string, string>)[event.key];
  if (does) {
    event.preventDefault();
    act(does);
  }
}

const steps = (): Steps => JSON.parse(root()?.dataset.steps ?? "{}") as Steps;

function turn(event: KeyboardEvent): void {
  const key = event.key.toLowerCase();
  const what = key === "y" || (key === "z" && event.shiftKey) ? "again" : key === "z" ? "back" : "";
  if (!what) return;
  event.preventDefault();
  const button = root()?.querySelector<HTMLButtonElement>(`[data-turn="${what}"] button`);
  if (button) button.click();
  else announce(what === "back" ? "There is nothing to undo." : "There is nothing to redo.");
}

// ---- how it is seen ----------------------------------------------------------------------------------------------

function act(what: string): void {
  const frame = picture();
  if (!frame) return;
  if (OUT.has(what)) {
    const by = { left: [-0.4, 0], right: [0.4, 0], up: [0, -0.4], down: [0, 0.4] }[what] as [number, number];
    frame.scrollBy({ left: by[0] * frame.clientWidth, top: by[1] * frame.clientHeight, behavior: stays() ? "auto" : "smooth" });
    return;
  }
  if (what === "screen") {
    if (document.fullscreenElement) void document.exitFullscreen();
    else void root()?.requestFullscreen?.().catch(() => root()?.classList.toggle("kw-geno--screen"));
    return;
  }
  const now = scale || fits();
  scale = what === "fit" ? 0 : Math.min(MOST, Math.max(LEAST, now * (what === "larger" ? 1.25 : 0.8)));
  const [x, y] = [(frame.scrollLeft + frame.clientWidth / 2) / now, (frame.scrollTop + frame.clientHeight / 2) / now];
  see();
  const then = scale || fits();
  frame.scrollTo({ left: x * then - frame.clientWidth / 2, top: y * then - frame.clientHeight / 2 });
  const one = symbol(chosen);
  if (one && document.activeElement === one) show(one);
  announce(`${Math.round(then * 100)} per cent`);
}

const ownWidth = () => svg()?.viewBox.baseVal.width ?? 1;

/** All of it as far as that can be read; on the whole screen as large as it goes. */
function fits(): number {
  const frame = picture();
  const drawn = svg();
  if (!frame || !drawn) return 1;
  const across = (frame.clientWidth - 2) / ownWidth();
  const high = drawn.viewBox.baseVal.height;
  if (isOnScreen()) return Math.min(across, frame.clientHeight / high, 2.5);
  const down = Math.max(parseFloat(getComputedStyle(frame).maxHeight) / high || 1, 0.85); // the legend may wait below
  return Math.min(1, Math.max(Math.min(across, down), 0.6));
}

const isOnScreen = () => !!document.fullscreenElement || !!root()?.classList.contains("kw-geno--screen");

function see(): void {
  const drawn = svg();
  const frame = picture();
  if (!drawn || !frame) return;
  const now = scale || fits();
  drawn.style.width = `${ownWidth() * now}px`;
  drawn.style.height = "auto";
  const pan = root()?.querySelector<HTMLElement>("[data-pan]");
  if (pan) pan.hidden = frame.scrollWidth <= frame.clientWidth + 1 && frame.scrollHeight <= frame.clientHeight + 1;
}

function onScreen(): void {
  const on = document.fullscreenElement === root();
  root()?.querySelector("[data-see=screen]")?.setAttribute("aria-pressed", String(on));
  see();
}

let dragged = false;

/** The drawing follows the pointer, as a map does; buttons and keys do the same. */
function onDrag(event: PointerEvent): void {
  dragged = false;
  const frame = (event.target as Element).closest?.<HTMLElement>("#genogram [data-picture]");
  if (!frame || event.pointerType !== "mouse" || event.button !== 0) return;
  const [x, y, left, top] = [event.clientX, event.clientY, frame.scrollLeft, frame.scrollTop];
  const follow = (now: PointerEvent) => {
    if (Math.hypot(now.clientX - x, now.clientY - y) > 6) dragged = true;
    if (dragged) frame.scrollTo(left + x - now.clientX, top + y - now.clientY);
  };
  const end = () => {
    document.removeEventListener("pointermove", follow);
    document.removeEventListener("pointerup", end);
    document.removeEventListener("pointercancel", end);
  };
  document.addEventListener("pointermove", follow);
  document.addEventListener("pointerup", end);
  document.addEventListener("pointercancel", end);
}

// ---- through time ------------------------------------------------------------------------------------------------

let timer = 0;

function onSlide(event: Event): void {
  const el = event.target as HTMLInputElement;
  if (el.id !== "genogram-time") return;
  const stops = JSON.parse(el.dataset.stops ?? "[]") as [string, string][];
  const stop = stops[Number(el.value)];
  const words = stop ? `${spoken(stop[0])}: ${stop[1]}` : "now";
  const place = document.getElementById("genogram-then");
  if (place) place.textContent = words;
  el.setAttribute("aria-valuetext", words);
  const box = document.querySelector<HTMLInputElement>("#genogram-on");
  if (box) box.value = stop?.[0] ?? "";
  window.clearTimeout(timer);
  timer = window.setTimeout(() => el.closest("form")?.requestSubmit(), 180);
}

function spoken(on: string): string {
  const [year, month, day] = on.split("-");
  const date = new Date(Number(year), Number(month ?? 1) - 1, Number(day ?? 1));
  return date.toLocaleDateString("en-GB", { year: "numeric", month: month ? "long" : undefined, day: day ? "numeric" : undefined });
}
