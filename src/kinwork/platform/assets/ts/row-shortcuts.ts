// Work without a mouse: one key on a line of the page does what its button does.
// Keys act only while the line itself has the focus (WCAG 2.1.4), never while somebody types.
// The focus stays where the eyes are: after "done" on the line that comes next, and U undoes what was done last.
import { announce } from "./announce.ts";
import { enterButton, leaves, rowList, settledRow, settlesRow, shortcut, shortcutRow, undoesRow } from "./contracts.ts";
import { targetOf } from "./events.ts";
import { RowHistory, nextRow } from "./row-history.ts";

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
const history = new RowHistory();

export function start(): void {
  document.addEventListener("keydown", onKey);
  document.addEventListener("keydown", onEnter);
  document.addEventListener("htmx:beforeRequest", (event) => remember(event.detail.elt, event.detail.target));
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { target, xhr } = event.detail;
    if (act?.part === target.id) act.failed = xhr.status >= 400;
  });
  document.addEventListener("kw:swapped", (event) => {
    const { mine, id } = event.detail;
    // After htmx has put the focus back where it was; or when word of what I did was here before the answer.
    if (act?.part === id && (mine || hasCome(act))) {
      queueMicrotask(goOn);
      return;
    }
    const wanted = lastRow ? document.getElementById(lastRow) : null;
    if (wanted && isFree("")) wanted.focus();
  });
  document.addEventListener("focusin", (event) => {
    if (targetOf(event)?.id !== landed) landed = "";
  });
}

function onKey(event: KeyboardEvent): void {
  const row = targetOf(event);
  if (!shortcutRow.is(row) || event.ctrlKey || event.metaKey) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (event.altKey) press(row, event.key === "ArrowUp" ? "alt-up" : "alt-down", event);
    else step(row, event.key === "ArrowDown" ? 1 : -1, event);
    return;
  }
  if ((event.key === "j" || event.key === "k") && !event.altKey && !keyOf(row, event.key)) {
    step(row, event.key === "j" ? 1 : -1, event);
    return;
  }
  if (event.key.toLowerCase() === "u" && !event.altKey && undoLast(row, event)) return;
  if (!event.altKey && event.key.length === 1) press(row, event.key.toLowerCase(), event);
  if (event.key === "Enter") press(row, "enter", event);
}

/** Where Enter presses nothing, because the choices are equally likely, they get the focus. */
function onEnter(event: KeyboardEvent): void {
  const box = targetOf(event);
  if (event.key !== "Enter" || !(box instanceof HTMLInputElement) || !box.form) return;
  if (!enterButton.all(box.form).some((one) => enterButton.get(one, "data-enter") === "choose")) return;
  event.preventDefault();
  box.form.querySelector<HTMLElement>("button:not([disabled])")?.focus();
}

/** What was taken away has gone, or what was put back is there. */
const hasCome = ({ row, undoes }: Act) =>
  Boolean(row ? !document.getElementById(row) : undoes && document.getElementById(undoes));

const listOf = (row: Element): HTMLElement | null => rowList.closest(row) ?? row.parentElement;
const undoOf = (row: Element | null | undefined) =>
  row ? shortcut.all(row).find((one) => shortcut.get(one, "data-key") === "u") : undefined;

function remember(elt: Element, target: Element): void {
  const settles = settlesRow.closest(elt);
  const undoes = undoesRow.closest(elt);
  if (!settles && !undoes) return;
  act = {
    part: target.id,
    row: elt.closest(`.kw-row, ${leaves.selector}`)?.id ?? "",
    from: document.activeElement?.closest(".kw-row")?.id ?? "",
    rows: [...target.querySelectorAll(".kw-row[id]:not(.kw-notice)")].map((row) => row.id),
    goesOn: settles !== null,
    undoes: undoes ? undoesRow.get(undoes, "data-undoes") : "",
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
  if (undoes) history.undo(part, undoes);
  else if (goesOn) history.settle(part, row);
  if (!isFree(row) && !isFree(from)) return;
  const next = document.getElementById(undoes || (nextRow(row, rows, isOpen) ?? ""));
  const stands = document.getElementById(`was-${row}`) ?? here; // what was done, with its undo
  if (goesOn) announce(stands?.getAttribute("aria-label") ?? "");
  const left = shortcutRow.is(stands) && !stands.classList.contains("kw-row--just") ? stands : undoOf(stands);
  const to = next ?? left; // nothing is left to do: where it can be undone
  if (!to) return;
  to.focus({ preventScroll: true });
  to.scrollIntoView({ block: "nearest" });
  landed = to.id;
}

function isOpen(id: string): boolean {
  const row = document.getElementById(id);
  return row !== null && !settledRow.is(row);
}

/** U where the focus was put undoes what was done last, wherever that is now; elsewhere, what its own line says. */
function undoLast(row: HTMLElement, event: Event): boolean {
  const last = history.last(listOf(row)?.id ?? "");
  if (last === undefined || (undoOf(row) && row.id !== landed)) return false;
  const button = undoOf(document.getElementById(`was-${last}`) ?? document.getElementById(last));
  if (!button) return false;
  event.preventDefault();
  button.click();
  return true;
}

const keyOf = (row: HTMLElement, key: string) =>
  shortcut.all(row).find((one) => shortcut.get(one, "data-key") === key && !one.matches(":disabled"));

function press(row: HTMLElement, key: string, event: Event): void {
  const button = keyOf(row, key);
  if (!button) return;
  event.preventDefault();
  lastRow = row.id;
  const folded = button.parentElement;
  if (!button.matches("summary") || !(folded instanceof HTMLDetailsElement)) {
    button.click();
    return;
  }
  // What it opens is written in, or chosen from, at once.
  folded.open = true;
  folded.querySelector<HTMLElement>("textarea, button:not([disabled])")?.focus();
}

function step(row: HTMLElement, by: number, event: Event): void {
  const list = listOf(row);
  const rows = list ? shortcutRow.all(list) : [];
  const next = rows[rows.indexOf(row) + by];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
