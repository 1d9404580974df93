// The live channel of a meeting: hears what others do, tells them where I am.
import * as boxes from "./boxes";
import { get, page, send, user } from "./page";
import { look } from "./genogram";
import { refresh } from "./parts";
import * as status from "./status";

interface Person {
  page: string;
  user: number;
  name: string;
  box?: string;
}

interface Message {
  what: string;
  box?: string;
  version?: number;
  page?: string;
  user?: number;
  name?: string;
  gone?: boolean;
  discussion?: number;
  here?: Person[];
}

const HERE_EVERY = 15_000;
const people = new Map<string, Person>(); // the server says when somebody comes, moves and is gone
let stateUrl = "";
let sections: Record<string, string> = {};
let wasAway = false;
let sayHere = () => {};
let expectsEnd = false; // the server ends the stream now and then, to ask again whether I may listen

export function start(): void {
  const root = document.querySelector<HTMLElement>("[data-live]");
  if (!root) return;
  stateUrl = root.dataset.state ?? "";
  sections = JSON.parse(root.dataset.sections ?? "{}");
  const hereUrl = root.dataset.here ?? "";
  listen(root.dataset.live ?? "");
  const tellHere = () => void send(hereUrl, { page, box: focusedBox(), discussion: Number(root.dataset.discussion) || null });
  document.addEventListener("focusin", tellHere);
  document.addEventListener("focusout", tellHere);
  window.setInterval(tellHere, HERE_EVERY);
  sayHere = tellHere;
  window.addEventListener("pagehide", () => void send(hereUrl, { page, gone: true }, true));
  window.addEventListener("pageshow", (event) => event.persisted && location.reload());
  window.addEventListener("online", () => void present());
}

function focusedBox(): string {
  const el = document.activeElement;
  return el instanceof HTMLTextAreaElement ? (el.dataset.box ?? "") : "";
}

function listen(url: string): void {
  let source: EventSource;
  let retry = 0;
  const connect = () => {
    source = new EventSource(url);
    source.onmessage = (event) => heard(JSON.parse(event.data) as Message);
    source.onerror = () => {
      wasAway = true;
      if (!expectsEnd) status.offline();
      expectsEnd = false;
      if (source.readyState !== EventSource.CLOSED) return; // it tries again by itself
      // Refused for good: signed out, or no longer allowed. Ask in words, then try again slowly.
      retry = Math.min(retry + 1, 6);
      void get(stateUrl || location.pathname).then((answer) => {
        if (answer.status === 401) status.signedOut();
        window.setTimeout(connect, 1000 * retry);
      });
    };
    source.onopen = () => {
      retry = 0;
    };
  };
  connect();
  // After a closed lid the browser may think that it is still connected.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible") return;
    void present();
    if (source.readyState === EventSource.CLOSED) connect();
  });
}

function heard(message: Message): void {
  switch (message.what) {
    case "hello":
      people.clear();
      for (const person of message.here ?? []) people.set(person.page, person);
      showPeople();
      sayHere(); // not before: from here on everybody is heard
      if (wasAway) {
        wasAway = false;
        status.connected();
        void present();
        boxes.all().forEach((box) => void box.save());
      }
      return;
    case "again":
      expectsEnd = true;
      return;
    case "text":
      if (message.page !== page && message.box) boxes.find(message.box)?.heard(message.version ?? 0);
      return;
    case "here":
      hereIs(message);
      return;
    case "section":
      if (String(message.discussion) === document.querySelector<HTMLElement>("[data-discussion]")?.dataset.discussion) {
        const { name, page: by } = message as { name?: string; page?: string };
        if (name === "genogram" && by === page) return; // what I draw is here already
        void part(String(name));
      }
      return;
    case "agenda":
    case "attendance":
      void part(message.what);
      return;
    case "closed":
      boxes.all().forEach((box) => void box.save());
      showClosed(message.name ?? "");
      return;
    case "reopened":
      reopened();
  }
}

const missed = new Set<string>(); // parts that changed while they could not be fetched

async function part(name: string): Promise<void> {
  if (name === "genogram") return look();
  const url = sections[name];
  if (!url) return;
  missed.delete(name);
  if (await refresh(name, url)) return;
  missed.add(name);
  window.setTimeout(() => missed.has(name) && void part(name), 2_000);
}

/** Bring the whole page up to date after an absence. */
async function present(): Promise<void> {
  await Promise.all(Object.keys(sections).map(part));
  await boxTexts();
}

async function boxTexts(): Promise<void> {
  if (!stateUrl) return;
  const answer = await get(stateUrl);
  if (answer.status === 401) return status.signedOut();
  if (answer.status !== 200) return;
  const texts = answer.said.boxes as Record<string, { version: number; text: string }>;
  for (const [key, { version, text }] of Object.entries(texts)) boxes.find(key)?.heardText(version, text);
  if (answer.said.open === false) showClosed("");
  else if (answer.said.open === true) hideClosed();
}

function hereIs(message: Message): void {
  if (!message.page || message.page === page) return;
  if (message.gone) people.delete(message.page);
  else people.set(message.page, { page: message.page, user: message.user ?? 0, name: message.name ?? "", box: message.box });
  showPeople();
}

function showPeople(): void {
  const others = [...people.values()].filter((person) => person.page !== page);
  const list = document.querySelector<HTMLElement>(".kw-people");
  const names = new Map<number, Person>();
  for (const person of others) {
    if (String(person.user) === user) continue;
    const known = names.get(person.user);
    if (!known || person.box) names.set(person.user, person);
  }
  list?.replaceChildren(
    ...[...names.values()].map((person) => {
      const li = document.createElement("li");
      li.textContent = person.name;
      if (person.box && boxes.find(person.box)) li.dataset.writing = "";
      return li;
    }),
  );
  const away = document.querySelector<HTMLElement>("[data-nobody]");
  if (away) away.hidden = names.size > 0;
  showWriters(others);
}

function showWriters(others: Person[]): void {
  const writers = new Map<string, string[]>();
  for (const person of others) {
    if (!person.box) continue;
    const who = String(person.user) === user ? "You, in another window" : person.name;
    writers.set(person.box, [...(writers.get(person.box) ?? []), who]);
  }
  for (const box of boxes.all()) {
    const frame = box.el.closest<HTMLElement>(".kw-box");
    const place = frame?.querySelector<HTMLElement>(".kw-box__who");
    if (!frame || !place) continue;
    const names = [...new Set(writers.get(box.key) ?? [])];
    const words = names.length ? `${names.join(" and ")} ${names.length > 1 || names[0]?.startsWith("You") ? "are" : "is"} writing here too.` : "";
    if (place.textContent !== words) place.textContent = words;
    frame.toggleAttribute("data-somebody", names.length > 0);
  }
}

/** A closing was undone: what was too late is saved after all. A page that was drawn as closed says so. */
function reopened(): void {
  status.reopened(hideClosed());
  void present();
  boxes.all().forEach((box) => void box.save());
}

function hideClosed(): boolean {
  const place = document.getElementById("kw-closed");
  if (!place || place.hidden) return false;
  place.hidden = true;
  return true;
}

function showClosed(by: string): void {
  const place = document.getElementById("kw-closed");
  if (!place || !place.hidden) return;
  place.hidden = false;
  const who = place.querySelector("[data-by]");
  if (who && by) who.textContent = `by ${by}`;
}
