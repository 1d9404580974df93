// On every page of somebody who is signed in on a phone: the store is opened, what waits is sent, and a line says so.
// Signing out sends and then wipes. Where the browser cannot do it, nothing is said of it.
import { byId, signOutForm } from "./contracts.ts";
import { csrf, user } from "./page-context.ts";
import { isPossible, startWorker, stayOpen, unlock, wipeAll, wipeEnded } from "./phone-key.ts";
import { Keep, type Kept, howManyLie, lockOthers } from "./phone-keep.ts";
import { waitingWords } from "./phone-rules.ts";
import { fetchFamilies, postAs, sendWaiting } from "./phone-send.ts";
import { shelf } from "./phone-shelf.ts";
import { sendBeforeSignOut } from "./phone-sync.ts";

const AGAIN = 20_000; // ms between two tries while something waits
const WHERE = /^\/(my-work|family\/(\d+))\/$/u; // pages from which one goes to a visit

export function start(): void {
  const line = byId("kw-phone");
  if (!line || !isPossible()) return;
  // A browser that keeps nothing, in a private window say: everything else works as ever.
  const opened = begin(line).catch(() => null);
  const form = signOutForm.first();
  if (form && user) leave(form, opened);
}

/** The store of whoever is signed in, open; nothing where there is none. */
async function begin(line: HTMLElement): Promise<Keep | null> {
  await lockOthers(shelf, Date.now(), user);
  await wipeEnded();
  if (!user) return null;
  const isPhone = window.matchMedia("(pointer: coarse)").matches;
  if (!isPhone && !(await shelf.about(user))) return null;
  await startWorker();
  const by = await unlock(user, csrf);
  if (!by) return null;
  const keep = new Keep(shelf, by);
  stayOpen(by);
  const look = async () => {
    await sendWaiting(keep, csrf);
    const kept = await keep.entries();
    say(line, kept);
    return kept;
  };
  window.addEventListener("online", () => void look());
  window.setInterval(() => {
    if (line.hidden === false && document.visibilityState === "visible") void look();
  }, AGAIN);
  if (signOutForm.first()) return keep; // which sends by itself
  await fetchFamilies(keep);
  await look();
  return keep;
}

function say(line: HTMLElement, kept: Kept[]): void {
  const here = WHERE.exec(location.pathname);
  const notes = [waitingWords(kept)];
  const rest = kept.filter(({ state }) => state !== "waiting").length;
  if (rest > 0) notes.push(rest === 1 ? "1 entry on this phone needs you." : `${rest} entries on this phone need you.`);
  const words = notes.filter(Boolean).join(" ");
  const isNeeded = words !== "" || here !== null;
  line.hidden = !isNeeded;
  if (!isNeeded) return;
  const link = document.createElement("a");
  link.className = "govuk-link";
  link.href = `/offline/${here?.[2] ? `#family=${here[2]}` : ""}`;
  link.textContent = words ? "See what is on this phone" : "Record without a signal";
  line.replaceChildren(words ? `${words} ` : "", link);
}

/** Nothing is left behind on a phone that is signed out: it is sent first. */
function leave(form: HTMLFormElement, opened: Promise<Keep | null>): void {
  let isAsked = false;
  const go = async () => {
    const keep = await opened;
    const left = keep
      ? await sendBeforeSignOut(keep, postAs(csrf), Date.now())
      : await howManyLie(shelf, user).catch(() => 0);
    if (left > 0 && !isAsked) {
      isAsked = true;
      askAgain(form, left);
      return;
    }
    await wipeAll(user).catch(() => null);
    form.submit();
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void go();
  });
}

function askAgain(form: HTMLFormElement, left: number): void {
  const line = document.createElement("p");
  line.className = "kw-flash kw-flash--error";
  line.setAttribute("role", "alert");
  const what = left === 1 ? "1 entry on this phone" : `${left} entries on this phone`;
  const it = left === 1 ? "it" : "them";
  line.textContent = `${what} could not be sent. If you sign out now, ${it} will be lost. `;
  const link = document.createElement("a");
  link.className = "govuk-link";
  link.href = "/offline/";
  link.textContent = `Look at ${it} first`;
  line.append(link);
  form.before(line);
}
