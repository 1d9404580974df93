// Boxes that save themselves. A box is a textarea with data-box="kind:id"; the rules are in docs/adr/0003.
import { type Draft, forget, keep, kept } from "./drafts";
import { type Change, type Said, fromSaid, placeAfter, then, toSaid, watched } from "./changes";
import { announce, get, page, send } from "./page";
import * as status from "./status";
import { offer } from "./versions";

const PAUSE = 500; // ms without a keystroke before a save
const LONGEST_WAIT = 2500; // ms of steady typing after which a save happens anyway
const boxes = new Map<string, Box>();

interface Chosen {
  start: number;
  end: number;
}

let keys = 0;
const newKey = () => `${page}${(keys += 1)}`;

/** What a save says. */
function wire(box: string, sent: Sent): Record<string, unknown> {
  const [kind, id] = box.split(":");
  return { ...sent, box: kind, id: Number(id), page };
}

const root = () => document.querySelector<HTMLElement>("[data-save]");

export function find(key: string): Box | undefined {
  return boxes.get(key);
}

export function all(): Box[] {
  return [...boxes.values()];
}

/** Whether anything is typed that the server has not acknowledged. */
export function unsaved(): boolean {
  return all().some((box) => box.isDirty);
}

/** Let everything that was typed arrive before something is done with it; not for ever, should the network be away. */
export async function settle(most = 4000): Promise<void> {
  const end = Date.now() + most;
  while (all().some((box) => box.isUnderWay) && Date.now() < end) {
    await Promise.all(all().map((box) => box.save()));
    await new Promise((resume) => window.setTimeout(resume, 30));
  }
}

/** What is under way to the server, or is sent again until it is answered; the server knows it by its key. */
interface Sent {
  key: string;
  version: number;
  base?: string; // where the text did not begin from that of the version
  text: string;
  changes: Said;
  tried: string; // the keys of what was under way when this had to be sent as well
  fresh?: Said; // and what was done to the last of those since
}

const keysOf = (sent: Sent) => `${sent.tried} ${sent.key}`.trim();

/** What was typed before the page went away, to be sent: some of it may have arrived. */
function again({ base, version, text, changes, sent, fresh }: Draft): Sent {
  return { key: newKey(), version, base, text, changes: changes ?? [], tried: sent ?? "", fresh: fresh ?? [] };
}

export class Box {
  base: string; // what the text on the screen began from
  version: number;
  private apart = false; // the base is not the text of that version
  private behind = 0; // the newest version that was heard of
  private changes: Change[] = []; // of the base
  private fresh: Change[] = []; // of what was sent last
  private last: string; // the text before the next key
  private sent: Sent | null = null;
  private isAway = false; // what was sent is on its way
  private isComposing = false; // an accent, a character or a word is being put together: the box is left alone
  private isFetching = false;
  private timer = 0;
  private firstUnsaved = 0;
  private failures = 0;

  constructor(
    readonly key: string,
    public el: HTMLTextAreaElement,
  ) {
    this.base = this.last = el.value;
    this.version = Number(el.dataset.version);
    offer(el);
  }

  get isDirty(): boolean {
    return this.el.value !== this.base;
  }

  /** Typed, and neither acknowledged nor refused yet. */
  get isUnderWay(): boolean {
    return (this.isDirty || this.sent !== null) && this.failures === 0 && !this.el.hasAttribute("aria-invalid");
  }

  private get address(): string {
    return this.el.dataset.saveTo ?? root()?.dataset.save ?? "";
  }

  savesTo(address: string): boolean {
    return this.address === address;
  }

