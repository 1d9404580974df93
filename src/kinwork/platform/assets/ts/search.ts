// The search by keyboard: arrows go through what is found and back to the box. What was typed stands again when
// somebody comes back to the page: kept with the page in the browser's history, since words about people are in no
// address.
import { byId, searchForm } from "./contracts.ts";
import * as searchKey from "./search-key.ts";

const box = () => searchForm.first()?.querySelector<HTMLInputElement>("input[type=search]") ?? null;
const links = () => [...(byId("found")?.querySelectorAll<HTMLElement>(".kw-hit__go") ?? [])];

export function start(): void {
  searchKey.start();
  const form = searchForm.first();
  if (!form) return;
  const keep = () => {
    const typed = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
    history.replaceState({ ...stateOf(history.state), search: Object.fromEntries(typed) }, "");
  };
  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  document.addEventListener("keydown", step);
  const kept = stateOf(stateOf(history.state)["search"]);
  const el = box();
  if (!el || el.value) return;
  for (const [name, value] of Object.entries(kept)) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) field.value = String(value);
  }
  if (el.value) window.setTimeout(() => form.requestSubmit(), 0);
}

function stateOf(found: unknown): Record<string, unknown> {
  return typeof found === "object" && found !== null ? { ...found } : {};
}

function step(event: KeyboardEvent): void {
  const at = document.activeElement;
  const found = links();
  const here = at instanceof HTMLElement ? found.indexOf(at) : -1;
  if (here < 0 && at !== box()) return;
  if (event.key === "Escape" && here >= 0) {
    go(box(), event);
    return;
  }
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const next = here + (event.key === "ArrowDown" ? 1 : -1);
  if (here < 0 && event.key === "ArrowUp") return;
  go(next < 0 ? box() : found[next], event);
}

function go(to: HTMLElement | null | undefined, event: Event): void {
  if (!to) return;
  event.preventDefault();
  to.focus();
}
