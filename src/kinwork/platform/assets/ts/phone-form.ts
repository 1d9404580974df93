// The form on the page without a signal: families and people out of the phone's store, kept there at each pause.
import { byId, phoneForm } from "./contracts.ts";
import { type FormField, isFormField } from "./form-fields.ts";
import { type FileShelf, PhoneFiles } from "./phone-files.ts";
import type { Family, Fields, Kept } from "./phone-keep.ts";
import { type Ticked, sight, tick } from "./phone-people.ts";
import { dayOf, whatIsMissing } from "./phone-rules.ts";
import { ofItsOwn } from "./phone-sync.ts";

const PAUSE = 500; // ms without a key
const FAMILY = /^\/(?:offline\/#family=|family\/)(\d+)/u;
const TICKED = new Set(["people", "names", "colleagues", "hidden_from", "readers"]);
const NO_ROOM = "This phone has no room left to keep what you type. Copy your words before you leave this page.";

interface Doing extends FileShelf {
  keep: (entry: Kept) => Promise<Kept>;
  finished: () => Promise<void>;
}

export class PhoneForm {
  private families: Family[] = [];
  private entry: Kept | null = null; // what is being written
  private timer = 0;
  private isSaving = false;
  private keeping = Promise.resolve(true);
  private readonly doing: Doing;
  private readonly files: PhoneFiles;
  private readonly form = phoneForm.first();

  constructor(doing: Doing) {
    this.doing = doing;
    this.files = new PhoneFiles(doing, () => this.keep());
    this.form?.addEventListener("input", (event) => this.typed(event));
    this.form?.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.save();
    });
  }

  /** Families to choose; at first, what was being written. What somebody has begun in the meantime stays. */
  offer(families: Family[], kept: Kept[]): void {
    const isFirst = this.families.length === 0;
    if (!isFirst && JSON.stringify(families) === JSON.stringify(this.families)) return;
    this.families = families;
    const isBegun = this.entry !== null || this.timer !== 0;
    const chosen = this.value("family") || String(this.entry?.family ?? "");
    const named = families.map(({ id, name }) => new Option(name, String(id)));
    this.box("family")?.replaceChildren(new Option("Choose", ""), ...named);
    if (!isFirst || isBegun) {
      this.set("family", chosen);
      if (isFirst) this.people(this.fields());
      if (isFirst) this.ask();
      return;
    }
    const begun = kept.find(({ state }) => state === "writing");
    const asked = FAMILY.exec(location.pathname + location.hash)?.[1] ?? "";
    if (begun) this.show(begun, false);
    else this.fresh(asked);
  }

  /** An entry that was kept, to go on with. It is not sent while it is being changed. */
  show(entry: Kept, isPressed = true): void {
    this.entry = entry;
    this.set("family", entry.family ? String(entry.family) : "");
    this.people(entry.fields);
    for (const el of this.boxes()) {
      if (el.name === "family" || TICKED.has(el.name)) continue;
      if (el instanceof HTMLInputElement && el.type === "checkbox") {
        el.checked = entry.fields[el.name]?.includes(el.value) ?? false;
        continue;
      }
      if (el.type === "file") continue;
      el.value = entry.fields[el.name]?.[0] ?? (el instanceof HTMLSelectElement ? (el.options[0]?.value ?? "") : "");
    }
    this.ask();
    this.files.show(entry.files ?? []);
    for (const part of this.form?.querySelectorAll("details") ?? []) {
      part.open = [...part.querySelectorAll("input")].some((el) =>
        el.type === "checkbox" ? el.checked : el.value !== "",
      );
    }
    if (!isPressed) return;
    void this.keep();
    byId("phone-form")?.scrollIntoView();
    this.box("text")?.focus();
  }

  forget(token: string): void {
    if (this.entry?.token === token) this.fresh();
  }

  /** What is typed and not yet kept is kept now. */
  async settle(): Promise<void> {
    await this.files.ready();
    if (this.timer) await this.keep();
    else await this.keeping;
  }

  empty(): void {
    this.families = [];
    this.fresh();
    this.box("family")?.replaceChildren();
  }

  private fresh(family = ""): void {
    window.clearTimeout(this.timer);
    this.timer = 0;
    this.entry = null;
    this.form?.reset();
    this.set("family", family);
    this.set("on", dayOf(Date.now()));
    this.people({});
    this.files.show([]);
    this.ask();
    this.say("");
    this.problem("");
  }

  private boxes(): FormField[] {
    return [...(this.form?.elements ?? [])].filter((el) => isFormField(el)).filter((el) => el.name !== "");
  }

  private box(name: string): FormField | null {
    return this.boxes().find((el) => el.name === name) ?? null;
  }

  private value(name: string): string {
    return this.box(name)?.value ?? "";
  }

  private set(name: string, value: string): void {
    const box = this.box(name);
    if (box) box.value = value;
  }

  private chosen(): Family | undefined {
    return this.families.find(({ id }) => String(id) === this.value("family"));
  }

  /** Whom one can tick and who can have been seen, of the family that is chosen. */
  private people(fields: Fields): void {
    const family = this.chosen();
    const ticks = (name: string, people: Ticked[]) => people.map((one) => tick(name, one, fields[name] ?? []));
    const members = family?.members ?? [];
    const colleagues = family?.colleagues ?? [];
    const known = new Set(members.map(({ id }) => id));
    const around = (family?.around ?? []).filter(({ id }) => id === null || !known.has(id));
    byId("phone-people")?.replaceChildren(
      ...ticks("people", [...members, ...around.filter(({ id }) => id !== null)]),
      ...ticks(
        "names",
        around.filter(({ id }) => id === null),
      ),
      ...ticks("colleagues", colleagues),
    );
    byId("phone-hidden-from")?.replaceChildren(...ticks("hidden_from", members));
    byId("phone-readers")?.replaceChildren(...ticks("readers", colleagues));
    const children = (family?.members ?? []).filter(({ child }) => child);
    byId("phone-sights")?.replaceChildren(...children.flatMap((child) => sight(child)));
    for (const { name } of this.boxes()) {
      if (/^(seen|why)_/u.test(name) && fields[name]) this.set(name, fields[name][0] ?? "");
    }
  }

  /** A child can have been seen face to face alone; why not is asked of a child who was not. */
  private ask(): void {
    const part = byId("phone-seen");
    const kinds = this.form ? phoneForm.get(this.form, "data-face").split(" ") : [];
    const sights = this.boxes().filter(({ name }) => name.startsWith("seen_"));
    if (part) part.hidden = sights.length === 0 || !kinds.includes(this.value("kind"));
    for (const box of sights) {
      const why = this.box(box.name.replace("seen_", "why_"))?.closest<HTMLElement>(".kw-field");
      if (why) why.hidden = box.value !== "not";
    }
  }

  private typed(event: Event): void {
    if (!isFormField(event.target) || event.target.type === "file") return;
    if (event.target.name === "family") this.people({});
    this.ask();
    this.problem("");
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.keep(), PAUSE);
  }

  private fields(): Fields {
    const isShown = byId("phone-seen")?.hidden === false;
    const offered = new Set(this.boxes().map(({ name, value }) => (TICKED.has(name) ? `${name}=${value}` : name)));
    const found: Fields = {};
    for (const [name, values] of Object.entries(this.entry?.fields ?? {})) {
      const rest = values.filter((value) => !offered.has(name) && !offered.has(`${name}=${value}`));
      if (rest.length > 0) found[name] = rest;
    }
    for (const [name, value] of this.form ? new FormData(this.form) : []) {
      const isSight = name.startsWith("seen_") || name.startsWith("why_");
      if (typeof value === "string" && value && (isShown || !isSight)) found[name] = [...(found[name] ?? []), value];
    }
    return found;
  }

  private now(state: "writing" | "waiting"): Kept {
    const { family: _, ...fields } = this.fields();
    const family = this.chosen();
    const begun = this.entry ?? ofItsOwn();
    return {
      token: begun.token,
      page: begun.page,
      version: begun.version,
      change: this.entry?.change,
      family: family?.id ?? this.entry?.family ?? 0,
      called: family?.name ?? this.entry?.called ?? "",
      fields,
      files: this.files.list,
      at: Date.now(),
      state,
    };
  }

  private async keep(): Promise<void> {
    window.clearTimeout(this.timer);
    this.timer = 0;
    if (this.isSaving) return; // it is kept as finished just now
    if (await this.isKept("writing")) this.say("What you type is kept on this phone.");
  }

  /** Where it cannot be, that is said, and it stays in its boxes. One after the other: each is of what the last kept. */
  private isKept(state: "writing" | "waiting"): Promise<boolean> {
    this.keeping = this.keeping.then(() => this.keepOnce(state));
    return this.keeping;
  }

  private async keepOnce(state: "writing" | "waiting"): Promise<boolean> {
    this.entry = this.now(state);
    const { token } = this.entry;
    try {
      const kept = await this.doing.keep(this.entry);
      if (this.entry?.token === token) this.entry = kept;
      return true;
    } catch {
      this.say("");
      this.problem(NO_ROOM);
      return false;
    }
  }

  private async save(): Promise<void> {
    await this.files.ready();
    const entry = this.now("waiting");
    const family = entry.family ? [String(entry.family)] : [];
    const missing = whatIsMissing({ ...entry.fields, family }, Date.now());
    this.problem(missing);
    if (missing) {
      this.box(whereMissing(missing))?.focus();
      return;
    }
    if (this.isSaving) return;
    this.isSaving = true;
    window.clearTimeout(this.timer);
    this.timer = 0;
    const isKept = await this.isKept("waiting");
    this.isSaving = false;
    if (!isKept) return;
    this.fresh();
    await this.doing.finished();
    byId("phone-state")?.focus();
  }

  private say(words: string): void {
    const line = byId("phone-typed");
    if (line && line.textContent !== words) line.textContent = words;
  }

  private problem(words: string): void {
    const line = byId("phone-problem");
    if (!line) return;
    line.textContent = words;
    line.hidden = !words;
  }
}

function whereMissing(words: string): string {
  if (words.includes("family")) return "family";
  if (words.includes("day")) return "on";
  if (words.includes("not everyone")) return "why_limited";
  return words.includes("names") ? "is_limited" : "text";
}
