// What a typed date or time means, said beside its box while it is typed.
import { typedDate } from "./contracts.ts";
import { targetOf } from "./events.ts";
import { send, textOf } from "./http.ts";

const PAUSE = 250;
const pauses = new WeakMap<HTMLInputElement, number>(); // in each box for itself: who goes on still gets an answer here
const hints = new WeakMap<HTMLElement, string>(); // what stood there before

export function start(): void {
  document.addEventListener("input", (event) => {
    const el = targetOf(event);
    if (typedDate.is(el)) soon(el);
  });
  // Born, or still expected: the same words mean another day.
  document.addEventListener("change", (event) => {
    const id = targetOf(event)?.id;
    const el = id ? typedDate.all().find((one) => typedDate.get(one, "data-kind-in") === id) : undefined;
    if (el) soon(el);
  });
}

function soon(el: HTMLInputElement): void {
  window.clearTimeout(pauses.get(el));
  pauses.set(
    el,
    window.setTimeout(() => void explain(el), PAUSE),
  );
}

async function explain(el: HTMLInputElement): Promise<void> {
  const place = document.getElementById(typedDate.get(el, "data-date"));
  if (!place) return;
  const hint = hints.get(place) ?? place.textContent;
  hints.set(place, hint);
  const usual = typedDate.get(el, "data-looks");
  const kind = document.getElementById(typedDate.get(el, "data-kind-in") ?? "");
  const looks = kind instanceof HTMLSelectElement && kind.value === "expected" ? "expected" : usual;
  const typed = el.value;
  if (!typed.trim() && looks === usual) {
    place.textContent = hint;
    place.classList.remove("kw-means--problem");
    return;
  }
  // Sent, not asked for by address: a date of birth stays out of addresses.
  const partial = typedDate.get(el, "data-partial") ?? "";
  const from = typedDate.get(el, "data-from") ?? "";
  const { status, body } = await send(`/words/${looks === "time" ? "time" : "date"}/`, { typed, looks, partial, from });
  if (status !== 200 || el.value !== typed) return;
  place.textContent = textOf(body["means"], textOf(body["problem"]));
  place.classList.toggle("kw-means--problem", "problem" in body);
}
