// The parts of a discussion in a list that stays in sight: what is written already, and by key from one to the next.
import { partLink } from "./contracts.ts";

interface Part {
  link: HTMLAnchorElement;
  section: HTMLElement;
}

function parts(): Part[] {
  return partLink.all().flatMap((link) => {
    const section = document.getElementById(link.hash.slice(1))?.closest("section");
    return section ? [{ link, section }] : [];
  });
}

/** Something is written in a box, a line stands there, or a line of last time has been settled. */
const isWritten = (section: HTMLElement): boolean =>
  section.querySelector("li.kw-line, [data-over]") !== null ||
  [...section.querySelectorAll("textarea")].some((el) => el.value.trim());

function mark({ link, section }: Part): void {
  const sign = link.querySelector<HTMLElement>(".kw-parts__mark");
  if (sign) sign.hidden = !isWritten(section);
}

function markAround(event: Event): void {
  const at = event.target;
  for (const part of parts()) if (at instanceof Node && part.section.contains(at)) mark(part);
}

/** On to the next part, or back to the one before: into its first box, or to its heading. */
function goOn(from: EventTarget | null, by: 1 | -1): boolean {
  const all = parts();
  const now = all.findIndex(({ section }) => from instanceof Node && section.contains(from));
  const next = now === -1 ? undefined : all[now + by];
  if (!next) return false;
  const box = next.section.querySelector<HTMLElement>("textarea");
  if (box) box.focus({ preventScroll: true });
  else next.link.focus({ preventScroll: true });
  next.section.scrollIntoView({ block: "start" });
  return true;
}

export function start(): void {
  if (!partLink.first()) return;
  document.addEventListener("input", markAround);
  document.addEventListener("htmx:afterSettle", () => {
    for (const part of parts()) mark(part);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    if (goOn(event.target, event.shiftKey ? -1 : 1)) event.preventDefault();
  });
}
