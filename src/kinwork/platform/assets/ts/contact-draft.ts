// A call or an entry that is being written down is a draft on the server from its first word: at each pause everything on the page
// is sent, so that whoever took the call, or a colleague, goes on with it on whichever device (docs/adr/0095, 0112). What the
// server could not take yet stays on this device as with every form (form-drafts.ts).
import { callForm } from "./contracts.ts";
import { isFormField } from "./form-fields.ts";
import { settle } from "./form-drafts.ts";
import { type Answer, send, textOf } from "./http.ts";

const PAUSE = 700; // ms without a key
const AGAIN = 8_000; // ms until the server is tried again

let timer = 0;
let isBusy = false;
let isWaiting = false;
let isOver = false; // sent, or written elsewhere: nothing is kept from this page any more

function valuesOf(form: HTMLFormElement): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== "string") continue;
    const before = found[name];
    found[name] = before === undefined ? value : `${before}\n${value}`; // several ticked: one a line
  }
  return found;
}

/** A hidden box's value, which goes along with what is sent. */
function hidden(form: HTMLFormElement, name: string): HTMLInputElement | null {
  const el = form.elements.namedItem(name);
  return el instanceof HTMLInputElement ? el : null;
}

function say(form: HTMLFormElement, words: string): void {
  const line = callForm.first() === form ? document.getElementById(callForm.get(form, "data-says")) : null;
  if (line && line.textContent !== words) line.textContent = words;
}

function later(form: HTMLFormElement, after = PAUSE): void {
  window.clearTimeout(timer);
  if (!isOver) timer = window.setTimeout(() => void save(form), after);
}

async function save(form: HTMLFormElement, keepalive = false): Promise<void> {
  if (isOver) return;
  if (isBusy) {
    isWaiting = true;
    return;
  }
  isBusy = true;
  const sent = valuesOf(form);
  const answer = await send(callForm.get(form, "data-keeps"), sent, keepalive);
  isBusy = false;
  became(form, sent, answer);
  if (isWaiting) {
    isWaiting = false;
    later(form, 0);
  }
}

function became(form: HTMLFormElement, sent: Record<string, string>, { status, body }: Answer): void {
  if (status === 200) {
    const version = hidden(form, "draft_version");
    if (version) version.value = String(body["version"]);
    const address = textOf(body["address"]);
    settle(form, sent);
    if (address && location.pathname + location.search !== address) {
      history.replaceState(history.state, "", address); // whoever loads the page again goes on with this call
      form.action = address;
    }
    say(form, `Draft kept at ${textOf(body["at"])}. You can go on with it on any device.`);
  } else if (status === 409) {
    isOver = true;
    say(form, textOf(body["error"]));
  } else if (status === 401) {
    say(form, "You have been signed out. What you typed is kept on this device: sign in again to go on.");
  } else {
    say(form, textOf(body["error"], "The server cannot be reached. What you typed is kept on this device."));
    later(form, AGAIN);
  }
}

export function start(): void {
  const form = callForm.first();
  if (!form) return;
  const onType = (event: Event) => {
    if (isFormField(event.target)) later(form);
  };
  form.addEventListener("input", onType);
  form.addEventListener("change", onType);
  form.addEventListener("submit", () => {
    isOver = true;
    window.clearTimeout(timer);
  });
  window.addEventListener("pagehide", () => {
    if (timer) void save(form, true);
  });
  // Control and Enter saves the call from any box.
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
}
