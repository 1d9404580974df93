// Sending what waits, from whichever page is open: one page at a time.
import { get, sendAs, sendForm } from "./http.ts";
import type { Family, Keep } from "./phone-keep.ts";
import type { Post } from "./phone-sync.ts";
import { sendAll } from "./phone-sync.ts";
import { shelf } from "./phone-shelf.ts";

const FRESH = 15 * 60_000; // ms for which the names that were fetched are not fetched again

export function postAs(csrf: string): Post {
  return {
    json: (url, body) => sendAs(csrf, url, body),
    form: (url, body) => sendForm(csrf, url, body),
  };
}

/** Sends what waits; how many were sent. None where another page is at it. */
export function sendWaiting(keep: Keep, csrf: string): Promise<number> {
  return navigator.locks.request("kinwork-phone", { ifAvailable: true }, (mine) => (mine ? sendNow(keep, csrf) : 0));
}

async function sendNow(keep: Keep, csrf: string): Promise<number> {
  const { sent } = await sendAll(keep, postAs(csrf), Date.now());
  if (sent > 0) {
    await keep.say({ sentAt: Date.now() });
    await sendAs(csrf, "/offline/sent/", {});
  }
  return sent;
}

function isFamily(found: unknown): found is Family {
  return typeof found === "object" && found !== null && "members" in found && "colleagues" in found;
}

/** The names of the families that this person may write for, as they are now. */
export async function fetchFamilies(keep: Keep): Promise<void> {
  const about = await shelf.about(keep.by.user);
  if (!about || Date.now() - about.familiesAt < FRESH) return;
  const { status, body } = await get("/offline/families/", true);
  const found = body["families"];
  if (status !== 200 || !Array.isArray(found)) return;
  await keep.keepFamilies(found.filter((one) => isFamily(one)));
  await keep.say({ familiesAt: Date.now() });
}
