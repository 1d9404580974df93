// A button that was pressed without a connection: its line says that it will be sent, and sends it when the connection is
// back. Only verbs that are done once however often they are sent go by themselves; of others it is said that nothing
// has been done.
import { announce } from "./page";
import * as status from "./status";

interface Failed {
  requestConfig: { elt: HTMLElement; verb: string };
  xhr: XMLHttpRequest;
  successful: boolean;
}

const AGAIN = 4000; // ms between two tries: a server that was started anew raises no event here
const waiting = new Map<HTMLElement, HTMLElement>(); // what was pressed, and the line that says so
let timer = 0;

const formOf = (pressed: HTMLElement) => pressed.closest<HTMLFormElement>("form");
const isOnce = (pressed: HTMLElement) => Boolean(pressed.closest("[data-goes-on], [data-undoes]"));

export function start(): void {
  document.addEventListener("htmx:sendError", (event) => {
    const { requestConfig } = (event as CustomEvent<Failed>).detail;
    const pressed = requestConfig.elt;
    if (requestConfig.verb !== "post" || !formOf(pressed)) return;
    if (isOnce(pressed)) later(pressed);
    else say(pressed, "Not done: there is no connection. What you typed is kept; press the button again when it is back.");
  });
  document.addEventListener("htmx:responseError", (event) => {
    const { requestConfig, xhr } = (event as CustomEvent<Failed>).detail;
    if (requestConfig.verb !== "post" || !formOf(requestConfig.elt) || xhr.status === 422) return;
    done(requestConfig.elt);
    const out = "Not done: you are signed out. What you typed is kept. Sign in in another window, then press it again.";
    say(requestConfig.elt, xhr.status === 401 ? out : "Not done: something went wrong. Try again, or reload the page.");
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const { requestConfig, xhr } = (event as CustomEvent<Failed>).detail;
    if (requestConfig.verb === "post" && xhr.status && (xhr.status < 400 || xhr.status === 422)) done(requestConfig.elt);
  });
  window.addEventListener("online", () => again());
}

function later(pressed: HTMLElement): void {
  if (!waiting.has(pressed)) {
    const line = say(pressed, "No connection: this will be sent when it is back.");
    const leave = document.createElement("button");
    leave.type = "button";
    leave.className = "kw-button kw-button--quiet";
    leave.textContent = "Do not send it";
    leave.addEventListener("click", () => done(pressed));
    line.append(" ", leave);
    waiting.set(pressed, line);
    status.toSend(waiting.size);
  }
  window.clearTimeout(timer);
  timer = window.setTimeout(again, AGAIN);
}

function again(): void {
  for (const pressed of waiting.keys()) {
    if (!pressed.isConnected) done(pressed);
    else if (pressed instanceof HTMLFormElement) pressed.requestSubmit();
    else pressed.click();
  }
}

function say(pressed: HTMLElement, words: string): HTMLElement {
  const form = formOf(pressed) as HTMLFormElement;
  form.querySelector("[data-waits]")?.remove();
  const line = document.createElement("output");
  line.className = "kw-kept-line kw-small";
  line.dataset.waits = "";
  line.textContent = words;
  form.prepend(line);
  announce(words);
  return line;
}

/** It has arrived, or is not wanted any more. */
function done(pressed: HTMLElement): void {
  waiting.delete(pressed);
  formOf(pressed)?.querySelector("[data-waits]")?.remove();
  status.toSend(waiting.size);
}
