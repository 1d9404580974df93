// Where sealed things lie on a phone: IndexedDB, one row a thing. What is not sealed says nothing of families.
import type { Sealed } from "./phone-box.ts";

/** Of one person's store: which it is, and until when it may be open. Not sealed: read before there is a key. */
export interface About {
  user: string;
  device: string; // the number by which the server knows it
  ends: number; // ms: when nobody has been here for too long, or the sign-in is over
  familiesAt: number; // ms: when the families were fetched last
  sentAt: number; // ms: when an entry was sent last
}

export interface Row {
  name: string; // user:kind:id
  user: string;
  sealed: Sealed;
}

export interface Shelf {
  put: (row: Row) => Promise<void>;
  get: (name: string) => Promise<Row | undefined>;
  rows: (user: string) => Promise<Row[]>;
  remove: (name: string) => Promise<void>;
  about: (user: string) => Promise<About | undefined>;
  abouts: () => Promise<About[]>;
  say: (about: About) => Promise<void>;
  forget: (user: string) => Promise<void>;
}

const ROWS = "rows";
const ABOUT = "about";
const VERSION = 1;

function done(asked: IDBRequest): Promise<unknown> {
  return new Promise((resolve, reject) => {
    asked.addEventListener("success", () => resolve(asked.result));
    asked.addEventListener("error", () => reject(asked.error ?? new Error("the phone's store did not answer")));
  });
}

/** What lies there: nobody but this module has put it there. */
async function found<T>(asked: IDBRequest): Promise<T> {
  return (await done(asked)) as T; // oxlint-disable-line typescript/no-unsafe-type-assertion -- see above
}

let opened: Promise<IDBDatabase> | null = null;

function database(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open("kinwork-phone", VERSION);
    asked.addEventListener("upgradeneeded", () => {
      asked.result.createObjectStore(ROWS, { keyPath: "name" }).createIndex("user", "user");
      asked.result.createObjectStore(ABOUT, { keyPath: "user" });
    });
    asked.addEventListener("success", () => resolve(asked.result));
    asked.addEventListener("error", () => reject(asked.error ?? new Error("no store on this phone")));
  });
  return opened;
}

async function store(name: string): Promise<IDBObjectStore> {
  return (await database()).transaction(name).objectStore(name);
}

/** It is there when its transaction is on the disk, not when it was asked for: a full phone says no at the end. */
async function write(name: string, ask: (into: IDBObjectStore) => void): Promise<void> {
  const all = (await database()).transaction(name, "readwrite", { durability: "strict" });
  const ended = new Promise<void>((resolve, reject) => {
    all.addEventListener("complete", () => resolve());
    all.addEventListener("abort", () => reject(all.error ?? new Error("not kept on this phone")));
  });
  ask(all.objectStore(name));
  await ended;
}

/** The browser's own. */
export const shelf: Shelf = {
  async put(row) {
    await write(ROWS, (rows) => rows.put(row));
  },
  async get(name) {
    return found<Row | undefined>((await store(ROWS)).get(name));
  },
  async rows(user) {
    return found<Row[]>((await store(ROWS)).index("user").getAll(user));
  },
  async remove(name) {
    await write(ROWS, (rows) => rows.delete(name));
  },
  async about(user) {
    return found<About | undefined>((await store(ABOUT)).get(user));
  },
  async abouts() {
    return found<About[]>((await store(ABOUT)).getAll());
  },
  async say(about) {
    await write(ABOUT, (abouts) => abouts.put(about));
  },
  async forget(user) {
    await write(ABOUT, (abouts) => abouts.delete(user));
  },
};
