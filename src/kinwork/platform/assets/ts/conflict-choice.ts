// Below a text in which two wrote over the same passage: each version with a button; one press settles it.
import { type Conflict, type Version, conflictsIn, settledWords } from "./conflicts.ts";

const shown = new WeakMap<HTMLElement, string>(); // by panel: what it offers

/** Show below a text what is to be settled in it. */
export function offerChoice(el: HTMLTextAreaElement): void {
  const frame = el.closest<HTMLElement>(".kw-box");
  if (!frame) return;
  const now = conflictsIn(el.value);
  let place = frame.querySelector<HTMLElement>(".kw-versions");
  const key = JSON.stringify(now.map((conflict) => conflict.versions));
  if (place && shown.get(place) === key) return;
  if (now.length === 0) {
    place?.remove();
    return;
  }
  if (!place) {
    place = document.createElement("div");
    place.className = "kw-versions kw-noprint";
    el.after(place);
  }
  shown.set(place, key);
  place.replaceChildren(...now.map((conflict, n) => panel(el, conflict, n)));
}

function panel(el: HTMLTextAreaElement, conflict: Conflict, n: number): HTMLElement {
  const frame = document.createElement("div");
  frame.className = "kw-versions__run";
  frame.setAttribute("role", "group");
  frame.setAttribute("aria-label", "Which version is right?");
  const words = document.createElement("p");
  words.className = "kw-versions__question";
  words.textContent = "This was changed by two people at once. Which is right?";
  const list = document.createElement("ul");
  list.className = "kw-versions__list";
  for (const version of conflict.versions) {
    const li = document.createElement("li");
    const name = document.createElement("strong");
    name.textContent = version.name;
    const text = document.createElement("span");
    text.textContent = version.words;
    const label = `Keep this: what ${version.name} wrote`;
    li.append(
      name,
      text,
      button("Keep this", label, () => settle(el, n, [version])),
    );
    list.append(li);
  }
  const both = button("Keep both", "Keep both, one after the other", () => settle(el, n, conflict.versions));
  frame.append(words, list, both);
  return frame;
}

function button(text: string, label: string, press: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "kw-button";
  made.textContent = text;
  made.setAttribute("aria-label", label);
  made.addEventListener("click", press);
  return made;
}

/** The chosen words in place of all versions; typed like anything else, so that it saves, and Ctrl+Z takes it back. */
function settle(el: HTMLTextAreaElement, n: number, chosen: Version[]): void {
  const conflict = conflictsIn(el.value)[n];
  if (!conflict) return;
  const words = settledWords(chosen);
  el.focus();
  el.setSelectionRange(conflict.start, conflict.end);
  // oxlint-disable-next-line typescript/no-deprecated -- nothing else types so that the browser can take it back
  if (document.execCommand(words ? "insertText" : "delete", false, words)) return;
  el.setRangeText(words, conflict.start, conflict.end, "end");
  el.dispatchEvent(new Event("input", { bubbles: true }));
}