  typed(chosen: Chosen | null = null): void {
    const change = watched(this.last, this.el.value, chosen);
    this.last = this.el.value;
    if (change) {
      this.changes = then(this.base, this.changes, change);
      if (this.sent) this.fresh = then(this.sent.text, this.fresh, change);
    }
    this.shown();
    if (!this.isDirty) {
      if (!this.sent) forget(this.key);
      return;
    }
    this.keepHere();
    const now = Date.now();
    this.firstUnsaved ||= now;
    const wait = Math.max(0, Math.min(PAUSE, this.firstUnsaved + LONGEST_WAIT - now));
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.save(), wait);
    status.typing();
  }

  composes(is: boolean): void {
    this.isComposing = is;
    if (is) return;
    this.typed();
    if (!this.isDirty && !this.sent && (this.apart || this.behind > this.version)) void this.fetch();
  }

  private keepHere(closed = false): void {
    const draft: Draft = {
      box: this.key,
      base: this.base,
      version: this.version,
      text: this.el.value,
      at: Date.now(),
      where: location.pathname,
      saveTo: this.address,
      about: this.el.dataset.about ?? "",
      closed,
      changes: toSaid(this.base, this.changes),
      sent: this.sent ? keysOf(this.sent) : "",
      fresh: this.sent ? toSaid(this.sent.text, this.fresh) : [],
    };
    if (!keep(draft)) status.noStorage();
  }

  async save(leaving = false): Promise<void> {
    window.clearTimeout(this.timer);
    const url = this.address;
    if (!url || (!this.isDirty && !this.sent)) return;
    if (this.isAway && !(leaving && this.sent?.text !== this.el.value)) return;
    const most = Number(root()?.dataset.most ?? Infinity);
    if ([...this.el.value].length > most) return this.tooLong(most);
    if (!this.sent || (leaving && this.sent.text !== this.el.value)) this.sent = this.packed();
    const sent = this.sent;
    this.firstUnsaved = 0;
    this.isAway = true;
    const answer = await send(url, wire(this.key, sent), leaving && sent.text.length < 20_000);
    if (this.sent !== sent) return; // something newer is under way
    this.isAway = false;
    this.answered(answer.status, answer.said, sent);
  }

  /** What is to be sent: everything since the base; and what of it may have arrived already. */
  private packed(): Sent {
    const text = this.el.value;
    const packed: Sent = { key: newKey(), version: this.version, text, changes: toSaid(this.base, this.changes), tried: "" };
    if (this.apart) packed.base = this.base;
    if (this.sent) {
      packed.tried = keysOf(this.sent);
      packed.fresh = toSaid(this.sent.text, this.fresh);
    }
    this.fresh = [];
    return packed;
  }

  private answered(code: number, said: Record<string, unknown>, sent: Sent): void {
    if (code === 200) return this.saved(said, sent);
    if (code === 409) {
      sent.base = this.base; // the server does not know any more what this version was
      void this.save();
      return;
    }
    if (code === 401) return status.signedOut();
    if (code === 410) {
      this.keepHere(true);
      this.sent = null;
      this.problem(String(said.error ?? ""));
      return status.closed();
    }
    if (code === 422 || code === 413 || code === 400 || code === 403 || code === 404) {
      this.sent = null;
      return this.problem(String(said.error ?? "This could not be saved. What you typed is still here."));
    }
    this.failures += 1;
    status.offline();
    this.keepHere();
    this.timer = window.setTimeout(() => void this.save(), Math.min(10_000, 600 * 2 ** this.failures));
  }

  private saved(said: Record<string, unknown>, sent: Sent): void {
    const now = typeof said.text === "string" ? said.text : sent.text;
    this.failures = 0;
    this.sent = null;
    this.problem("");
    this.version = Number(said.version);
    if (this.el.value === sent.text && !this.isComposing) {
      this.base = now;
      this.apart = false;
      this.changes = [];
      if (now !== sent.text) this.show(now, fromSaid(sent.text, said.changes));
    } else {
      // Typed on meanwhile: what others wrote comes with the next save, or when the letter is complete.
      this.base = sent.text;
      this.apart = now !== sent.text;
      this.changes = this.fresh;
    }
    if (now !== sent.text) announce("Somebody else wrote here too. Nothing of either is lost.");
    this.shown();
    if (this.isDirty) {
      this.keepHere();
      this.typed();
    } else {
      forget(this.key);
      if (this.behind > this.version) void this.fetch();
    }
    status.saved();
  }

  /** Somebody else saved this box: it is fetched at once, or comes with the answer to what is being typed here. */
  heard(version: number): void {
    this.behind = Math.max(this.behind, version);
    void this.fetch();
  }

  /** The text of a version, known already. */
  heardText(version: number, text: string): void {
    if (version > this.version) this.bring(version, text, null);
  }

  private async fetch(): Promise<void> {
    if (this.isFetching || !this.isFree || (this.behind <= this.version && !this.apart)) return;
    this.isFetching = true;
    const [kind, id] = this.key.split(":");
    const since = this.version;
    const answer = await get(this.address.replace(/save\/$/, `box/${kind}/${id}/?since=${since}`));
    this.isFetching = false;
    if (answer.status === 401) return status.signedOut();
    if (answer.status !== 200) return; // the page asks for everything when it is connected again
    const version = Number(answer.said.version);
    const changes = this.apart || since !== this.version ? null : fromSaid(this.base, answer.said.changes);
    this.behind = Math.max(this.behind, version);
    this.bring(version, String(answer.said.text), changes);
    if (this.behind > this.version) void this.fetch();
  }

  private get isFree(): boolean {
    return !this.isDirty && this.sent === null && !this.isComposing;
  }

  private bring(version: number, text: string, changes: Change[] | null): void {
    this.behind = Math.max(this.behind, version);
    if (!this.isFree || version < this.version) return;
    this.version = version;
    this.base = text;
    this.apart = false;
    this.changes = [];
    this.show(text, changes);
  }

  /** Put back what was typed before the page went away. */
  restore(draft: Draft): boolean {
    if (draft.text === this.el.value) {
      forget(this.key);
      return false;
    }
    this.base = draft.base;
    this.version = draft.version;
    this.apart = true;
    this.el.value = this.last = draft.text;
    this.changes = fromSaid(draft.base, draft.changes) ?? [];
    this.fresh = [];
    this.sent = draft.sent ? again(draft) : null;
    this.typed();
    void this.save();
    return true;
  }

  /** Show a text without moving the place where the person is writing. */
  private show(text: string, changes: Change[] | null): void {
    const old = this.el.value;
    if (old === text) return;
    const { selectionStart, selectionEnd, scrollTop } = this.el;
    const focused = document.activeElement === this.el;
    this.el.value = this.last = text;
    this.shown();
    if (!focused) return;
    const place = (at: number) => (changes ? placeAfter(old, changes, at) : moved(at, old, text));
    this.el.setSelectionRange(place(selectionStart), place(selectionEnd));
    this.el.scrollTop = scrollTop;
  }

  private shown(): void {
    this.el.toggleAttribute("data-unsaved", this.isDirty);
    const history = this.el.closest(".kw-box")?.querySelector<HTMLElement>(".kw-box__history");
    if (history && this.version) history.hidden = false;
    grow(this.el);
    this.mirror();
    offer(this.el);
  }

  /** A hypothesis is named by its statement: what is typed shows in its heading too. */
  private mirror(): void {
    const place = document.querySelector(`[data-mirror="${this.key}"]`);
    if (place) place.textContent = this.el.value.trim() || "A new hypothesis";
  }

  private tooLong(most: number): void {
    const [now, limit] = [[...this.el.value].length, most].map((n) => n.toLocaleString("en-GB"));
    this.problem(
      `This box holds ${limit} characters; there are ${now} in it. ` +
        "What you typed is still here: shorten it, or attach the long text elsewhere.",
    );
  }

  problem(words: string): void {
    const place = this.el.closest(".kw-box")?.querySelector<HTMLElement>(".kw-box__problem");
    if (place) place.textContent = words;
    if (words) {
      this.el.setAttribute("aria-invalid", "true");
      status.refused();
    } else {
      this.el.removeAttribute("aria-invalid");
    }
  }
}

