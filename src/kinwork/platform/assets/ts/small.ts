// Small helpers: what a typed date means, the beginning of a line, the projector, the minutes of a turn.
import { send } from "./page";

export function start(): void {
  dates();
  chips();
  projector();
  clocks();
  alongWith();
  onceOnly();
  goOnWriting();
  openedForms();
}

function dates(): void {
  // A pause in each box for itself: who goes on to the next box still gets an answer in this one.
  const pauses = new WeakMap<HTMLInputElement, number>();
  const soon = (el: HTMLInputElement) => {
    window.clearTimeout(pauses.get(el));
    pauses.set(
      el,
      window.setTimeout(() => void explain(el), 250),
    );
  };
  document.addEventListener("input", (event) => {
    const el = event.target as HTMLInputElement;
    if (el.matches?.("input[data-date]")) soon(el);
  });
  // Born, or still expected: the same words mean another day.
  document.addEventListener("change", (event) => {
    const id = (event.target as HTMLElement).id;
    const el = id && document.querySelector<HTMLInputElement>(`input[data-kind-in="${CSS.escape(id)}"]`);
    if (el) soon(el);
  });
}

async function explain(el: HTMLInputElement): Promise<void> {
  const place = document.getElementById(el.dataset.date ?? "");
  if (!place) return;
  place.dataset.hint ??= place.textContent ?? "";
  const kind = document.getElementById(el.dataset.kindIn ?? "") as HTMLSelectElement | null;
  const looks = kind?.value === "expected" ? "expected" : el.dataset.looks;
  const typed = el.value;
  if (!typed.trim() && looks === el.dataset.looks) {
    place.textContent = place.dataset.hint;
    place.classList.remove("kw-means--problem");
    return;
  }
  // Sent, not asked for by address: a date of birth stays out of addresses.
  const { status, said } = await send(`/words/${looks === "time" ? "time" : "date"}/`, { typed, looks, partial: el.dataset.partial ?? "" });
  if (status !== 200 || el.value !== typed) return;
  place.textContent = String(said.means ?? said.problem ?? "");
  place.classList.toggle("kw-means--problem", "problem" in said);
}

function chips(): void {
  document.addEventListener("click", (event) => {
    const chip = (event.target as HTMLElement).closest?.<HTMLButtonElement>("[data-begin]");
    const el = chip && (document.getElementById(chip.dataset.into ?? "") as HTMLTextAreaElement | null);
    if (!chip || !el) return;
    const before = el.value.slice(0, el.selectionStart);
    const start = before && !before.endsWith("\n") ? "\n" : "";
    el.focus();
    el.setRangeText(`${start}${chip.dataset.begin}: `, el.selectionStart, el.selectionEnd, "end");
    el.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

function projector(): void {
  const button = document.querySelector<HTMLButtonElement>("[data-projector]");
  button?.addEventListener("click", () => {
    const on = document.documentElement.classList.toggle("kw-projected");
    button.setAttribute("aria-pressed", String(on));
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `kinwork_projector=${on ? 1 : 0}; path=/; max-age=31536000; SameSite=Lax${secure}`;
  });
}

/** Minutes since the unit turned to this family, beside what was planned. Nothing is cut off. */
function clocks(): void {
  const place = document.querySelector<HTMLElement>("[data-since]");
  if (!place) return;
  const since = Date.parse(place.dataset.since ?? "");
  const show = () => {
    const minutes = Math.max(0, Math.floor((Date.now() - since) / 60_000));
    const hours = Math.floor(minutes / 60);
    place.textContent = hours > 5 ? "" : `${hours ? `${hours} h ` : ""}${minutes % 60} min`;
  };
  show();
  window.setInterval(show, 20_000);
}

/** What is typed beside one form goes along with another: "carry" takes the note that stands beside "done". */
function alongWith(): void {
  document.addEventListener(
    "submit",
    (event) => {
      for (const also of (event.target as HTMLElement).querySelectorAll<HTMLInputElement>("input[data-also]")) {
        const box = document.getElementById(also.dataset.also ?? "");
        if (box instanceof HTMLInputElement || box instanceof HTMLTextAreaElement) also.value = box.value;
      }
    },
    true,
  );
}

/** A double click sends a form once. */
function onceOnly(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (form.method !== "post" || form.hasAttribute("hx-post") || event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    window.setTimeout(() => delete form.dataset.sent, 4000);
  });
}

/** What was added is where one writes next: its first box, or the form for one more. */
function goOnWriting(): void {
  let form: HTMLElement | null = null;
  let known = new Set<string>();
  document.addEventListener("submit", (event) => {
    form = (event.target as HTMLElement).closest<HTMLElement>("[data-then-write], [data-then]");
    known = new Set([...document.querySelectorAll<HTMLElement>("textarea[data-box]")].map((el) => el.dataset.box ?? ""));
  });
  document.addEventListener("kw:exchanged", (event) => {
    const section = event.target === document ? (event as CustomEvent<{ mine: boolean; id: string }>).detail : null;
    if (!form || !section?.mine || form.getAttribute("hx-target") !== `#${section.id}`) return;
    const { then, thenWrite } = form.dataset;
    form = null;
    if (thenWrite !== undefined) {
      const boxes = [...document.querySelectorAll<HTMLElement>(`#${section.id} textarea[data-box]`)];
      const added = boxes.find((el) => !known.has(el.dataset.box ?? ""));
      added?.focus({ preventScroll: true });
      added?.closest(".kw-card")?.scrollIntoView({ block: "nearest" });
      added?.scrollIntoView({ block: "nearest" });
    } else if (then && !document.querySelector(`#${section.id} .govuk-input--error, #${section.id} .govuk-select--error`)) {
      document.getElementById(then)?.focus();
    }
  });
}

/** Whoever opens a form writes in it next. */
function openedForms(): void {
  document.addEventListener("click", (event) => {
    const summary = (event.target as HTMLElement).closest?.("summary");
    const details = summary?.parentElement;
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
