// The line below a form that saves as one answers: "Saved." is said of all that stands there, never of what stood before.

export const SAVING = "Saving…";
const SAVED = "Saved.";

type Line = Pick<HTMLElement, "textContent">;

export class SavedLine {
  readonly #line: Line;
  #isUnsent = false;
  #then: (() => void) | undefined;

  constructor(line: Line) {
    this.#line = line;
  }

  /** It speaks of this form from now on. */
  of(form: EventTarget): this {
    const changed = () => {
      this.#isUnsent = true;
      this.#line.textContent = SAVING;
    };
    // On the way down: before htmx hears of it, which may send at once.
    form.addEventListener("input", changed, { capture: true });
    form.addEventListener("change", changed, { capture: true });
    form.addEventListener("htmx:beforeRequest", () => {
      this.#isUnsent = false;
    });
    form.addEventListener("htmx:afterRequest", () => {
      // What arrived is not all: the rest is still to be sent.
      if (this.#isUnsent) this.#line.textContent = SAVING;
      else this.#go();
    });
    return this;
  }

  /** Now, or as soon as all that stands there has arrived; the last one asked for alone. */
  whenSaved(then: () => void): void {
    this.#then = then;
    if (!this.#isUnsent && this.#line.textContent !== SAVING) this.#go();
  }

  #go(): void {
    const said = (this.#line.textContent ?? "").trim();
    if (said && said !== SAVED) return; // it was not taken, and the line says why
    this.#then?.();
    this.#then = undefined;
  }
}
