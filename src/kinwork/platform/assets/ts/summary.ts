// Writing a summary: what is taken up goes into the part in which one wrote last, and a key leads to the entries.
import {
  editableField,
  intoPart,
  intoWords,
  settledRow,
  shortcutRow,
  summaryEntries,
  summaryPart,
} from "./contracts.ts";
import { entryToTurnTo, move } from "./summary-rules.ts";

let part = "";
let box = ""; // where one wrote last
let entry = ""; // at which one was last

export function start(): void {
  if (!summaryEntries.first()) return;
  document.addEventListener("focusin", remember);
  document.addEventListener("keydown", onKey);
  document.addEventListener("kw:swapped", show);
}

function remember(event: FocusEvent): void {
  const section = summaryPart.closest(event.target);
  if (section && editableField.is(event.target)) {
    part = summaryPart.get(section, "data-summary-part");
    box = event.target.id;
    show();
  }
  if (shortcutRow.is(event.target) && summaryEntries.closest(event.target)) entry = event.target.id;
}

/** Every entry says where it would go. */
function show(): void {
  const section = summaryPart.all().find((one) => summaryPart.get(one, "data-summary-part") === part);
  if (!section) return;
  for (const input of intoPart.all()) input.value = part;
  const words = intoWords.first();
  if (words) words.textContent = section.querySelector("h2")?.textContent?.trim() ?? "";
}

function onKey(event: KeyboardEvent): void {
  const list = summaryEntries.first();
  if (!list || event.isComposing) return;
  const isInText = editableField.is(event.target) && summaryPart.closest(event.target) !== null;
  const isAtEntries = summaryEntries.closest(event.target) !== null;
  const to = move(event.key, event.ctrlKey || event.metaKey, isInText, isAtEntries);
  if (!to) return;
  const rows = shortcutRow.all(list).map((row) => ({ id: row.id, isTakenUp: settledRow.is(row) }));
  const id = to === "text" ? box : entryToTurnTo(rows, entry);
  const target = document.getElementById(id);
  if (!target) return;
  event.preventDefault();
  target.focus();
}
