// Files of an entry on the page without a signal: chosen or photographed, each is sealed on the phone at once.
import { byId, phoneFiles } from "./contracts.ts";
import type { KeptFile } from "./phone-keep.ts";
import { newToken } from "./phone-sync.ts";
import { tooLarge } from "./upload.ts";

const MOST = 20; // of one entry, as on the server
const NO_ROOM = "This phone has no room left for it.";

/** Where the bytes lie. */
export interface FileShelf {
  put: (id: string, bytes: ArrayBuffer) => Promise<void>;
  remove: (id: string) => Promise<void>;
}

export class PhoneFiles {
  list: KeptFile[] = [];
  private coming: Promise<void> = Promise.resolve();
  private readonly shelf: FileShelf;
  private readonly changed: () => Promise<void>;
  private readonly part = phoneFiles.first();

  constructor(shelf: FileShelf, changed: () => Promise<void>) {
    this.shelf = shelf;
    this.changed = changed;
    for (const box of this.part?.querySelectorAll<HTMLInputElement>("input[type=file]") ?? []) {
      box.addEventListener("change", () => {
        const chosen = [...(box.files ?? [])];
        box.value = "";
        this.coming = this.coming.then(() => this.take(chosen));
      });
    }
  }

  /** What was chosen is all here. */
  ready(): Promise<void> {
    return this.coming;
  }

  show(files: KeptFile[]): void {
    this.list = files;
    byId("phone-files")?.replaceChildren(...files.map((file) => this.line(file)));
    this.say("");
  }

  private async take(chosen: File[]): Promise<void> {
    const problems: string[] = [];
    for (const file of chosen) {
      // oxlint-disable-next-line eslint/no-await-in-loop -- one after the other: each may be large
      const problem = await this.add(file);
      if (problem) problems.push(`“${file.name}”: ${problem}`);
    }
    this.show(this.list);
    this.say(problems.join(" "));
    await this.changed();
  }

  private async add(file: File): Promise<string> {
    const large = tooLarge(file.size, this.part ? phoneFiles.get(this.part, "data-phone-files") : 0);
    if (large) return large;
    if (file.size === 0) return "This file is empty.";
    if (this.list.length >= MOST) return `An entry holds ${MOST} files. Save this one, and write another entry.`;
    const kept = { id: newToken(), name: file.name, type: file.type, size: file.size };
    try {
      await this.shelf.put(kept.id, await file.arrayBuffer());
    } catch {
      return NO_ROOM;
    }
    this.list = [...this.list, kept];
    return "";
  }

  private line(file: KeptFile): HTMLLIElement {
    const line = document.createElement("li");
    line.className = "kw-line";
    const name = document.createElement("span");
    name.className = "kw-grow";
    name.textContent = file.name;
    const remove = document.createElement("button");
    remove.type = "button";
    remove.className = "kw-button kw-button--quiet";
    remove.textContent = "Remove";
    remove.setAttribute("aria-label", `Remove: ${file.name}`);
    remove.addEventListener("click", () => void this.remove(file));
    line.append(name, remove);
    return line;
  }

  private async remove(file: KeptFile): Promise<void> {
    this.show(this.list.filter(({ id }) => id !== file.id));
    await this.changed();
    await this.shelf.remove(file.id);
    this.part?.querySelector<HTMLElement>("input[type=file]")?.focus();
  }

  private say(words: string): void {
    const line = byId("phone-files-said");
    if (!line) return;
    line.textContent = words;
    line.hidden = !words;
  }
}
