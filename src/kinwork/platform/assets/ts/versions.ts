// Where two people wrote different words over the same passage, both versions stand in the box, each with its writer's
// name. Below the box each has a button; one press settles it.

const OPENS = "⟦";
const CLOSES = "⟧";

interface Version {
  name: string;
  words: string;
}

interface Run {
  start: number;
  end: number;
  versions: Version[];
}

export function runs(text: string): Run[] {
  const found: Run[] = [];
  let depth = 0;
  let start = 0;
  for (let place = 0; place < text.length; place += 1) {
    if (text[place] === OPENS) {
      if (depth === 0) start = place;
      depth += 1;
    } else if (text[place] === CLOSES && depth) {
      depth -= 1;
      if (depth) continue;
      const [name = "", ...rest] = text.slice(start + 1, place).split(": ");
      const version = { name, words: rest.join(": ") };
      const last = found.at(-1);
      if (last && start === last.end + 1 && " \n".includes(text.charAt(last.end))) {
        last.versions.push(version);
        last.end = place + 1;
      } else {
        found.push({ start, end: place + 1, versions: [version] });
      }
    }
  }
  return found.filter((run) => run.versions.length > 1);
}

/** Show below a box what is to be settled in it. */
export function offer(el: HTMLTextAreaElement): void {
  const frame = el.closest<HTMLElement>(".kw-box");
  if (!frame) return;
  const now = runs(el.value);
  let place = frame.querySelector<HTMLElement>(".kw-versions");
  const key = JSON.stringify(now.map((run) => run.versions));
  if (place?.dataset.shown === key) return;
  if (!now.length) {
    place?.remove();
    return;
  }
  if (!place) {
    place = document.createElement("div");
    place.className = "kw-versions kw-noprint";
    el.after(place);
  }
  place.dataset.shown = key;
  place.replaceChildren(...now.map((run, n) => panel(el, run, n)));
}

function panel(el: HTMLTextAreaElement, run: Run, n: number): HTMLElement {
  const frame = document.createElement("div");
  frame.className = "kw-versions__run";
  frame.setAttribute("role", "group");
  frame.setAttribute("aria-label", "Which version is right?");
  const words = document.createElement("p");
  words.className = "kw-versions__question";
  words.textContent = "This was changed by two people at once. Which is right?";
  const list = document.createElement("ul");
  list.className = "kw-versions__list";
  for (const version of run.versions) {
    const li = document.createElement("li");
    const name = document.createElement("strong");
    name.textContent = version.name;
    const said = document.createElement("span");
    said.textContent = version.words;
    li.append(name, said, button(`Keep this`, `Keep this: what ${version.name} wrote`, () => settle(el, n, [version])));
    list.append(li);
  }
  frame.append(words, list, button("Keep both", "Keep both, one after the other", () => settle(el, n, run.versions)));
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
  const run = runs(el.value)[n];
  if (!run) return;
  const words = chosen.map((version) => version.words).reduce((all, one) => all + (/[.!?…]\s*$/.test(all) ? " " : "; ") + one);
  el.focus();
  el.setSelectionRange(run.start, run.end);
  if (document.execCommand(words ? "insertText" : "delete", false, words)) return;
  el.setRangeText(words, run.start, run.end, "end");
  el.dispatchEvent(new Event("input", { bubbles: true }));
}
