// A button that was pressed without a connection: its line says that it will be sent, and sends it when the connection
// is back. Only verbs that are done once however often they are sent go by themselves; of others it is said that
// nothing has been done.
import { announce } from "./announce.ts";
import { answeringForm, setState, settlesRow, undoesRow } from "./contracts.ts";
import { NOT_SENT, WILL_BE_SENT, hasArrived, refusal } from "./offline-rules.ts";
import * as status from "./save-status.ts";

const AGAIN = 4000; // ms between two tries: a server that was started anew raises no event here
const waiting = new Map<HTMLElement, HTMLElement>(); // what was pressed, and the line that says so
let timer = 0;

const formOf = (pressed: HTMLElement) => pressed.closest<HTMLFormElement>("form");
const isDoneOnce = (pressed: HTMLElement) => Boolean(settlesRow.closest(pressed) ?? undoesRow.closest(pressed));

export function start(): void {
  document.addEventListener("htmx:sendError", (event) => {
    const { elt: pressed, verb } = event.detail.requestConfig;
    const form = formOf(pressed);
    if (verb !== "post" || !form || answeringForm.closest(form)) return; // an answer says so itself (answering.ts)
    if (isDoneOnce(pressed)) queue(pressed, form);
    else say(form, NOT_SENT);
  });
  document.addEventListener("htmx:responseError", (event) => {
    const { requestConfig, xhr } = event.detail;
    const form = formOf(requestConfig.elt);
    const words = refusal(xhr.status);
    if (requestConfig.verb !== "post" || !form || !words) return;
    done(requestConfig.elt);
    say(form, words);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const { requestConfig, xhr } = event.detail;
    if (requestConfig.verb === "post" && hasArrived(xhr.status)) done(requestConfig.elt);
  });
  window.addEventListener("online", sendAll);
}

function queue(pressed: HTMLElement, form: HTMLFormElement): void {
  if (!waiting.has(pressed)) {
    const line = say(form, WILL_BE_SENT);
    const leave = document.createElement("button");
    leave.type = "button";
    leave.className = "kw-button kw-button--quiet";
    leave.textContent = "Do not send it";
    leave.addEventListener("click", () => done(pressed));
    line.append(" ", leave);
    waiting.set(pressed, line);
    status.queued(waiting.size);
  }
  window.clearTimeout(timer);
  timer = window.setTimeout(sendAll, AGAIN);
}

function sendAll(): void {
  for (const pressed of waiting.keys()) {
    if (!pressed.isConnected) done(pressed);
    else if (pressed instanceof HTMLFormElement) pressed.requestSubmit();
    else pressed.click();
  }
}

function say(form: HTMLFormElement, words: string): HTMLElement {
  form.querySelector("[data-queued-note]")?.remove();
  const line = document.createElement("output");
  line.className = "kw-kept-line kw-small";
  setState(line, "data-queued-note");
  line.textContent = words;
  form.prepend(line);
  announce(words);
  return line;
}

/** It has arrived, or is not wanted any more. */
function done(pressed: HTMLElement): void {
  waiting.delete(pressed);
  formOf(pressed)?.querySelector("[data-queued-note]")?.remove();
  status.queued(waiting.size);
}
