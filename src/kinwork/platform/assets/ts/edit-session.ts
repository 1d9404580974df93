// What one page knows of one text that several people write in: what it began from, what was typed since, what is on
// its way to the server. The rules are in docs/adr/0003 and 0061. Nothing here knows of pages: that is autosave.ts.
import {
  type Change,
  type ChangesJson,
  type Selection,
  fromJson,
  inputChange,
  oneAfterAnother,
  toJson,
} from "./changes.ts";

/** What is under way to the server, or is sent again until it is answered; the server knows it by its key. */
export interface Save {
  key: string;
  version: number;
  base?: string; // where the text did not begin from that of the version
  text: string;
  changes: ChangesJson;
  tried: string; // the keys of what was under way when this had to be sent as well
  fresh?: ChangesJson; // and what was done to the last of those since
}

/** What is to be kept on the device until the server has it. */
export interface Unsaved {
  base: string;
  version: number;
  text: string;
  changes?: ChangesJson; // from the base to the text
  sent?: string; // the keys of what was on its way
  fresh?: ChangesJson; // and what was done to the last of it since
}

/** What others wrote, to be shown; ``changes``: how it came about, where that is known. */
export interface Incoming {
  text: string;
  changes: Change[] | null;
}

const keysOf = (save: Save) => `${save.tried} ${save.key}`.trim();

/** What was typed before a page went away, to be sent: some of it may have arrived. */
export function resumed(key: string, { base, version, text, changes, sent, fresh }: Unsaved): Save {
  return { key, version, base, text, changes: changes ?? [], tried: sent ?? "", fresh: fresh ?? [] };
}

export class EditSession {
  base: string; // what the text on the screen began from
  text: string; // what is on the screen
  version: number;
  isComposing = false; // an accent, a character or a word is being put together: the text is left alone
  isInFlight = false; // what was sent has not been answered
  private readonly newKey: () => string;
  private isDetached = false; // the base is not the text of that version
  private newest = 0; // the newest version that was heard of
  private changes: Change[] = []; // of the base
  private changesSinceSent: Change[] = [];
  private sent: Save | null = null;

  constructor(text: string, version: number, newKey: () => string) {
    this.base = text;
    this.text = text;
    this.version = version;
    this.newKey = newKey;
  }

  get isDirty(): boolean {
    return this.text !== this.base;
  }

  get isWaiting(): boolean {
    return this.sent !== null;
  }

  /** Nothing stands against showing what others wrote. */
  get isIdle(): boolean {
    return !this.isDirty && this.sent === null && !this.isComposing;
  }

  /** A newer text was heard of. */
  get isOutdated(): boolean {
    return this.newest > this.version;
  }

  /** That, or the text here is of no version. */
  get isBehind(): boolean {
    return this.isOutdated || this.isDetached;
  }

  typed(text: string, selected: Selection | null = null): void {
    const change = inputChange(this.text, text, selected);
    if (!change) return;
    this.text = text;
    this.changes = oneAfterAnother(this.base, this.changes, change);
    if (this.sent) this.changesSinceSent = oneAfterAnother(this.sent.text, this.changesSinceSent, change);
  }

  /** Whether there is something to send now. ``isLeaving``: the page goes away, so it does not wait for an answer. */
  mayBeSent(isLeaving = false): boolean {
    if (!this.isDirty && !this.sent) return false;
    return !this.isInFlight || (isLeaving && this.sent?.text !== this.text);
  }

  /** What is to be sent: what was not answered, once more; or everything since the base. */
  next(isLeaving = false): Save {
    if (!this.sent || (isLeaving && this.sent.text !== this.text)) this.sent = this.packed();
    this.isInFlight = true;
    return this.sent;
  }

  private packed(): Save {
    const { text, version } = this;
    const save: Save = { key: this.newKey(), version, text, changes: toJson(this.base, this.changes), tried: "" };
    if (this.isDetached) save.base = this.base;
    if (this.sent) {
      save.tried = keysOf(this.sent);
      save.fresh = toJson(this.sent.text, this.changesSinceSent);
    }
    this.changesSinceSent = [];
    return save;
  }

  /** Whether an answer still matters: nothing newer is under way. */
  answers(save: Save): boolean {
    if (this.sent !== save) return false;
    this.isInFlight = false;
    return true;
  }

  /** The server does not know any more what the version was: it is sent again, and says what it began from. */
  unknownVersion(save: Save): void {
    save.base = this.base;
  }

  refused(): void {
    this.sent = null;
  }

  /** The server has it, and the text there is ``now``. What is to be shown of it, if anything. */
  saved(save: Save, version: number, now: string, changes: unknown): Incoming | null {
    this.sent = null;
    this.version = version;
    if (this.text === save.text && !this.isComposing) {
      this.settleOn(now);
      return now === save.text ? null : { text: now, changes: fromJson(save.text, changes) };
    }
    // Typed on meanwhile: what others wrote comes with the next save, or when the letter is complete.
    this.base = save.text;
    this.isDetached = now !== save.text;
    this.changes = this.changesSinceSent;
    return null;
  }

  /** Somebody else saved a version. */
  heardOf(version: number): void {
    this.newest = Math.max(this.newest, version);
  }

  /** Changes from the version on the screen to another, as the server says them; none if they are not of this text. */
  changesSince(version: number, said: unknown): Change[] | null {
    return this.isDetached || version !== this.version ? null : fromJson(this.base, said);
  }

  /** The text of a version. Whether it is to be shown: not while somebody types here, nor if it is older. */
  receive(version: number, text: string): boolean {
    this.heardOf(version);
    if (!this.isIdle || version < this.version) return false;
    this.version = version;
    this.settleOn(text);
    return true;
  }

  private settleOn(text: string): void {
    this.base = text;
    this.text = text;
    this.isDetached = false;
    this.changes = [];
  }

  get unsaved(): Unsaved {
    return {
      base: this.base,
      version: this.version,
      text: this.text,
      changes: toJson(this.base, this.changes),
      sent: this.sent ? keysOf(this.sent) : "",
      fresh: this.sent ? toJson(this.sent.text, this.changesSinceSent) : [],
    };
  }

  /** Put back what was typed before the page went away. */
  restore(unsaved: Unsaved): void {
    this.base = unsaved.base;
    this.version = unsaved.version;
    this.isDetached = true;
    this.text = unsaved.text;
    this.changes = fromJson(unsaved.base, unsaved.changes) ?? [];
    this.changesSinceSent = [];
    this.sent = unsaved.sent ? resumed(this.newKey(), unsaved) : null;
  }
}
