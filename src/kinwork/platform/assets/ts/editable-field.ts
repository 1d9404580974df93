// A text that saves itself: the box on the page, and what there is between it and the server.
import { announce } from "./announce.ts";
import { type Change, type Selection, caretAfter, caretBetween, lengthOf } from "./changes.ts";
import { offerChoice } from "./conflict-choice.ts";
import { editableField, livePage, mirror, setState } from "./contracts.ts";
import { EditSession, type Incoming, type Save } from "./edit-session.ts";
import type { FieldDraft } from "./field-draft.ts";
import { drafts } from "./field-drafts.ts";
import { type Answer, get, send, textOf } from "./http.ts";
import { pageId } from "./page-context.ts";
import * as status from "./save-status.ts";

const PAUSE = 500; // ms without a keystroke before a save
const LONGEST_WAIT = 2500; // ms of steady typing after which a save happens anyway
const TRY_AGAIN = 600; // ms, doubled at each failure
const LONGEST_TRY = 10_000;
const KEEPALIVE = 20_000; // characters that a browser sends on while the page goes away
const REFUSED = new Set([400, 403, 404, 413, 422]);

let keys = 0;
/** By it the server knows what it has been sent. */
export const newKey = (): string => `${pageId}${(keys += 1)}`;

/** What a save says. */
export function wire(key: string, save: Save): Record<string, unknown> {
  const [kind, id] = key.split(":");
  return { ...save, box: kind, id: Number(id), page: pageId };
}

export class EditableField {
  readonly key: string;
  el: HTMLTextAreaElement;
  private readonly session: EditSession;
  private isFetching = false;
  private timer = 0;
  private firstUnsaved = 0;
  private failures = 0;

  constructor(key: string, el: HTMLTextAreaElement) {
    this.key = key;
    this.el = el;
    this.session = new EditSession(el.value, editableField.get(el, "data-version"), newKey);
    offerChoice(el);
  }

  /** Typed, and neither acknowledged nor refused yet. */
  get isUnderWay(): boolean {
    const { isDirty, isWaiting } = this.session;
    return (isDirty || isWaiting) && this.failures === 0 && !this.el.hasAttribute("aria-invalid");
  }

  private get address(): string {
    const page = livePage.first();
    return editableField.get(this.el, "data-save-to") ?? (page ? livePage.get(page, "data-save") : "");
  }

  private get limit(): number {
    const page = livePage.first();
    return (page && livePage.get(page, "data-most")) ?? Infinity;
  }

  savesTo(address: string): boolean {
    return this.address === address;
  }

