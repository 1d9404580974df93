// Ordering the agenda by dragging; the buttons and Alt with the arrows do the same without.
let held: HTMLElement | null = null;

function itemOf(target: EventTarget | null): HTMLElement | null {
  return (target as HTMLElement | null)?.closest?.<HTMLElement>(".kw-agenda__item[data-move]") ?? null;
}

function clear(): void {
  document.querySelectorAll("[data-over],[data-held]").forEach((el) => {
    el.removeAttribute("data-over");
    el.removeAttribute("data-held");
  });
}

export function start(): void {
  document.addEventListener("pointerdown", (event) => {
    if (!(event.target as HTMLElement).closest?.(".kw-handle")) return;
    held = itemOf(event.target);
    held?.setAttribute("data-held", "");
    event.preventDefault();
  });
  document.addEventListener("pointermove", (event) => {
    if (!held) return;
    const over = itemOf(document.elementFromPoint(event.clientX, event.clientY));
    document.querySelectorAll("[data-over]").forEach((el) => el !== over && el.removeAttribute("data-over"));
    if (over && over !== held) over.setAttribute("data-over", "");
  });
  document.addEventListener("pointerup", () => {
    const over = document.querySelector<HTMLElement>(".kw-agenda__item[data-over]");
    if (held && over) drop(held, over);
    held = null;
    clear();
  });
  document.addEventListener("pointercancel", () => {
    held = null;
    clear();
  });
}

function drop(item: HTMLElement, onto: HTMLElement): void {
  const form = item.querySelector<HTMLFormElement>("form[data-drop]");
  const to = form?.querySelector<HTMLInputElement>("input[name=to]");
  if (!form || !to) return;
  to.value = onto.dataset.move ?? "0";
  form.requestSubmit();
}
