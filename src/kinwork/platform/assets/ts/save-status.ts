// One line that says whether what was typed is safe.
import { announce } from "./announce.ts";
import { byId, hasState, setState } from "./contracts.ts";
import type { FieldDraft } from "./field-draft.ts";
import { drafts } from "./field-drafts.ts";

function line(words: string, trouble = false): void {
  const bar = document.querySelector<HTMLElement>(".kw-live");
  if (!bar) return;
  setState(bar, "data-trouble", trouble);
  const place = bar.querySelector<HTMLElement>(".kw-live__status");
  if (place && place.textContent !== words) place.textContent = words;
}

const clock = () => new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

const WAITS = "Not everything is saved: something you pressed will be sent when you are back online";
let unsent = 0; // buttons that were pressed without a connection

/** How many of them there are now. */
export function queued(many: number): void {
  const before = unsent;
  unsent = many;
  if (many) line(WAITS, true);
  else if (before) saved();
}

export const typing = () => line("Saving…");
export const saved = () => (unsent ? line(WAITS, true) : line(`Everything is saved, ${clock()}`));
export const refused = () => line("Something could not be saved: see the box", true);
export const noStorage = () =>
  line("This browser cannot keep a copy on this device: do not close the page until it says saved", true);

export function offline(): void {
  line("Not connected. What you type is kept on this device and sent when you are back online", true);
}

export function connected(): void {
  const bar = document.querySelector<HTMLElement>(".kw-live");
  if (bar && hasState(bar, "data-trouble") && !unsent) line(`Connected again, ${clock()}`);
}

export function signedOut(): void {
  line("You are signed out. What you typed is kept on this device", true);
  const place = byId("kw-signed-out");
  if (place?.hidden !== true) return;
  place.hidden = false;
  const link = place.querySelector("a");
  if (link) link.href = `/sign-in/?next=${encodeURIComponent(location.pathname)}`;
  announce("You are signed out. What you typed is kept. Sign in again to continue.");
}

export function closed(): void {
  line("The meeting has been closed", true);
}

export function reopened(canWrite: boolean): void {
  line(canWrite ? "The meeting is open again" : "The meeting is open again: reload the page to write in it");
  announce("The meeting is open again.");
}

export function putBack(): void {
  announce("What you had typed before the page closed has been put back.");
  const place = byId("kw-put-back");
  if (place) place.hidden = false;
}

/** Texts that could not be saved where they were typed: offer them, never drop them. */
export function keptElsewhere(found: FieldDraft[]): void {
  const place = byId("kw-kept");
  const list = place?.querySelector("ul");
  if (!place || !list) return;
  list.replaceChildren(...found.map((draft) => item(draft, () => keptElsewhere(found.filter((one) => one !== draft)))));
  place.hidden = found.length === 0;
}

function item(draft: FieldDraft, gone: () => void): HTMLLIElement {
  const li = document.createElement("li");
  const words = document.createElement("p");
  const when = new Date(draft.at).toLocaleString("en-GB", { weekday: "short", hour: "2-digit", minute: "2-digit" });
  const late = draft.closed ? " (the meeting was closed before it arrived)" : "";
  words.textContent = `${draft.about || "A text"}, ${when}${late}`;
  const text = document.createElement("textarea");
  text.readOnly = true;
  text.className = "govuk-textarea";
  text.rows = 3;
  text.value = draft.text;
  text.setAttribute("aria-label", "What you typed");
  const go = (draft.closed ? intoAmendment(draft) : null) ?? linkTo(draft);
  const drop = document.createElement("button");
  drop.type = "button";
  drop.className = "kw-button kw-button--quiet";
  drop.textContent = "I do not need it";
  drop.addEventListener("click", () => {
    drafts.forget(draft.box);
    gone();
  });
  const actions = document.createElement("div");
  actions.className = "kw-actions";
  actions.append(go, drop);
  li.append(words, text, actions);
  return li;
}

function linkTo(draft: FieldDraft): HTMLElement {
  const go = document.createElement("a");
  go.href = draft.where;
  go.className = "kw-button";
  go.textContent = draft.closed ? "Go to the minute, to add it there" : "Go there and put it back";
  return go;
}

/** On the minute itself: the late words go into the amendment, where their writer looks them over and adds them. */
function intoAmendment(draft: FieldDraft): HTMLElement | null {
  const field = byId("amend-text");
  if (!(field instanceof HTMLTextAreaElement)) return null;
  if (new URL(draft.where, location.href).pathname.split("/")[2] !== location.pathname.split("/")[2]) return null;
  const put = document.createElement("button");
  put.type = "button";
  put.className = "kw-button";
  put.textContent = "Add it to the minute";
  put.addEventListener("click", () => {
    if (!field.value.includes(draft.text)) field.value = [field.value.trim(), draft.text].filter(Boolean).join("\n\n");
    field.focus();
  });
  return put;
}
