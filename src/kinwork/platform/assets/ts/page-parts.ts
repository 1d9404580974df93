// A page of many parts, some of which are read when wanted: unfolding one asks for it (htmx), a link in the list of
// parts unfolds it, and printing takes the whole page.
import { jumpLink, unreadPart } from "./contracts.ts";

let wanted = ""; // where somebody jumped to before it was there

export function start(): void {
  document.addEventListener("click", jump);
  document.addEventListener("htmx:afterSettle", arrive);
  window.addEventListener("beforeprint", readAll);
}

function jump(event: MouseEvent): void {
  const link = jumpLink.closest(event.target);
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const part = document.getElementById(jumpLink.get(link, "data-jump"));
  if (!(part instanceof HTMLDetailsElement)) return;
  event.preventDefault();
  if (unreadPart.is(part)) wanted = part.id;
  part.open = true;
  part.scrollIntoView();
  part.querySelector("summary")?.focus({ preventScroll: true });
}

/** A folded part at the end of the page cannot be scrolled to the top of the screen until it has come. */
function arrive(): void {
  if (wanted) document.getElementById(wanted)?.scrollIntoView();
  wanted = "";
}

/** Paper does not wait for answers: what is missing is asked for while the browser stands still. */
function readAll(): void {
  for (const part of unreadPart.all()) {
    const asked = new XMLHttpRequest();
    asked.open("GET", unreadPart.get(part, "data-part"), false);
    asked.setRequestHeader("HX-Request", "true");
    try {
      asked.send();
    } catch {
      continue; // without a connection what is there is printed, and the rest says that it is not
    }
    if (asked.status === 200) part.outerHTML = asked.responseText;
  }
  for (const part of document.querySelectorAll<HTMLDetailsElement>("details.kw-part")) part.open = true;
}
