// The page on which one records without a signal. The page itself is empty and the same for everybody; what stands in it
// is read from this phone with the key of whoever is signed in, and is gone from it when that has run out.
import { announce } from "./announce.ts";
import { byId, phonePart, withoutSignal } from "./contracts.ts";
import { settleKept } from "./form-drafts.ts";
import { get, textOf } from "./http.ts";
import { PhoneForm } from "./phone-form.ts";
import { isPossible, lock, startWorker, stayOpen, unlock, wasHere, whoIsOpen, wipeEnded } from "./phone-key.ts";
import { Keep, type Kept, type Unlocked, lockOthers } from "./phone-keep.ts";
import { PhoneList } from "./phone-list.ts";
import { waitingWords } from "./phone-rules.ts";
import { fetchFamilies, sendWaiting } from "./phone-send.ts";
import { ofItsOwn } from "./phone-sync.ts";
import { shelf } from "./phone-shelf.ts";

const HERE = "/offline/";
const LOOK = 5000; // ms between two looks whether the time has run out
const AGAIN = 20_000; // ms between two tries to send
const NO_SIGNAL = "No signal. What you save is kept on this phone, and sent when there is a signal again.";
const LOCKED = "This phone is locked.";
const NEEDS_SIGN_IN = "You are signed out. Sign in, and what waits here is sent.";
const NONE_TO_WRITE_FOR = "There are no families for which you record on this phone.";
const NOT_SENT =
  "There was no signal, and this phone was locked, so your entry was not sent. Go back to it: what you typed is there.";
const CANNOT = "This browser cannot keep entries without a signal. Use Kinwork as ever while you have one.";

type Part = "locked" | "kept" | "both" | "write";

function show(...parts: Part[]): void {
  for (const one of phonePart.all()) {
    one.hidden = !parts.some((part) => part === phonePart.get(one, "data-phone-part"));
  }
}

function state(words: string): void {
  const line = byId("phone-state");
  if (!line || line.textContent === words) return;
  line.textContent = words;
  line.hidden = !words;
}

export function start(): void {
  if (!withoutSignal.first()) return;
  if (!isPossible()) {
    state(CANNOT);
    return;
  }
  void new PhonePage().begin().catch(() => state(CANNOT));
}

class PhonePage {
  private keep: Keep | null = null;
  private said = ""; // what has just been done
  private asking: Promise<void> = Promise.resolve(); // one after the other: what is written while one asks is sent by the next
  private readonly form = new PhoneForm({
    keep: (entry) => this.keepMine(entry),
    finished: () => this.finished(),
    put: (id, bytes) => this.keep?.keepFile(id, bytes) ?? Promise.reject(new Error("locked")),
    remove: (id) => this.keep?.removeFile(id) ?? Promise.resolve(),
  });
  private readonly list = new PhoneList({
    change: (entry) => void this.form.settle().then(() => this.form.show(entry)),
    remove: (token) => this.remove(token),
    joined: (token) => this.keep?.let(token) ?? Promise.resolve(),
    save: (entry) => this.save(entry),
    both: (isOpen) => (isOpen ? show("kept", "both") : show("kept", "write")),
  });

  async begin(): Promise<void> {
    state("Looking at what is on this phone…");
    const hash = location.hash.slice(1);
    await startWorker();
    await lockOthers(shelf, Date.now());
    const open = await whoIsOpen();
    settleKept(open?.user ?? "", hash === "kept");
    if (hash === "kept") this.said = "Kept on this phone.";
    if (location.pathname !== HERE) this.said = "The page you asked for needs a signal. You can record here.";
    if (open) await this.openUp(open);
    await this.ask();
    if (hash === "not-sent") state(NOT_SENT);
    byId("phone-send")?.addEventListener("click", () => void this.ask());
    window.addEventListener("online", () => void this.ask());
    window.addEventListener("pageshow", (event) => event.persisted && void this.ask());
    window.setInterval(() => void this.look(), LOOK);
    window.setInterval(() => document.visibilityState === "visible" && void this.ask(), AGAIN);
  }

