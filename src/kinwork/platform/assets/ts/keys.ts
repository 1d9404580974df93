// Work without a mouse: one key on a line of the page does what its button does.
// Keys act only while the line itself has the focus (WCAG 2.1.4), never while somebody types.
// The focus stays where the eyes are: after "done" on the line that comes next, and U undoes what was done last.
import { announce } from "./page";

interface Act {
  part: string; // what is exchanged
  row: string;
  from: string; // where the focus was: another line, when U undoes from there
  rows: string[]; // as they stood
  goesOn: boolean; // the line is dealt with: on to the next
  undoes: string; // the line that is as it was again
  failed: boolean;
}

let act: Act | null = null;
let lastRow = "";
let landed = ""; // where the focus was put, as long as nobody has moved it
const done = new Map<string, string[]>(); // by part: the lines dealt with, the last one last

export function start(): void {
  document.addEventListener("keydown", (event) => {
    const row = event.target as HTMLElement;
    if (!row.matches?.("[data-keys]") || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (event.altKey) press(row, event.key === "ArrowUp" ? "alt-up" : "alt-down", event);
      else step(row, event.key === "ArrowDown" ? 1 : -1, event);
      return;
    }
    if (event.key.toLowerCase() === "u" && !event.altKey && undoLast(row, event)) return;
    if (!event.altKey && event.key.length === 1) press(row, event.key.toLowerCase(), event);
    if (event.key === "Enter") press(row, "enter", event);
  });
  // Where Enter presses nothing, because the choices are equally likely, they get the focus.
  document.addEventListener("keydown", (event) => {
    const box = event.target as HTMLElement;
    if (event.key !== "Enter" || !(box instanceof HTMLInputElement)) return;
    if (!box.form?.querySelector("[data-enter=choose]")) return;
    event.preventDefault();
    box.form.querySelector<HTMLElement>("button:not([disabled])")?.focus();
  });
  document.addEventListener("htmx:beforeRequest", remember);
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { target, xhr } = (event as CustomEvent<{ target: Element; xhr: XMLHttpRequest }>).detail;
    if (act?.part === target.id) act.failed = xhr.status >= 400;
  });
  document.addEventListener("kw:exchanged", (event) => {
    if (event.target !== document) return;
    const { mine, id } = (event as CustomEvent<{ mine: boolean; id: string }>).detail;
    // After htmx has put the focus back where it was; or when word of what I did was here before the answer.
    if (act?.part === id && (mine || hasCome(act))) return queueMicrotask(goOn);
    const wanted = lastRow && document.getElementById(lastRow);
    if (wanted && isFree("")) wanted.focus();
  });
  document.addEventListener("focusin", (event) => {
    if ((event.target as HTMLElement).id !== landed) landed = "";
  });
}

/** What was taken away has gone, or what was put back is there. */
const hasCome = ({ row, undoes }: Act) =>
  Boolean(row ? !document.getElementById(row) : undoes && document.getElementById(undoes));

const listOf = (row: Element): HTMLElement | null => row.closest<HTMLElement>("[data-rows]") ?? row.parentElement;
const rowsIn = (list: Element | null, which = "[data-keys]") => [...(list?.querySelectorAll<HTMLElement>(which) ?? [])];

function remember(event: Event): void {
  const { elt, target } = (event as CustomEvent<{ elt: Element; target: Element }>).detail;
  const form = elt.closest<HTMLFormElement>("[data-goes-on], [data-undoes]");
  if (!form) return;
  act = {
    part: target.id,
    row: elt.closest(".kw-row, [data-leaves]")?.id ?? "",
    from: document.activeElement?.closest(".kw-row")?.id ?? "",
    rows: rowsIn(target, ".kw-row[id]").map((row) => row.id),
    goesOn: form.dataset.goesOn !== undefined,
    undoes: form.dataset.undoes ?? "",
    failed: false,
  };
}

/** Nobody has gone elsewhere while the answer was on its way. */
function isFree(row: string): boolean {
  const at = document.activeElement;
  return !at || at === document.body || Boolean(row && at.closest(`#${CSS.escape(row)}, #was-${CSS.escape(row)}`));
}

function goOn(): void {
  if (!act) return;
  const { part, row, from, rows, goesOn, undoes, failed } = act;
  act = null;
  const here = document.getElementById(row);
  if (failed) {
    here?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
    return;
  }
  const past = done.get(part) ?? [];
  done.set(part, undoes ? past.filter((one) => one !== undoes) : goesOn ? [...past, row] : past);
  if (!isFree(row) && !isFree(from)) return;
  const next = undoes ? document.getElementById(undoes) : nextOf(row, rows);
  const stands = document.getElementById(`was-${row}`) ?? here; // what was done, with its undo
  if (goesOn) announce(stands?.getAttribute("aria-label") ?? "");
  const left = stands?.matches("[data-keys]:not(.kw-row--just)") ? stands : stands?.querySelector<HTMLElement>("[data-key=u]");
  const to = next ?? left; // nothing is left to do: where it can be undone
  if (!to) return;
  to.focus({ preventScroll: true });
  to.scrollIntoView({ block: "nearest" });
  landed = to.id;
}

/** The first line after this one that is still to be dealt with; if there is none, the last one before it. */
function nextOf(row: string, rows: string[]): HTMLElement | null {
  const at = rows.indexOf(row);
  for (const id of [...rows.slice(at + 1), ...rows.slice(0, at).reverse()]) {
    const found = document.getElementById(id);
    if (found && found.dataset.over === undefined && id !== row) return found;
  }
  return null;
}

/** U where the focus was put undoes what was done last, wherever that line is now; elsewhere, what its own line says. */
function undoLast(row: HTMLElement, event: Event): boolean {
  const past = done.get(listOf(row)?.id ?? "") ?? [];
  const last = past[past.length - 1];
  const own = row.querySelector("[data-key=u]");
  if (!last || (own && row.id !== landed)) return false;
  const place = document.getElementById(`was-${last}`) ?? document.getElementById(last);
  const button = place?.querySelector<HTMLElement>("[data-key=u]");
  if (!button) return false;
  event.preventDefault();
  button.click();
  return true;
}

function press(row: HTMLElement, key: string, event: Event): void {
  const button = row.querySelector<HTMLElement>(`[data-key="${key}"]:not(:disabled)`);
  if (!button) return;
  event.preventDefault();
  lastRow = row.id;
  button.click();
}

function step(row: HTMLElement, by: number, event: Event): void {
  const rows = rowsIn(listOf(row));
  const next = rows[rows.indexOf(row) + by];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
