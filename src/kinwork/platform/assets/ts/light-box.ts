// Boxes of light text: a small toolbar, Control and B, and pasting from Word or a page as clean text.
import { markButton } from "./contracts.ts";
import { fromHtml, marked } from "./light-text.ts";
import type { Mark } from "./light-text.ts";

const MARKS = new Set<string>(["heading", "list", "bold"]);

function isMark(said: string): said is Mark {
  return MARKS.has(said);
}

/** A box that has a toolbar. */
function lightBox(target: EventTarget | null): HTMLTextAreaElement | null {
  if (!(target instanceof HTMLTextAreaElement)) return null;
  return markButton.all().some((button) => markButton.get(button, "data-marks") === target.id) ? target : null;
}

function mark(box: HTMLTextAreaElement, which: Mark): void {
  const became = marked({ text: box.value, start: box.selectionStart, end: box.selectionEnd }, which);
  replace(box, box.value, became.text);
  box.setSelectionRange(became.start, became.end);
}

/** What differs is put in as if it were typed, so that the browser's own undo takes it back. */
function replace(box: HTMLTextAreaElement, was: string, became: string): void {
  let same = 0;
  while (same < was.length && was[same] === became[same]) same += 1;
  let end = 0;
  while (end < Math.min(was.length, became.length) - same && was.at(-1 - end) === became.at(-1 - end)) end += 1;
  box.focus();
  box.setSelectionRange(same, was.length - end);
  type(box, became.slice(same, became.length - end));
}

function type(box: HTMLTextAreaElement, words: string): void {
  // Deprecated and the only way to be part of what Control and Z takes back; without it, the words are set.
  // oxlint-disable-next-line typescript/no-deprecated -- see above
  const isTyped = words ? document.execCommand("insertText", false, words) : document.execCommand("delete");
  if (isTyped) return;
  box.setRangeText(words, box.selectionStart, box.selectionEnd, "end");
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

function paste(event: ClipboardEvent): void {
  const box = lightBox(event.target);
  const html = event.clipboardData?.getData("text/html") ?? "";
  if (!box || !html) return; // plain text is as it is
  const text = fromHtml(new DOMParser().parseFromString(html, "text/html").body);
  if (!text) return;
  event.preventDefault();
  type(box, text);
}

export function start(): void {
  document.addEventListener("click", (event) => {
    const button = markButton.closest(event.target);
    const box = button && document.getElementById(markButton.get(button, "data-marks"));
    const which = button ? markButton.get(button, "data-mark") : "";
    if (box instanceof HTMLTextAreaElement && isMark(which)) mark(box, which);
  });
  document.addEventListener("keydown", (event) => {
    const box = lightBox(event.target);
    if (!box || event.altKey || event.key.toLowerCase() !== "b" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    mark(box, "bold");
  });
  document.addEventListener("paste", paste);
}