  private async openUp(by: Unlocked): Promise<void> {
    if (this.keep?.by.user === by.user) return;
    this.keep = new Keep(shelf, by);
    stayOpen(by);
    const kept = await this.list.fill(this.keep);
    this.form.offer(await this.keep.families(), kept);
    show("kept", "write"); // not before: what is typed would be gone with what the form is filled with
    state(this.said || "");
  }

  /** Whether there is a signal, who is signed in, and what can be sent. */
  private ask(): Promise<void> {
    this.asking = this.asking.then(() => this.askOnce()).catch(() => state(CANNOT));
    return this.asking;
  }

  private async askOnce(): Promise<void> {
    const { status, body } = await get("/offline/who/", !wasHere());
    if (status === 200) return this.here(textOf(body["user"]), textOf(body["csrf"]));
    if (status === 401) return this.gone();
    if (this.keep) await this.tell(NO_SIGNAL);
    else this.close(`No signal. ${LOCKED}`);
    return undefined;
  }

  private async here(user: string, csrf: string): Promise<void> {
    await lockOthers(shelf, Date.now(), user);
    const wiped = await wipeEnded();
    if (this.keep && (this.keep.by.user !== user || wiped.includes(user))) this.empty();
    const by = this.keep?.by ?? (await unlock(user, csrf));
    if (by) await this.openUp(by);
    if (!this.keep) return this.close(NONE_TO_WRITE_FOR);
    await fetchFamilies(this.keep);
    this.form.offer(await this.keep.families(), await this.keep.entries());
    const before = (await this.keep.entries()).length;
    const sent = await sendWaiting(this.keep, csrf);
    const left = await this.keep.entries();
    const isOpen = left.some((one) => one.state === "refused" || one.state === "both");
    if (isOpen) this.said = "Not everything is in the record yet: look at what stands below.";
    else if (sent > 0 || left.length < before) this.said = "Sent: it is in the record.";
    return this.tell("");
  }

  /** The server knows of no sign-in: names go, what waits stays locked. */
  private async gone(): Promise<void> {
    await wipeEnded();
    await this.lockUp();
    this.close(NEEDS_SIGN_IN);
  }

  /** What is being typed is kept first, unless all of it was wiped: then nothing may come after. */
  private async lockUp(): Promise<void> {
    const user = this.keep?.by.user;
    if (user && (await shelf.about(user))) {
      await this.form.settle();
      await lock(user);
    }
    this.empty();
  }

  private async look(): Promise<void> {
    if (!this.keep) return;
    const open = await whoIsOpen();
    if (open?.device === this.keep.by.device) return;
    if (open) {
      this.empty(); // it was wiped, and set up anew from another page
      await this.openUp(open);
      return;
    }
    await this.lockUp();
    this.close(`You have not used this page for a while. ${LOCKED}`);
  }

  private empty(): void {
    this.keep = null;
    this.said = "";
    this.form.empty();
    this.list.empty();
  }

  private close(words: string): void {
    show("locked");
    state(words);
  }

  private async tell(words: string): Promise<void> {
    if (!this.keep) return;
    const kept = await this.list.fill(this.keep);
    const line = [this.said, waitingWords(kept), words].filter(Boolean).join(" ");
    if (line && line !== byId("phone-state")?.textContent) announce(line);
    state(line);
  }

  /** One window after the other: each sees what the one before has kept. */
  private keepMine(entry: Kept): Promise<Kept> {
    const { keep } = this;
    if (!keep) return Promise.reject(new Error("locked"));
    return navigator.locks.request("kinwork-phone-entry", () => keep.keepMine(entry, ofItsOwn));
  }

  private async save(entry: Kept): Promise<void> {
    await this.keep?.keep(entry);
    await this.finished();
  }

  /** An entry has been kept here as finished: sent now, if there is a signal. */
  private async finished(): Promise<void> {
    this.said = "Kept on this phone.";
    show("kept", "write");
    await this.tell(NO_SIGNAL);
    window.scrollTo({ top: 0 });
    await this.ask();
  }

  private async remove(token: string): Promise<void> {
    await this.keep?.remove(token);
    this.form.forget(token);
    this.said = "Removed from this phone.";
    await this.tell("");
  }
}
