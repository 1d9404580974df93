// The key of a person's store, as pages hold it: from the service worker, from another page, or from the server for a
// sign-in. It lies in memory alone, for as long as the sign-in lasts. docs/adr/0131.
import { get, sendAs } from "./http.ts";
import { keyFrom } from "./phone-box.ts";
import type { Unlocked } from "./phone-keep.ts";
import { lockUp, wipe } from "./phone-keep.ts";
import { endsAt, phoneWords } from "./phone-rules.ts";
import { shelf } from "./phone-shelf.ts";
import { type Said, askFor, isSaid } from "./phone-talk.ts";

const WORKER = "/service-worker.js";
const TELL = 10_000; // ms between two notes that somebody is here
let held: Unlocked | null = null;
let toldAt = 0;
let isHereSince = false; // somebody typed or pointed since the server was asked last

/** Whether this browser can do it at all; elsewhere nothing is said of it. */
export function isPossible(): boolean {
  return window.isSecureContext && "serviceWorker" in navigator && "indexedDB" in window && "locks" in navigator;
}

export async function startWorker(): Promise<void> {
  navigator.serviceWorker.addEventListener("message", (event: MessageEvent<unknown>) => {
    if (!isSaid(event.data)) return;
    if (event.data.what === "who") event.ports[0]?.postMessage(held);
    else if (event.data.what === "lock") held = null;
  });
  await navigator.serviceWorker.register(WORKER, { updateViaCache: "none" });
}

function tell(said: Said): void {
  navigator.serviceWorker.controller?.postMessage(said);
}

/** Whose store is open here without asking the server; nobody's when its time has run out. */
export async function whoIsOpen(): Promise<Unlocked | null> {
  const worker = navigator.serviceWorker.controller;
  held ??= worker ? await askFor({ postMessage: (said, ports) => worker.postMessage(said, ports) }) : null;
  const about = held ? await shelf.about(held.user) : undefined;
  if (held && (!about || about.ends <= Date.now())) held = null;
  return held;
}

/** Opens the store of whoever is signed in. Nothing where the server says no, or nothing. One page at a time, so that two
 * that open at once do not each set up a store. */
export function unlock(user: string, csrf: string): Promise<Unlocked | null> {
  return navigator.locks.request("kinwork-phone-key", () => ask(user, csrf));
}

async function ask(user: string, csrf: string): Promise<Unlocked | null> {
  const about = await shelf.about(user);
  const device = about?.device ?? crypto.randomUUID();
  const called = phoneWords(navigator.userAgent);
  const { status, body } = await sendAs(csrf, "/offline/phone/", { device, called });
  if (status === 410) {
    await wipe(shelf, user);
    return about ? ask(user, csrf) : null;
  }
  if (status === 0 || status >= 500) {
    const open = await whoIsOpen();
    return open?.user === user ? open : null;
  }
  if (status !== 200 || body["user"] !== user) return null;
  const now = Date.now();
  const by: Unlocked = {
    user,
    device,
    key: await keyFrom(String(body["secret"])),
    last: now + Number(body["ends_in"]) * 1000,
    idle: Number(body["idle"]) * 1000,
  };
  const ends = endsAt(now, by.idle, by.last);
  await shelf.say({ familiesAt: 0, sentAt: 0, ...about, user, device, ends });
  held = by;
  await navigator.serviceWorker.ready;
  tell({ what: "unlocked", by });
  return by;
}

async function renew(by: Unlocked, now: number): Promise<void> {
  const about = await shelf.about(by.user);
  if (about && about.ends > now) await shelf.say({ ...about, ends: endsAt(now, by.idle, by.last) });
}

/** Somebody types or points: it stays open. */
export function stayOpen(by: Unlocked): void {
  const isHere = () => {
    const now = Date.now();
    isHereSince = true;
    if (held === null || now - toldAt < Math.min(TELL, by.idle / 6)) return;
    toldAt = now;
    void renew(by, now).catch(() => null); // a full phone cannot note it, and locks the earlier
  };
  for (const kind of ["keydown", "pointerdown", "input"]) document.addEventListener(kind, isHere, { passive: true });
}

/** Whether somebody typed or pointed since this was asked last: then the server is to know that they are here. */
export function wasHere(): boolean {
  const was = isHereSince;
  isHereSince = false;
  return was;
}

/** Forgets the key everywhere; names go, what waits stays and cannot be read. */
export async function lock(user: string): Promise<void> {
  held = null;
  tell({ what: "lock" });
  await lockUp(shelf, user);
}

/** Nobody has been here for too long: also where a page stayed open. */
export async function lockWhenOver(user: string): Promise<void> {
  const about = await shelf.about(user);
  if (about && about.ends > 0 && about.ends <= Date.now()) await lock(user);
}

export async function wipeAll(user: string): Promise<void> {
  held = null;
  tell({ what: "lock" });
  await wipe(shelf, user);
}

/** Stores that were ended from afar are wiped: asked without a sign-in. Whose they were. */
export async function wipeEnded(besides = ""): Promise<string[]> {
  const wiped: string[] = [];
  for (const { user, device } of await shelf.abouts()) {
    if (user === besides) continue;
    // oxlint-disable-next-line eslint/no-await-in-loop -- there are one or two
    const { status, body } = await get(`/offline/ended/${device}/`, true);
    if (status !== 200 || body["ended"] !== true) continue;
    await wipeAll(user); // oxlint-disable-line eslint/no-await-in-loop -- see above
    wiped.push(user);
  }
  return wiped;
}
