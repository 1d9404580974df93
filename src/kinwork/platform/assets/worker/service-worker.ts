// Answers on a phone when the server cannot be reached: with the empty form for recording, and nothing else. It keeps that
// form, the style sheet, the script and the mark, of one version; everything else goes to the server, and no page of a
// record is ever kept. A form that was sent without a signal is sealed and waits (docs/adr/0131).
import { type Fields, Keep, type KeptFile, type Unlocked } from "../ts/phone-keep.ts";
import { withItsDay } from "../ts/phone-rules.ts";
import { shelf } from "../ts/phone-shelf.ts";
import { askFor, isSaid } from "../ts/phone-talk.ts";

interface Pieces {
  version: string;
  form: string; // where the empty form is
  assets: string[];
}
declare const self: ServiceWorkerGlobalScope & { KINWORK: Pieces };

const { version, form, assets } = self.KINWORK;
const CACHE = `kinwork-${version}`;
const ENTRY = /^\/family\/(\d+)\/entries\/new\/$/u;
const FORM_WITHIN = 3000; // ms: the form is the same from here, so nobody waits long for it
const SENT_WITHIN = 15_000; // ms: sent twice is once, so what may be on its way is kept all the same
// Of the form that was open, but not of what happened.
const NOT_KEPT = new Set(["csrfmiddlewaretoken", "request", "draft_page", "draft_version"]);

const FILES = "Not all of its files could be kept: look for them before you send it.";

let held: Unlocked | null = null;

self.addEventListener("install", (event) => {
  const pieces = [form, ...assets].map((one) => new Request(one, { cache: "reload", credentials: "omit" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(pieces)));
  void self.skipWaiting();
});

async function settle(): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.startsWith("kinwork-") && name !== CACHE);
  await Promise.all(others.map((name) => caches.delete(name)));
  await self.clients.claim();
}

self.addEventListener("activate", (event) => {
  event.waitUntil(settle());
});

// ---- the key --------------------------------------------------------------------------------------------------------

function windows(): Promise<readonly WindowClient[]> {
  return self.clients.matchAll({ type: "window", includeUncontrolled: true });
}

/** A worker is put to sleep after half a minute and forgets: then an open page has it, the one that is being left too. */
async function whoIsOpen(besides = ""): Promise<Unlocked | null> {
  if (held === null) {
    const others = (await windows()).filter(({ id }) => id !== besides);
    const found = await Promise.all(
      others.map((one) => askFor({ postMessage: (said, ports) => one.postMessage(said, ports) })),
    );
    held = found.find((one) => one !== null) ?? null;
  }
  const about = held ? await shelf.about(held.user) : undefined;
  if (!about || about.ends <= Date.now()) held = null;
  return held;
}

async function lockOthers(besides: string): Promise<void> {
  held = null;
  for (const one of await windows()) if (one.id !== besides) one.postMessage({ what: "lock" });
}

self.addEventListener("message", (event) => {
  const said: unknown = event.data;
  if (!isSaid(said)) return;
  const [port] = event.ports;
  const from = event.source instanceof WindowClient ? event.source.id : "";
  if (said.what === "unlocked") {
    held = said.by;
  } else if (said.what === "who") {
    event.waitUntil(whoIsOpen(from).then((found) => port?.postMessage(found)));
  } else {
    event.waitUntil(lockOthers(from));
  }
});

// ---- what is asked for ----------------------------------------------------------------------------------------------

async function kept(what: string): Promise<Response> {
  return (await caches.match(what, { cacheName: CACHE })) ?? Response.error();
}

async function within(milliseconds: number, asked: Promise<Response>): Promise<Response> {
  let timer = 0;
  const late = new Promise<never>((_, reject) => {
    timer = self.setTimeout(() => reject(new Error("no answer")), milliseconds);
  });
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function networkFirst(request: Request, otherwise: string, patience = 0): Promise<Response> {
  try {
    const asked = fetch(request);
    return await (patience > 0 ? within(patience, asked) : asked);
  } catch {
    return kept(otherwise);
  }
}

/** A page; without a signal the form. Where that is shown, the key is asked for while the page that has it is still open:
 * it is gone before the form could ask. */
async function pageFor(request: Request, patience: number): Promise<Response> {
  const found = await networkFirst(request, form, patience);
  const isForm = patience > 0 || new URL(found.url).pathname === form;
  if (isForm) await whoIsOpen().catch(() => null);
  return found;
}

/** The form of an entry is sent; without a signal it is sealed and waits. */
async function sendOrKeep(request: Request, family: number): Promise<Response> {
  const copy = request.clone();
  try {
    return await within(SENT_WITHIN, fetch(request));
  } catch {
    const isKept = await keepSent(copy, family).catch(() => false);
    return Response.redirect(`${form}#${isKept ? "kept" : "not-sent"}`, 303);
  }
}

async function keepSent(request: Request, family: number): Promise<boolean> {
  const sent = await request.formData();
  const by = await whoIsOpen();
  const token = textIn(sent, "request");
  if (!by || !token) return false;
  const keep = new Keep(shelf, by);
  const fields: Fields = {};
  const given = [...sent.values()].filter((value) => typeof value !== "string").filter(({ size }) => size > 0);
  const files = await keepFiles(keep, given);
  for (const [name, value] of sent) {
    if (typeof value === "string" && value && !NOT_KEPT.has(name)) fields[name] = [...(fields[name] ?? []), value];
  }
  const at = Date.now();
  await keep.keep({
    token,
    family,
    called: (await keep.families()).find(({ id }) => id === family)?.name ?? "A family",
    fields: withItsDay(fields, at),
    files,
    page: textIn(sent, "draft_page"),
    version: Number(textIn(sent, "draft_version")) || 0,
    at,
    state: "waiting",
    ...(files.length < given.length ? { why: FILES } : {}),
  });
  return true;
}

/** Those for which there is room. */
async function keepFiles(keep: Keep, given: File[]): Promise<KeptFile[]> {
  const files: KeptFile[] = [];
  for (const file of given) {
    const id = crypto.randomUUID();
    try {
      // oxlint-disable-next-line eslint/no-await-in-loop -- one after the other: each may be large
      await keep.keepFile(id, await file.arrayBuffer());
      files.push({ id, name: file.name, type: file.type, size: file.size });
    } catch {
      // said with the entry
    }
  }
  return files;
}

function textIn(sent: FormData, name: string): string {
  const found = sent.get(name);
  return typeof found === "string" ? found : "";
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (request.method === "GET" && assets.includes(pathname)) {
    event.respondWith(networkFirst(request, pathname));
  } else if (request.mode === "navigate" && request.method === "GET") {
    event.respondWith(pageFor(request, pathname === form ? FORM_WITHIN : 0));
  } else if (request.mode === "navigate" && request.method === "POST") {
    const family = ENTRY.exec(pathname)?.[1];
    if (family) event.respondWith(sendOrKeep(request, Number(family)));
  }
});
