// Ordering the agenda by dragging; the buttons and Alt with the arrows do the same without.
import { type State, agendaItem, dropForm, hasState, setState } from "./contracts.ts";
import { targetOf } from "./events.ts";

let held: HTMLElement | null = null;

function mark(item: HTMLElement | null, state: State): void {
  for (const one of agendaItem.all()) if (hasState(one, state) !== (one === item)) setState(one, state, one === item);
}

function end(): void {
  held = null;
  mark(null, "data-dragged");
  mark(null, "data-drop-target");
}

export function start(): void {
  document.addEventListener("pointerdown", (event) => {
    if (!targetOf(event)?.closest(".kw-handle")) return;
    held = agendaItem.closest(event.target);
    mark(held, "data-dragged");
    event.preventDefault();
  });
  document.addEventListener("pointermove", (event) => {
    if (!held) return;
    const over = agendaItem.closest(document.elementFromPoint(event.clientX, event.clientY));
    mark(over === held ? null : over, "data-drop-target");
  });
  document.addEventListener("pointerup", () => {
    const over = agendaItem.all().find((one) => hasState(one, "data-drop-target"));
    if (held && over) drop(held, over);
    end();
  });
  document.addEventListener("pointercancel", end);
}

function drop(item: HTMLElement, onto: HTMLElement): void {
  const form = dropForm.first(item);
  const to = form?.querySelector<HTMLInputElement>("input[name=to]");
  if (!form || !to) return;
  to.value = agendaItem.get(onto, "data-move");
  form.requestSubmit();
}
