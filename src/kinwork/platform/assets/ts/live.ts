// The live channel of a meeting: hears what others do, tells them where I am.
import * as autosave from "./autosave.ts";
import { byId, closedBy, editableField, livePage, nobodyElse, setState } from "./contracts.ts";
import { refreshDrawings } from "./genogram.ts";
import { get, send } from "./http.ts";
import { pageId, user } from "./page-context.ts";
import { PeopleHere } from "./people-here.ts";
import * as status from "./save-status.ts";
import { type Message, messages } from "./server-events.ts";
import { refresh } from "./swap.ts";
import { writersWords } from "./wording.ts";

const HERE_EVERY = 15_000;
const LONGEST = 5000; // ms that one waits for the other
const REFRESH_AGAIN = 2000;
const MOST_TRIES = 6;
const people = new PeopleHere(pageId, user);
let stateUrl = "";
let discussion: string | undefined;
let sections: Record<string, string> = {};
let wasAway = false;
let hereUrl = "";
let expectsEnd = false; // the server ends the stream now and then, to ask again whether I may listen

export function start(): void {
  const root = livePage.first();
  if (!root) return;
  stateUrl = livePage.get(root, "data-texts") ?? "";
  sections = livePage.get(root, "data-sections");
  discussion = livePage.get(root, "data-discussion");
  hereUrl = livePage.get(root, "data-here");
  listen(livePage.get(root, "data-live"));
  document.addEventListener("focusin", () => void sayHere());
  document.addEventListener("focusout", () => void sayHere());
  window.setInterval(() => void sayHere(), HERE_EVERY);
  window.addEventListener("pagehide", () => void send(hereUrl, { page: pageId, gone: true }, true));
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
  window.addEventListener("online", () => void catchUp());
}

function longest(): Promise<void> {
  return new Promise((resolve) => {
    window.setTimeout(resolve, LONGEST);
  });
}

let isSaying = false;
let saysAgain = false;

/** One after the other: on their way together, "nowhere" could arrive after the box that I went to next. */
async function sayHere(): Promise<void> {
  saysAgain = true;
  if (isSaying) return;
  isSaying = true;
  while (saysAgain) {
    saysAgain = false;
    const said = send(hereUrl, { page: pageId, box: focusedBox(), discussion: Number(discussion) || null });
    await Promise.race([said, longest()]); // oxlint-disable-line eslint/no-await-in-loop -- see above
  }
  isSaying = false;
}

function focusedBox(): string {
  const el = document.activeElement;
  return editableField.is(el) ? editableField.get(el, "data-box") : "";
}

function listen(url: string): void {
  let source: EventSource;
  let tries = 0;
  const connect = () => {
    source = new EventSource(url);
    messages(source, heard);
    source.addEventListener("error", () => {
      wasAway = true;
      if (!expectsEnd) status.offline();
      expectsEnd = false;
      if (source.readyState === EventSource.CLOSED) void retry(); // otherwise it tries again by itself
    });
    source.addEventListener("open", () => {
      tries = 0;
    });
  };
  // Refused for good: signed out, or no longer allowed. Ask in words, then try again slowly.
  const retry = async () => {
    tries = Math.min(tries + 1, MOST_TRIES);
    const answer = await get(stateUrl || location.pathname);
    if (answer.status === 401) status.signedOut();
    window.setTimeout(connect, 1000 * tries);
  };
  connect();
  // After a closed lid the browser may think that it is still connected.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible") return;
    void catchUp();
    if (source.readyState === EventSource.CLOSED) connect();
  });
}

function heard(message: Message): void {
  switch (message.what) {
    case "hello":
      people.reset(message.here ?? []);
      showPeople();
      void sayHere(); // not before: from here on everybody is heard
      if (wasAway) back();
      return;
    case "again":
      expectsEnd = true;
      return;
    case "text":
      if (message.page !== pageId && message.box) autosave.byKey(message.box)?.heard(message.version ?? 0);
      return;
    case "here":
      people.heard(message);
      showPeople();
      return;
    case "section":
      if (String(message.discussion) !== discussion) return;
      if (message.name === "genogram" && message.page === pageId) return; // what I draw is here already
      void refreshSection(String(message.name));
      return;
    case "agenda":
      void refreshSection("gone-on"); // which family the meeting is at, for a page that is at another
      void refreshSection("agenda");
      return;
    case "attendance":
      void refreshSection("attendance");
      return;
    case "closed":
      saveAll();
      showClosed(message.name ?? "");
      return;
    case "reopened":
      reopened();
      break;
    default: // a newer server tells more than this page knows
  }
}

function back(): void {
  wasAway = false;
  status.connected();
  void catchUp();
  saveAll();
}

function saveAll(): void {
  for (const field of autosave.all()) void field.save();
}

const missed = new Set<string>(); // parts that changed while they could not be fetched

async function refreshSection(name: string): Promise<void> {
  if (name === "genogram") {
    await refreshDrawings();
    return;
  }
  const url = sections[name];
  if (!url) return;
  missed.delete(name);
  if (await refresh(name, url)) return;
  missed.add(name);
  window.setTimeout(() => {
    if (missed.has(name)) void refreshSection(name);
  }, REFRESH_AGAIN);
}

/** Bring the whole page up to date after an absence. */
async function catchUp(): Promise<void> {
  await Promise.all(Object.keys(sections).map((name) => refreshSection(name)));
  await catchUpTexts();
}

async function catchUpTexts(): Promise<void> {
  if (!stateUrl) return;
  const answer = await get(stateUrl);
  if (answer.status === 401) status.signedOut();
  if (answer.status !== 200) return;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what this address answers
  const texts = answer.body["boxes"] as Record<string, { version: number; text: string }>;
  for (const [key, { version, text }] of Object.entries(texts)) autosave.byKey(key)?.heardText(version, text);
  if (answer.body["open"] === false) showClosed("");
  else if (answer.body["open"] === true) hideClosed();
}

function showPeople(): void {
  const { others, writers } = people;
  const items = others.map((person) => {
    const li = document.createElement("li");
    li.textContent = person.name;
    setState(li, "data-writing", autosave.byKey(person.box ?? "") !== undefined);
    return li;
  });
  document.querySelector(".kw-people")?.replaceChildren(...items);
  const nobody = nobodyElse.first();
  if (nobody) nobody.hidden = others.length > 0;
  for (const field of autosave.all()) {
    const frame = field.el.closest(".kw-box");
    const place = frame?.querySelector(".kw-box__who");
    if (!frame || !place) continue;
    const words = writersWords(writers.get(field.key) ?? []);
    if (place.textContent !== words) place.textContent = words;
    setState(frame, "data-somebody", words !== "");
  }
}

/** A closing was undone: what was too late is saved after all. A page that was drawn as closed says so. */
function reopened(): void {
  status.reopened(hideClosed());
  void catchUp();
  saveAll();
}

function hideClosed(): boolean {
  const place = byId("kw-closed");
  if (place?.hidden !== false) return false;
  place.hidden = true;
  return true;
}

function showClosed(by: string): void {
  const place = byId("kw-closed");
  if (place?.hidden !== true) return;
  place.hidden = false;
  const who = closedBy.first(place);
  if (who && by) who.textContent = `by ${by}`;
}