/** Where a place in the old text lies in the new one: by what both begin and end with. */
export function moved(place: number, old: string, now: string): number {
  const most = Math.min(old.length, now.length);
  let start = 0;
  while (start < most && old[start] === now[start]) start += 1;
  if (place <= start) return place;
  let end = 0;
  while (end < most - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end += 1;
  if (place >= old.length - end) return now.length - (old.length - place);
  return Math.min(place, now.length - end);
}

export function grow(el: HTMLTextAreaElement): void {
  if (CSS.supports("field-sizing", "content")) return;
  el.style.height = "auto";
  el.style.height = `${el.scrollHeight + 2}px`;
}

/** Take charge of all boxes on the page; again after a part of it was exchanged. */
export function adopt(): void {
  const there = new Set<string>();
  for (const el of document.querySelectorAll<HTMLTextAreaElement>("textarea[data-box]")) {
    const key = el.dataset.box ?? "";
    there.add(key);
    const known = boxes.get(key);
    if (known && known.el !== el) known.el = el;
    if (!known) boxes.set(key, new Box(key, el));
    grow(el);
  }
  for (const key of boxes.keys()) if (!there.has(key)) boxes.delete(key);
}

function boxOf(event: Event): Box | undefined {
  const el = event.target as HTMLElement;
  return el instanceof HTMLTextAreaElement && el.dataset.box ? boxes.get(el.dataset.box) : undefined;
}

export function start(): void {
  adopt();
  // What is chosen when a key comes is what that key takes away.
  let chosen: (Chosen & { el: HTMLElement }) | null = null;
  document.addEventListener("beforeinput", (event) => {
    const el = event.target as HTMLElement;
    if (el instanceof HTMLTextAreaElement) chosen = { el, start: el.selectionStart, end: el.selectionEnd };
  });
  document.addEventListener("input", (event) => {
    const box = boxOf(event);
    if (box) box.typed(chosen?.el === box.el ? chosen : null);
    chosen = null;
  });
  document.addEventListener("compositionstart", (event) => boxOf(event)?.composes(true));
  document.addEventListener("compositionend", (event) => boxOf(event)?.composes(false));
  // Leaving, hiding, losing focus: save now rather than after the pause.
  document.addEventListener("focusout", (event) => void boxOf(event)?.save());
  const now = () => all().forEach((box) => void box.save(true));
  window.addEventListener("pagehide", now);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && now());
  window.addEventListener("online", () => all().forEach((box) => void box.save()));
  putBack();
}

function putBack(): void {
  let restored = 0;
  const elsewhere: Draft[] = [];
  for (const draft of kept()) {
    const box = boxes.get(draft.box);
    // What was too late for a meeting goes into no other; into this one again, if its closing was undone.
    if (box && (!draft.closed || box.savesTo(draft.saveTo))) restored += box.restore(draft) ? 1 : 0;
    else elsewhere.push(draft);
  }
  if (restored) status.putBack();
  void deliver(elsewhere);
}

/** Texts typed on another page: most had arrived, or arrive now. Only what is refused or cannot be sent is shown. */
async function deliver(drafts: Draft[]): Promise<void> {
  const left: Draft[] = [];
  for (const draft of drafts) {
    const answer = draft.closed ? null : await send(draft.saveTo, wire(draft.box, again(draft)));
    if (answer?.status === 200) {
      forget(draft.box);
      continue;
    }
    if (answer?.status === 410) {
      draft.closed = true;
      keep(draft);
    }
    left.push(draft);
  }
  status.keptElsewhere(left);
}
