// The search by keyboard: arrows go through what is found and back to the box. What was typed stands again when somebody
// comes back to the page: kept with the page in the browser's history, since words about people are in no address.

const box = () => document.querySelector<HTMLInputElement>("form[data-search] input[type=search]");
const links = () => [...document.querySelectorAll<HTMLElement>("#found .kw-hit__go")];

export function start(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-search]");
  if (!form) return;
  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  document.addEventListener("keydown", step);
  const kept = (history.state as { search?: Record<string, string> } | null)?.search;
  const el = box();
  if (kept && el && !el.value) {
    for (const [name, value] of Object.entries(kept)) {
      const field = form.elements.namedItem(name);
      if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) field.value = value;
    }
    if (el.value) window.setTimeout(() => form.requestSubmit(), 0);
  }
}

function keep(event: Event): void {
  const form = event.currentTarget as HTMLFormElement;
  const said = Object.fromEntries([...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken"));
  history.replaceState({ ...(history.state as object | null), search: said }, "");
}

function step(event: KeyboardEvent): void {
  const at = document.activeElement as HTMLElement | null;
  const found = links();
  const here = at ? found.indexOf(at) : -1;
  if (here < 0 && at !== box()) return;
  if (event.key === "Escape" && here >= 0) return go(box(), event);
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
