// Boxes that save themselves. A box is a textarea with data-box="kind:id"; the rules are in docs/adr/0003.
import { type Draft, forget, keep, kept } from "./drafts";
import { announce, page, send } from "./page";
import * as status from "./status";

const PAUSE = 500; // ms without a keystroke before a save
const LONGEST_WAIT = 2500; // ms of steady typing after which a save happens anyway
const boxes = new Map<string, Box>();
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

export class Box {
  base: string; // what server and box last had in common
  version: number;
  private stale = false; // somebody else wrote meanwhile: send the base along
  private timer = 0;
  private firstUnsaved = 0;
  private sending = false;
  private failures = 0;

  constructor(
    readonly key: string,
    public el: HTMLTextAreaElement,
  ) {
    this.base = el.value;
    this.version = Number(el.dataset.version);
  }

  get isDirty(): boolean {
    return this.el.value !== this.base;
  }

  /** Typed, and neither acknowledged nor refused yet. */
  get isUnderWay(): boolean {
    return (this.isDirty || this.sending) && this.failures === 0 && !this.el.hasAttribute("aria-invalid");
  }

  private get address(): string {
    return this.el.dataset.saveTo ?? root()?.dataset.save ?? "";
  }

  typed(): void {
    this.el.toggleAttribute("data-unsaved", this.isDirty);
    grow(this.el);
    this.mirror();
    if (!this.isDirty) {
      if (!this.sending) forget(this.key);
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
    };
    if (!keep(draft)) status.noStorage();
  }

  async save(leaving = false): Promise<void> {
    window.clearTimeout(this.timer);
    const url = this.address;
    if (!url || !this.isDirty || (this.sending && !leaving)) return;
    const most = Number(root()?.dataset.most ?? Infinity);
    if ([...this.el.value].length > most) return this.tooLong(most);
    this.sending = true;
    this.firstUnsaved = 0;
    const sent = this.el.value;
    const base = this.base;
    const [kind, id] = this.key.split(":");
    const said = { box: kind, id: Number(id), version: this.version, text: sent, page };
    const answer = await send(url, this.stale ? { ...said, base } : said, leaving && sent.length < 20_000);
    this.sending = false;
    this.answered(answer.status, answer.said, sent);
  }

  private answered(code: number, said: Record<string, unknown>, sent: string): void {
    if (code === 200) return this.saved(Number(said.version), typeof said.text === "string" ? said.text : sent, sent);
    if (code === 409) {
      this.stale = true;
      void this.save();
      return;
    }
    if (code === 401) return status.signedOut();
    if (code === 410) {
      this.keepHere(true);
      this.problem(String(said.error ?? ""));
      return status.closed();
    }
    if (code === 422 || code === 413 || code === 400 || code === 403 || code === 404) {
      return this.problem(String(said.error ?? "This could not be saved. What you typed is still here."));
    }
    this.failures += 1;
    status.offline();
    this.timer = window.setTimeout(() => void this.save(), Math.min(10_000, 600 * 2 ** this.failures));
  }

  private saved(version: number, now: string, sent: string): void {
    this.failures = 0;
    this.problem("");
    const goneOn = this.el.value !== sent;
    if (goneOn && now !== sent) {
      // Typed on while the server was merging: keep this side's base, and let the next save merge again.
      this.base = sent;
      this.stale = true;
    } else {
      this.base = now;
      this.version = version;
      this.stale = false;
      if (!goneOn && now !== sent) this.show(now);
    }
    if (now !== sent) announce("Somebody else wrote here too. Both texts are kept.");
    this.el.toggleAttribute("data-unsaved", this.isDirty);
    if (this.isDirty) {
      this.keepHere();
      this.typed();
    } else {
      forget(this.key);
    }
    status.saved();
  }

  /** Somebody else's save arrived. */
  heard(version: number, text: string): void {
    if (version <= this.version) return;
    if (this.isDirty || this.sending) {
      this.stale = true;
      return;
    }
    this.version = version;
    this.base = text;
    this.show(text);
  }

  /** Put back what was typed before the page went away. */
  restore(draft: Draft): boolean {
    if (draft.text === this.el.value) {
      forget(this.key);
      return false;
    }
    this.base = draft.base;
    this.version = Math.min(draft.version, this.version);
    this.stale = true;
    this.el.value = draft.text;
    this.typed();
    void this.save();
    return true;
  }

  /** Show a text without moving the place where the person is writing. */
  private show(text: string): void {
    const old = this.el.value;
    const { selectionStart, selectionEnd, scrollTop } = this.el;
    const focused = document.activeElement === this.el;
    this.el.value = text;
    grow(this.el);
    this.mirror();
    if (!focused) return;
    this.el.setSelectionRange(moved(selectionStart, old, text), moved(selectionEnd, old, text));
    this.el.scrollTop = scrollTop;
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

export function start(): void {
  adopt();
  document.addEventListener("input", (event) => {
    const el = event.target as HTMLElement;
    if (el instanceof HTMLTextAreaElement && el.dataset.box) boxes.get(el.dataset.box)?.typed();
  });
  // Leaving, hiding, losing focus: save now rather than after the pause.
  document.addEventListener("focusout", (event) => {
    const el = event.target as HTMLElement;
    if (el instanceof HTMLTextAreaElement && el.dataset.box) void boxes.get(el.dataset.box)?.save();
  });
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
    if (box && !draft.closed) restored += box.restore(draft) ? 1 : 0;
    else elsewhere.push(draft);
  }
  if (restored) status.putBack();
  void deliver(elsewhere);
}

/** Texts typed on another page: most had arrived, or arrive now. Only what is refused or cannot be sent is shown. */
async function deliver(drafts: Draft[]): Promise<void> {
  const left: Draft[] = [];
  for (const draft of drafts) {
    const [kind, id] = draft.box.split(":");
    const { base, version, text } = draft;
    const answer = draft.closed ? null : await send(draft.saveTo, { box: kind, id: Number(id), version, text, base, page });
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
