// What lies on the phone and is not in the record: a line each, and two texts side by side where one was written in two
// places.
import { byId, takesText } from "./contracts.ts";
import type { Keep, Kept, KeptFile } from "./phone-keep.ts";
import { beginning, holdsWords, lineWords, textOfEntry } from "./phone-rules.ts";
import { shelf } from "./phone-shelf.ts";
import { newToken } from "./phone-sync.ts";

interface Doing {
  change: (entry: Kept) => void;
  remove: (token: string) => Promise<void>;
  joined: (token: string) => Promise<void>; // another has its words and files now
  save: (entry: Kept) => Promise<void>;
  both: (isOpen: boolean) => void;
}

function button(words: string, about: string, press: (pressed: HTMLButtonElement) => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "kw-button";
  made.append(words);
  const more = document.createElement("span");
  more.className = "govuk-visually-hidden";
  more.textContent = `: ${about}`;
  made.append(more);
  made.addEventListener("click", () => press(made));
  return made;
}

/** A file that the server did not take may be nowhere else. */
function copyOf(file: KeptFile, keep: Keep): HTMLButtonElement {
  return button("Save a copy", file.name, () => void download(file, keep));
}

async function download(file: KeptFile, keep: Keep): Promise<void> {
  const bytes = await keep.file(file.id);
  if (!bytes) return;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function put(id: "both-here" | "both-there" | "both-why", words: string): void {
  const place = byId(id);
  if (place) place.textContent = words;
}

export class PhoneList {
  private readonly doing: Doing;
  private open: Kept | null = null; // of which both texts are shown
  private shown = "";

  constructor(doing: Doing) {
    this.doing = doing;
    for (const one of takesText.all()) one.addEventListener("click", () => this.take(takesText.get(one, "data-both")));
    byId("both-form")?.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.join();
    });
  }

  async fill(keep: Keep): Promise<Kept[]> {
    const [kept, families, about] = [await keep.entries(), await keep.families(), await shelf.about(keep.by.user)];
    const now = Date.now();
    const holds = byId("phone-holds");
    if (holds) holds.textContent = holdsWords(families.length, about?.familiesAt ?? 0, about?.sentAt ?? 0, now);
    const send = byId("phone-send");
    if (send) send.hidden = !kept.some(({ state }) => state === "waiting");
    const said = JSON.stringify(kept.map(({ token, state, at, why, files }) => [token, state, at, why, files]));
    if (said !== this.shown) byId("phone-kept")?.replaceChildren(...kept.map((one) => this.line(one, now, keep)));
    this.shown = said;
    return kept;
  }

  empty(): void {
    this.shown = "";
    this.open = null;
    for (const id of ["phone-kept", "phone-holds", "both-here", "both-there", "both-why"] as const) {
      byId(id)?.replaceChildren();
    }
    this.write("");
  }

  private line(entry: Kept, now: number, keep: Keep): HTMLLIElement {
    const about = lineWords(entry, now);
    const line = document.createElement("li");
    line.className = "kw-line";
    const words = document.createElement("span");
    words.className = "kw-grow";
    const name = document.createElement("strong");
    name.textContent = about;
    words.append(name, entry.why ? `: ${entry.why}` : "");
    const begins = beginning(textOfEntry(entry));
    if (begins) {
      const first = document.createElement("span");
      first.className = "kw-soft kw-small";
      first.textContent = begins;
      words.append(document.createElement("br"), first);
    }
    line.append(words);
    if (entry.state === "both") line.append(button("See both", about, () => this.compare(entry)));
    else if (entry.address === undefined) line.append(button("Change", about, () => this.doing.change(entry)));
    else line.append(this.link(entry, about));
    if (entry.address !== undefined) for (const file of entry.files ?? []) line.append(copyOf(file, keep));
    line.append(button("Remove", about, (pressed) => this.remove(entry.token, pressed)));
    return line;
  }

  private link(entry: Kept, about: string): HTMLAnchorElement {
    const link = document.createElement("a");
    link.className = "kw-button";
    link.href = entry.address ?? "";
    link.textContent = "Finish it";
    link.setAttribute("aria-label", `Finish it: ${about}`);
    link.addEventListener("click", () => void this.doing.remove(entry.token));
    return link;
  }

  /** Pressed twice: there is no other copy of it. */
  private remove(token: string, pressed: HTMLButtonElement): void {
    if (pressed.textContent?.startsWith("Yes")) {
      void this.doing.remove(token);
      return;
    }
    pressed.textContent = "Yes, remove it";
  }

  private compare(entry: Kept): void {
    this.open = entry;
    this.doing.both(true);
    put("both-here", textOfEntry(entry));
    put("both-there", entry.there ?? "");
    put(
      "both-why",
      `${entry.called}. ${entry.why ?? ""}${entry.isSaved ? " What you save here is added as an entry of its own." : ""}`,
    );
    this.write(textOfEntry(entry));
    byId("both-title")?.focus();
  }

  private box(): HTMLTextAreaElement | null {
    const found = byId("both-text");
    return found instanceof HTMLTextAreaElement ? found : null;
  }

  private write(words: string): void {
    const box = this.box();
    if (box) box.value = words;
  }

  private take(which: string): void {
    if (!this.open) return;
    this.write(which === "here" ? textOfEntry(this.open) : (this.open.there ?? ""));
    this.box()?.focus();
  }

  private async join(): Promise<void> {
    const entry = this.open;
    const text = this.box()?.value ?? "";
    if (!entry || !text.trim()) return;
    const { there: _there, isSaved, why: _why, ...rest } = entry;
    const own = isSaved ? { token: newToken(), version: 0 } : {};
    const page = newToken().replaceAll("-", "");
    this.open = null;
    this.doing.both(false);
    await this.doing.save({ ...rest, ...own, page, fields: { ...rest.fields, text: [text] }, state: "waiting" });
    if (isSaved) await this.doing.joined(entry.token);
  }
}
