// Sends what waits on a phone: into the server's draft first, then as an entry with the same checks as the form. The token
// makes it one entry however often it is sent. What the server does not take stays, with its reason. docs/adr/0131.
import { type Answer, textOf } from "./answer.ts";
import type { Keep, Kept, KeptFile } from "./phone-keep.ts";
import { asDraft, asForm, isSame, mayMeanAnotherDay, textOfEntry } from "./phone-rules.ts";

export interface Post {
  json: (url: string, body: Record<string, string>) => Promise<Answer>;
  form: (url: string, body: URLSearchParams | FormData) => Promise<Answer>;
}

/** later: no signal, or a server in trouble; signed out: nothing is sent before a sign-in. */
export type Outcome = "sent" | "kept" | "later" | "signed out";

/** What is still to do with an entry after its draft was sent: save it, or what has come of it already. */
type Drafted = { outcome: Outcome } | { entry: Kept; address: string };

const CANNOT_WRITE = "You can no longer write in this family’s record. Copy what you need, and ask the family’s unit.";
const IS_SAVED = "This has been saved to the record from another window or device, with different words.";
const IS_CHANGED = "You changed this on another device after it came to this phone.";

export function newToken(): string {
  return crypto.randomUUID();
}

/** What makes an entry another one than that of which it was. */
export function ofItsOwn(): Pick<Kept, "token" | "page" | "version"> {
  return { token: newToken(), page: newToken().replaceAll("-", ""), version: 0 };
}

export async function sendOne(keep: Keep, post: Post, entry: Kept, now: number, isFinished = true): Promise<Outcome> {
  const drafted = await sendDraft(keep, post, entry);
  if ("outcome" in drafted) return drafted.outcome;
  const attached = await sendFiles(keep, post, drafted);
  if ("outcome" in attached) return attached.outcome;
  if (!isFinished) return taken(keep, attached.entry);
  return sendEntry(keep, post, attached, now);
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
    const again: Kept = { ...entry, token: newToken(), version: 0 };
    await keep.keep(again);
    await keep.let(entry.token);
    return sendDraft(keep, post, again);
  }
  if (!isSaved && isSame(there, textOfEntry(entry))) return sendDraft(keep, post, { ...entry, version });
  await keep.keep({ ...entry, state: "both", there, version, isSaved, why: isSaved ? IS_SAVED : IS_CHANGED });
  return { outcome: "kept" };
}

/** Its files, each once: the server knows the same content again. One that is not taken stays here, and is said. */
async function sendFiles(keep: Keep, post: Post, drafted: { entry: Kept; address: string }): Promise<Drafted> {
  const { entry, address } = drafted;
  const all = entry.files ?? [];
  const sent = new Set<KeptFile>();
  const why: string[] = [];
  for (const file of all) {
    // oxlint-disable-next-line eslint/no-await-in-loop -- one at a time over a weak signal
    const { status, body } = await sendFile(keep, post, entry, file);
    if (status === 401) return { outcome: "signed out" };
    if (status === 0 || status >= 500) return { outcome: "later" };
    if (status === 200) {
      sent.add(file);
      await keep.keep({ ...entry, files: all.filter((one) => !sent.has(one)) }); // oxlint-disable-line eslint/no-await-in-loop -- see above
      await keep.removeFile(file.id); // oxlint-disable-line eslint/no-await-in-loop -- see above
    } else {
      why.push(`“${file.name}” was not attached: ${textOf(body["error"], "the server did not take it.")}`);
    }
  }
  const files = all.filter((one) => !sent.has(one));
  if (files.length === 0) return { entry: { ...entry, files: undefined }, address };
  return { outcome: await isDraftNow(keep, { ...entry, files }, why.join(" "), address) };
}

async function sendFile(keep: Keep, post: Post, entry: Kept, file: KeptFile): Promise<Answer> {
  const bytes = await keep.file(file.id);
  if (!bytes) return { status: 422, body: { error: "it could not be read from this phone." } };
  const said = new FormData();
  said.append("request", entry.token);
  said.append("draft_page", entry.page);
  said.append("file", new File([bytes], file.name, { type: file.type }), file.name);
  return post.form(`/family/${entry.family}/entries/files/`, said);
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
  const { token, family, called, page, version, at, files } = entry;
  const on = entry.fields["on"] ?? [];
  await keep.keep({ token, family, called, page, version, at, files, fields: { on }, state: "refused", why, address });
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
  return (await keep.entries()).filter(({ address, files }) => address === undefined || (files ?? []).length > 0)
    .length;
}
