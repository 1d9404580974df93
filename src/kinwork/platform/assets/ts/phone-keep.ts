// One person's store on a phone, open: the families that they may write for, and what they wrote. Knows no page and no
// server; the service worker uses it too.
import { open, openBytes, seal, sealBytes } from "./phone-box.ts";
import type { About, Shelf } from "./phone-shelf.ts";

export interface Named {
  id: number;
  name: string;
}

export interface Family extends Named {
  members: (Named & { child: boolean })[];
  colleagues: Named[];
  around?: { id: number | null; name: string }[]; // of whom the record knows only a name: without an id
}

/** What a form says: by name, each value. */
export type Fields = Record<string, string[]>;

/** A file that goes along with an entry: its bytes lie apart, under its id. */
export interface KeptFile {
  id: string;
  name: string;
  type: string;
  size: number; // bytes
}

/** writing: not said to be finished; waiting: to be sent; both: written elsewhere too; refused: see ``why``. */
export type State = "writing" | "waiting" | "both" | "refused";

export interface Kept {
  token: string; // the same entry, however often it is sent
  family: number;
  called: string; // the family's name, as it was
  fields: Fields;
  files?: KeptFile[] | undefined; // not on the server yet
  page: string; // from which the server's draft is, and of which version
  version: number;
  at: number; // ms: when it was written
  state: State;
  change?: number | undefined; // how often it was kept on this phone: another window may keep it too
  why?: string | undefined; // both and refused: in words
  there?: string | undefined; // both: the other text
  isSaved?: boolean | undefined; // both: the other is in the record already
  address?: string | undefined; // refused: where its draft is; nothing of it lies here any more then
}

/** Whose store is open, with what, and until when. */
export interface Unlocked {
  user: string;
  device: string; // of which store: another one of the same person has another key
  key: CryptoKey;
  last: number; // ms: when the sign-in ends in any case
  idle: number; // ms: without anybody there
}

const FAMILIES = "families";
const ENTRY = "entry";
const FILE = "file";

function isKept(found: unknown): found is Kept {
  return typeof found === "object" && found !== null && "token" in found && "fields" in found;
}

function saysTheSame(one: Kept, other: Kept): boolean {
  const said = ({ family, fields }: Kept) =>
    JSON.stringify([family, Object.entries(fields).toSorted(([name], [next]) => name.localeCompare(next))]);
  return said(one) === said(other);
}

export class Keep {
  readonly by: Unlocked;
  private readonly shelf: Shelf;

  constructor(shelf: Shelf, by: Unlocked) {
    this.shelf = shelf;
    this.by = by;
  }

  private name(kind: string, id = ""): string {
    return `${this.by.user}:${kind}:${id}`;
  }

  private async put(name: string, what: unknown): Promise<void> {
    await this.shelf.put({ name, user: this.by.user, sealed: await seal(this.by.key, name, what) });
  }

  private async read(name: string): Promise<unknown> {
    const row = await this.shelf.get(name);
    return row ? open(this.by.key, name, row.sealed) : null;
  }

  async families(): Promise<Family[]> {
    const found = await this.read(this.name(FAMILIES));
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- sealed here: nobody else has written it
    return Array.isArray(found) ? (found as Family[]) : [];
  }

  async keepFamilies(families: Family[]): Promise<void> {
    await this.put(this.name(FAMILIES), families);
  }

  async keep(entry: Kept): Promise<void> {
    await this.put(this.name(ENTRY, entry.token), entry);
  }

  /** What is being written, as it is kept; where another window has kept other words since, as an entry of its own. */
  async keepMine(entry: Kept, another: () => Pick<Kept, "token" | "page" | "version">): Promise<Kept> {
    const there = await this.read(this.name(ENTRY, entry.token));
    const isOthers = isKept(there) && there.change !== entry.change && !saysTheSame(there, entry);
    const change = ((isKept(there) ? there.change : entry.change) ?? 0) + 1;
    const mine = isOthers ? { ...entry, ...another(), change: 1 } : { ...entry, change };
    await this.keep(mine);
    return mine;
  }

  /** Also its files. */
  async remove(token: string): Promise<void> {
    const found = await this.read(this.name(ENTRY, token));
    await this.let(token);
    const files = isKept(found) ? (found.files ?? []) : [];
    await Promise.all(files.map(({ id }) => this.removeFile(id)));
  }

  /** Not its files: they go along with another. */
  async let(token: string): Promise<void> {
    await this.shelf.remove(this.name(ENTRY, token));
  }

  async keepFile(id: string, bytes: ArrayBuffer): Promise<void> {
    const name = this.name(FILE, id);
    await this.shelf.put({ name, user: this.by.user, sealed: await sealBytes(this.by.key, name, bytes) });
  }

  async file(id: string): Promise<ArrayBuffer | null> {
    const name = this.name(FILE, id);
    const row = await this.shelf.get(name);
    return row ? openBytes(this.by.key, name, row.sealed) : null;
  }

  async removeFile(id: string): Promise<void> {
    await this.shelf.remove(this.name(FILE, id));
  }

  /** What was written here and is not in the record, the oldest first. */
  async entries(): Promise<Kept[]> {
    const rows = (await this.shelf.rows(this.by.user)).filter(({ name }) => name.startsWith(this.name(ENTRY)));
    const found = await Promise.all(rows.map((row) => open(this.by.key, row.name, row.sealed)));
    return found.filter((one) => isKept(one)).toSorted((one, other) => one.at - other.at);
  }

  async say(what: Partial<About>): Promise<void> {
    const about = await this.shelf.about(this.by.user);
    if (about) await this.shelf.say({ ...about, ...what });
  }
}

/** Entries that lie here, open or not. */
export async function howManyLie(shelf: Shelf, user: string): Promise<number> {
  return (await shelf.rows(user)).filter(({ name }) => name.startsWith(`${user}:${ENTRY}:`)).length;
}

/** The sign-in is over: names go, and what waits to be sent stays, locked. */
export async function lockUp(shelf: Shelf, user: string): Promise<void> {
  await shelf.remove(`${user}:${FAMILIES}:`);
  const about = await shelf.about(user);
  if (about) await shelf.say({ ...about, ends: 0, familiesAt: 0 });
}

/** Signed out, or ended from afar: nothing of theirs stays. */
export async function wipe(shelf: Shelf, user: string): Promise<void> {
  const rows = await shelf.rows(user);
  await Promise.all(rows.map(({ name }) => shelf.remove(name)));
  await shelf.forget(user);
}

/** Whoever's time has run out, or who is not the one that is here now, has no names left here. */
export async function lockOthers(shelf: Shelf, now: number, here = ""): Promise<void> {
  const others = (await shelf.abouts()).filter(
    ({ user, ends }) => ends > 0 && (ends <= now || (here !== "" && user !== here)),
  );
  await Promise.all(others.map(({ user }) => lockUp(shelf, user)));
}