  typed(selected: Selection | null = null): void {
    this.session.typed(this.el.value, selected);
    this.show();
    if (!this.session.isDirty) {
      if (!this.session.isWaiting) drafts.forget(this.key);
      return;
    }
    this.keepDraft();
    const now = Date.now();
    this.firstUnsaved ||= now;
    const wait = Math.max(0, Math.min(PAUSE, this.firstUnsaved + LONGEST_WAIT - now));
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.save(), wait);
    status.typing();
  }

  composes(is: boolean): void {
    this.session.isComposing = is;
    if (is) return;
    this.typed();
    if (this.session.isIdle && this.session.isBehind) void this.fetch();
  }

  private keepDraft(closed = false): void {
    const isKept = drafts.keep({
      ...this.session.unsaved,
      box: this.key,
      at: Date.now(),
      where: location.pathname,
      saveTo: this.address,
      about: editableField.get(this.el, "data-about"),
      closed,
    });
    if (!isKept) status.noStorage();
  }

  async save(isLeaving = false): Promise<void> {
    window.clearTimeout(this.timer);
    this.session.typed(this.el.value); // what no event told of: a dictated word, say
    const url = this.address;
    if (!url || !this.session.mayBeSent(isLeaving)) return;
    if (lengthOf(this.el.value) > this.limit) {
      this.tooLong();
      return;
    }
    const save = this.session.next(isLeaving);
    this.firstUnsaved = 0;
    const answer = await send(url, wire(this.key, save), isLeaving && save.text.length < KEEPALIVE);
    if (this.session.answers(save)) this.answered(answer, save);
  }

  private answered({ status: code, body }: Answer, save: Save): void {
    this.session.typed(this.el.value);
    if (code === 200) {
      this.saved(body, save);
    } else if (code === 409) {
      this.session.unknownVersion(save);
      void this.save();
    } else if (code === 401) {
      status.signedOut();
    } else if (code === 410) {
      this.keepDraft(true);
      this.session.refused();
      this.problem(textOf(body["error"]));
      status.closed();
    } else if (REFUSED.has(code)) {
      this.session.refused();
      this.problem(textOf(body["error"], "This could not be saved. What you typed is still here."));
    } else {
      this.failures += 1;
      status.offline();
      this.keepDraft();
      const wait = Math.min(LONGEST_TRY, TRY_AGAIN * 2 ** this.failures);
      this.timer = window.setTimeout(() => void this.save(), wait);
    }
  }

  private saved(body: Record<string, unknown>, save: Save): void {
    const now = textOf(body["text"], save.text);
    this.failures = 0;
    this.problem("");
    const incoming = this.session.saved(save, Number(body["version"]), now, body["changes"]);
    if (incoming) this.bring(incoming);
    if (now !== save.text) announce("Someone else wrote here too. Nothing either of you wrote is lost.");
    this.show();
    if (this.session.isDirty) {
      this.typed();
    } else {
      drafts.forget(this.key);
      void this.fetch();
    }
    status.saved();
  }

  /** Somebody else saved this text: it is fetched at once, or comes with the answer to what is being typed here. */
  heard(version: number): void {
    this.session.heardOf(version);
    void this.fetch();
  }

  /** The text of a version, known already. */
  heardText(version: number, text: string): void {
    if (version > this.session.version && this.session.receive(version, text)) this.bring({ text, changes: null });
  }

  private async fetch(): Promise<void> {
    if (this.isFetching || !this.session.isIdle || !this.session.isBehind) return;
    this.isFetching = true;
    const [kind, id] = this.key.split(":");
    const since = this.session.version;
    const answer = await get(this.address.replace(/save\/$/u, `box/${kind}/${id}/?since=${since}`));
    this.isFetching = false;
    if (answer.status === 401) {
      status.signedOut();
      return;
    }
    if (answer.status !== 200) return; // the page asks for everything when it is connected again
    this.session.typed(this.el.value);
    const changes = this.session.changesSince(since, answer.body["changes"]);
    const text = textOf(answer.body["text"]);
    if (this.session.receive(Number(answer.body["version"]), text)) this.bring({ text, changes });
    if (this.session.isOutdated) void this.fetch();
  }

  /** Put back what was typed before the page went away. */
  restore(draft: FieldDraft): boolean {
    if (draft.text === this.el.value) {
      drafts.forget(this.key);
      return false;
    }
    this.session.restore(draft);
    this.el.value = draft.text;
    this.typed();
    void this.save();
    return true;
  }

  /** Show what others wrote without moving the place where the person is writing. */
  private bring({ text, changes }: Incoming): void {
    const old = this.el.value;
    if (old === text) return;
    const { selectionStart, selectionEnd, scrollTop } = this.el;
    const isFocused = document.activeElement === this.el;
    this.el.value = text;
    this.show();
    if (!isFocused) return;
    this.el.setSelectionRange(moved(selectionStart, old, text, changes), moved(selectionEnd, old, text, changes));
    this.el.scrollTop = scrollTop;
  }

  private show(): void {
    setState(this.el, "data-unsaved", this.session.isDirty);
    const history = this.el.closest(".kw-box")?.querySelector<HTMLElement>(".kw-box__history");
    if (history && this.session.version) history.hidden = false;
    grow(this.el);
    this.mirror();
    offerChoice(this.el);
  }

  /** A hypothesis is named by its statement: what is typed shows in its heading too. */
  private mirror(): void {
    const place = mirror.all().find((one) => mirror.get(one, "data-mirror") === this.key);
    if (place) place.textContent = this.el.value.trim() || "A new hypothesis";
  }

  private tooLong(): void {
    const [now, limit] = [lengthOf(this.el.value), this.limit].map((n) => n.toLocaleString("en-GB"));
    this.problem(
      `This box holds up to ${limit} characters; you have typed ${now}. ` +
        "What you typed is still here: shorten it, or put the rest in another box.",
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

function moved(place: number, old: string, now: string, changes: Change[] | null): number {
  return changes ? caretAfter(old, changes, place) : caretBetween(old, now, place);
}

export function grow(el: HTMLTextAreaElement): void {
  if (CSS.supports("field-sizing", "content")) return;
  el.style.height = "auto";
  el.style.height = `${el.scrollHeight + 2}px`;
}
