// Sends what waits on a phone: into the server's draft first, then as an entry with the same checks as the form. The token
// makes it one entry however often it is sent. What the server does not take stays, with its reason. docs/adr/0131.
import { type Answer, textOf } from "./answer.ts";
import type { Keep, Kept } from "./phone-keep.ts";
import { asDraft, asForm, isSame, mayMeanAnotherDay, textOfEntry } from "./phone-rules.ts";

export interface Post {
  json: (url: string, body: Record<string, string>) => Promise<Answer>;
  form: (url: string, body: URLSearchParams) => Promise<Answer>;
}

/** later: no signal, or a server in trouble; signed out: nothing is sent before a sign-in. */
export type Outcome = "sent" | "kept" | "later" | "signed out";

/** What is still to do with an entry after its draft was sent: save it, or what has come of it already. */
type Drafted = { outcome: Outcome } | { entry: Kept; address: string };

const CANNOT_WRITE = "You can no longer write in this family’s record. Copy what you need, and ask the family’s unit.";
const IS_SAVED = "This has been saved to the record from another device, in other words.";
const IS_CHANGED = "You changed this on another device after it came to this phone.";

export function newToken(): string {
  return crypto.randomUUID();
}

export async function sendOne(keep: Keep, post: Post, entry: Kept, now: number, isFinished = true): Promise<Outcome> {
  const drafted = await sendDraft(keep, post, entry);
  if ("outcome" in drafted) return drafted.outcome;
  if (!isFinished) return taken(keep, drafted.entry);
  return sendEntry(keep, post, drafted, now);
}

async function taken(keep: Keep, entry: Kept): Promise<Outcome> {
  await keep.remove(entry.token);
  return "sent";
}

async function sendDraft(keep: Keep, post: Post, entry: Kept): Promise<Drafted> {
  const { status, body } = await post.json(`/family/${entry.family}/entries/draft/`, asDraft(entry));
  if (status === 200)
    return { entry: { ...entry, version: Number(body["version"]) }, address: textOf(body["address"]) };
  if (status === 409) return writtenOver(keep, post, entry, body);
  return { outcome: await notTaken(keep, entry, status, body) };
}

/** Its draft stands otherwise on the server than when this was begun. */
async function writtenOver(keep: Keep, post: Post, entry: Kept, body: Answer["body"]): Promise<Drafted> {
  const there = textOf(body["text"]);
  const version = Number(body["version"]);
  const isSaved = body["state"] === "saved";
  if (isSaved && isSame(there, textOfEntry(entry))) return { outcome: await taken(keep, entry) }; // the answer was lost
  if (body["state"] === "removed") {
    await keep.remove(entry.token);
    const again: Kept = { ...entry, token: newToken(), version: 0 };
    await keep.keep(again);
    return sendDraft(keep, post, again);
  }
  if (!isSaved && isSame(there, textOfEntry(entry))) return sendDraft(keep, post, { ...entry, version });
  await keep.keep({ ...entry, state: "both", there, version, isSaved, why: isSaved ? IS_SAVED : IS_CHANGED });
  return { outcome: "kept" };
}

async function sendEntry(
  keep: Keep,
  post: Post,
  { entry, address }: { entry: Kept; address: string },
  now: number,
): Promise<Outcome> {
  const said = mayMeanAnotherDay(entry, now);
  if (said) {
    const why = `You typed “${said}” for the day, and it was sent on another day. Say which day it was, and save.`;
    return isDraftNow(keep, entry, why, address);
  }
  const { status, body } = await post.form(`/family/${entry.family}/entries/new/`, asForm(entry));
  if (status === 200 && body["saved"] === true) return taken(keep, entry);
  if (status === 409) {
    const found = await writtenOver(keep, post, entry, body);
    return "outcome" in found ? found.outcome : "later";
  }
  if (status === 422) return isDraftNow(keep, entry, textOf(body["error"]), textOf(body["address"], address));
  return notTaken(keep, entry, status, body);
}

/** The server has every word of it as a draft, so that nothing of it need lie here: only that it is to be finished. */
async function isDraftNow(keep: Keep, entry: Kept, why: string, address: string): Promise<Outcome> {
  const { token, family, called, page, version, at } = entry;
  const on = entry.fields["on"] ?? [];
  await keep.keep({ token, family, called, page, version, at, fields: { on }, state: "refused", why, address });
  return "kept";
}

async function notTaken(keep: Keep, entry: Kept, status: number, body: Answer["body"]): Promise<Outcome> {
  if (status === 401) return "signed out";
  if (status !== 403 && status !== 404 && status !== 422) return "later";
  const why = status === 422 ? textOf(body["error"]) : CANNOT_WRITE;
  await keep.keep({ ...entry, state: "refused", why, address: undefined });
  return "kept";
}

/** Everything that waits, one after the other; stops where no more can be sent. Whether anything was sent. */
export async function sendAll(keep: Keep, post: Post, now: number): Promise<{ outcome: Outcome; sent: number }> {
  let sent = 0;
  for (const entry of await keep.entries()) {
    if (entry.state !== "waiting") continue;
    // oxlint-disable-next-line eslint/no-await-in-loop -- in the order in which they were written
    const outcome = await sendOne(keep, post, entry, now);
    if (outcome === "later" || outcome === "signed out") return { outcome, sent };
    if (outcome === "sent") sent += 1;
  }
  return { outcome: "sent", sent };
}

/** Before signing out: what can be is sent, everything else becomes a draft. What could not even be that is left. */
export async function sendBeforeSignOut(keep: Keep, post: Post, now: number): Promise<number> {
  await sendAll(keep, post, now);
  for (const entry of await keep.entries()) {
    if (!entry.family || (entry.state === "refused" && entry.address !== undefined)) continue;
    const own: Kept = entry.state === "both" ? { ...entry, token: newToken(), version: 0 } : entry;
    // oxlint-disable-next-line eslint/no-await-in-loop -- in the order in which they were written
    const outcome = await sendOne(keep, post, own, now, false);
    if (outcome === "sent") await keep.remove(entry.token); // oxlint-disable-line eslint/no-await-in-loop -- see above
  }
  return (await keep.entries()).filter(({ address }) => address === undefined).length;
}
