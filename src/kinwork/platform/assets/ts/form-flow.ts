// What happens around a form: what goes along with it, that it is sent once, and where one writes next.
import * as answering from "./answering.ts";
import * as coding from "./coding.ts";
import { editableField, thenTo, thenWrite, typedBeside } from "./contracts.ts";
import { targetOf } from "./events.ts";
import { isFormField } from "./form-fields.ts";

const ONCE = 4000; // ms in which a second click sends nothing
const sending = new WeakSet<HTMLFormElement>();

export function start(): void {
  document.addEventListener("submit", alongWith, true);
  onceOnly();
  goOnWriting();
  openedForms();
  answering.start();
  coding.start();
}

/** What is typed beside one form goes along with another: "carry" takes the note that stands beside "done". */
function alongWith(event: SubmitEvent): void {
  const form = targetOf(event);
  for (const one of form ? typedBeside.all(form) : []) {
    const box = document.getElementById(typedBeside.get(one, "data-also"));
    if (isFormField(box)) one.value = box.value;
  }
}

/** A double click sends a form once. */
function onceOnly(): void {
  document.addEventListener("submit", (event) => {
    const form = targetOf(event);
    if (!(form instanceof HTMLFormElement)) return;
    if (form.method !== "post" || form.hasAttribute("hx-post") || event.defaultPrevented) return;
    if (sending.has(form)) {
      event.preventDefault();
      return;
    }
    sending.add(form);
    window.setTimeout(() => sending.delete(form), ONCE);
  });
}

const keyOf = (el: HTMLTextAreaElement) => editableField.get(el, "data-box");

/** What was added is where one writes next: its first box, or the form for one more. */
function goOnWriting(): void {
  let form: HTMLElement | null = null;
  let known = new Set<string>();
  document.addEventListener("submit", (event) => {
    form = thenWrite.closest(event.target) ?? thenTo.closest(event.target);
    known = new Set(editableField.all().map((el) => keyOf(el)));
  });
  document.addEventListener("kw:swapped", (event) => {
    const { mine, id } = event.detail;
    if (!form || !mine || form.getAttribute("hx-target") !== `#${id}`) return;
    const sent = form;
    form = null;
    const part = document.getElementById(id);
    if (!part) return;
    if (thenWrite.is(sent)) {
      const added = editableField.all(part).find((el) => !known.has(keyOf(el)));
      added?.focus({ preventScroll: true });
      added?.closest(".kw-card")?.scrollIntoView({ block: "nearest" });
      added?.scrollIntoView({ block: "nearest" });
    } else if (!part.querySelector(".govuk-input--error, .govuk-select--error")) {
      document.getElementById(thenTo.get(sent, "data-then"))?.focus();
    }
  });
}

/** Whoever opens a form writes in it next. */
function openedForms(): void {
  document.addEventListener("click", (event) => {
    const details = targetOf(event)?.closest("summary")?.parentElement;
    if (!(details instanceof HTMLDetailsElement) || details.open) return; // it opens after this
    const inside = "input:not([type=hidden]), select, textarea, button, a[href], details details";
    const first = details.querySelector<HTMLElement>(inside);
    if (!first?.matches("input, select, textarea") || !first.closest("form")) return;
    window.setTimeout(() => {
      if (!details.open) return;
      first.focus({ preventScroll: true });
      (first.closest("form") ?? first).scrollIntoView({ block: "nearest" });
    });
  });
}
