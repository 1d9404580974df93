// Files of an entry that is being written: chosen, dropped, pasted, photographed or recorded, each is sent at once and kept
// with the draft on the server (docs/adr/0114). Without scripts they go along with the form.
import { announce } from "./announce.ts";
import { attachPart, callForm, recordButton, setState } from "./contracts.ts";
import { textOf } from "./http.ts";
import { type Recording, canRecord, lasted, record } from "./recording.ts";
import { became, tooLarge, upload } from "./upload.ts";

const AGAIN = [4_000, 15_000, 60_000]; // ms until a file is tried again by itself

let recording: Recording | null = null;
let coming = 0; // files on their way, and a recording that is just ending
let waiting: { form: HTMLFormElement; by: HTMLElement | null } | null = null; // Save was pressed meanwhile

function make<T extends keyof HTMLElementTagNameMap>(tag: T, named: string, words = ""): HTMLElementTagNameMap[T] {
  const el = document.createElement(tag);
  el.className = named;
  el.textContent = words;
  return el;
}

function button(words: string, then: () => void): HTMLButtonElement {
  const el = make("button", "kw-button kw-button--quiet", words);
  el.type = "button";
  el.addEventListener("click", then);
  return el;
}

/** One file, from when it was chosen until it stands in the list, or why it does not. */
class Coming {
  private readonly part: HTMLElement;
  private readonly form: HTMLFormElement;
  private readonly file: File;
  private readonly row = make("li", "kw-file kw-file--coming");
  private tries = 0;

  constructor(part: HTMLElement, form: HTMLFormElement, file: File) {
    this.part = part;
    this.form = form;
    this.file = file;
    part.querySelector("ul")?.append(this.row);
  }

  begin(): void {
    const large = tooLarge(this.file.size, attachPart.get(this.part, "data-largest"));
    if (large) this.refuse(large);
    else void this.send();
  }

  private async send(): Promise<void> {
    coming += 1;
    const bar = make("progress", "kw-file__bar");
    bar.setAttribute("aria-label", `Sending ${this.file.name}`);
    this.row.replaceChildren(make("span", "kw-small", this.file.name), bar);
    const answer = await upload(attachPart.get(this.part, "data-attaches"), this.said(), (share) => {
      if (share < 1) bar.value = share;
      else bar.removeAttribute("value"); // it is being looked at
    });
    coming -= 1;
    if (answer.status === 200) {
      this.put(textOf(answer.body["html"]));
      goOn();
      return;
    }
    const { words, again } = became(answer);
    if (again) this.later(words);
    else this.refuse(words);
  }

  private said(): FormData {
    const said = new FormData();
    for (const name of ["request", "draft_page"]) {
      const el = this.form.elements.namedItem(name);
      if (el instanceof HTMLInputElement) said.append(name, el.value);
    }
    said.append("file", this.file, this.file.name);
    return said;
  }

  private put(html: string): void {
    const found = new DOMParser().parseFromString(html, "text/html").querySelector("li");
    const caption = found?.querySelector<HTMLInputElement>("input[name^=caption]");
    const there = caption && document.getElementById(caption.id);
    if (there)
      this.row.remove(); // the same once more
    else if (found) this.row.replaceWith(found);
    announce(`${this.file.name} is attached.`);
    // The draft is kept anew, so that whoever loads the page again finds it.
    caption?.dispatchEvent(new Event("change", { bubbles: true }));
  }

  private refuse(words: string): void {
    this.say(
      words,
      button("Close", () => this.row.remove()),
    );
    stopWaiting();
  }

  private later(words: string): void {
    const after = AGAIN[this.tries];
    this.tries += 1;
    const timer = after === undefined ? 0 : window.setTimeout(() => void this.send(), after);
    const now = button("Try again", () => {
      window.clearTimeout(timer);
      void this.send();
    });
    const end = button("Close", () => {
      window.clearTimeout(timer);
      this.row.remove();
    });
    this.say(words, now, end);
    stopWaiting();
  }

  private say(words: string, ...buttons: HTMLElement[]): void {
    const sentence = `“${this.file.name}” is not attached. ${words}`;
    this.row.replaceChildren(make("p", "govuk-error-message kw-small", sentence), ...buttons);
    announce(sentence);
  }
}

/** Save was pressed while a file was on its way: now it is there. */
function goOn(): void {
  if (!waiting || coming > 0 || recording) return;
  const { form, by } = waiting;
  waiting = null;
  form.requestSubmit(by);
}

/** Something is not attached: whoever pressed Save should see it first. */
function stopWaiting(): void {
  if (!waiting) return;
  waiting = null;
  announce("Not saved yet: one file could not be attached.");
}

function take(part: HTMLElement, form: HTMLFormElement, files: Iterable<File>): void {
  for (const file of files) new Coming(part, form, file).begin();
}

// ---- the microphone -------------------------------------------------------------------------------------------------

function microphone(part: HTMLElement, form: HTMLFormElement): void {
  const press = recordButton.first(part);
  const line = part.querySelector<HTMLElement>(".kw-attach__said");
  if (!press || !line || !canRecord()) return;
  press.hidden = false;
  const words = press.textContent;
  const ended = (sound: File) => {
    recording = null;
    press.textContent = words;
    press.classList.remove("kw-button--recording");
    line.replaceChildren();
    take(part, form, [sound]);
  };
  const begin = async () => {
    press.disabled = true;
    try {
      const sign = make("strong", "kw-attach__recording");
      recording = await record((seconds) => {
        sign.textContent = `Recording ${lasted(seconds)}`;
      }, ended);
      line.replaceChildren(sign);
      press.textContent = "Stop recording";
      press.classList.add("kw-button--recording");
    } catch {
      line.textContent = "The browser may not use the microphone. Allow it beside the address, then try again.";
    }
    press.disabled = false;
  };
  press.addEventListener("click", () => {
    if (recording) recording.stop();
    else void begin();
  });
}

// ---- choosing, dropping, pasting ------------------------------------------------------------------------------------

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") === true;

function dropping(part: HTMLElement, form: HTMLFormElement): void {
  document.addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault(); // or the browser would leave the page for the file
    setState(part, "data-drop-target");
  });
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) setState(part, "data-drop-target", false);
  });
  document.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    setState(part, "data-drop-target", false);
    take(part, form, event.dataTransfer?.files ?? []);
  });
}

export function start(): void {
  const part = attachPart.first();
  const form = callForm.first();
  if (!part || !form) return;
  part.addEventListener("change", (event) => {
    const el = event.target;
    if (!(el instanceof HTMLInputElement) || el.type !== "file") return;
    const chosen = [...(el.files ?? [])];
    el.value = ""; // sent by itself, not once more with the form
    take(part, form, chosen);
  });
  dropping(part, form);
  document.addEventListener("paste", (event) => {
    const pasted = event.clipboardData;
    // Text with a picture of itself beside it, as Word has it, is text.
    if (!pasted || pasted.files.length === 0 || pasted.types.includes("text/plain")) return;
    event.preventDefault();
    take(part, form, pasted.files);
  });
  microphone(part, form);
  form.addEventListener(
    "submit",
    (event) => {
      if (coming === 0 && !recording) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      waiting = { form, by: event.submitter };
      announce("It is saved as soon as the file is there.");
      recording?.stop();
    },
    { capture: true },
  );
}
