// A phone's store in memory, and a server that answers as it is told.
import type { Answer } from "../../src/kinwork/platform/assets/ts/answer.ts";
import { keyFrom } from "../../src/kinwork/platform/assets/ts/phone-box.ts";
import type { Kept } from "../../src/kinwork/platform/assets/ts/phone-keep.ts";
import { Keep } from "../../src/kinwork/platform/assets/ts/phone-keep.ts";
import type { About, Row, Shelf } from "../../src/kinwork/platform/assets/ts/phone-shelf.ts";
import type { Post } from "../../src/kinwork/platform/assets/ts/phone-sync.ts";

export const SECRET = btoa("0123456789abcdef0123456789abcdef");
export const OTHER = btoa("fedcba9876543210fedcba9876543210");
export const NOON = new Date(2026, 10, 29, 12).getTime();
export const HOUR = 3_600_000;

/** A phone's store in memory. */
export class Memory implements Shelf {
  readonly all = new Map<string, Row>();
  readonly said = new Map<string, About>();

  put(row: Row): Promise<void> {
    this.all.set(row.name, row);
    return Promise.resolve();
  }

  get(name: string): Promise<Row | undefined> {
    return Promise.resolve(this.all.get(name));
  }

  rows(user: string): Promise<Row[]> {
    return Promise.resolve([...this.all.values()].filter((row) => row.user === user));
  }

  remove(name: string): Promise<void> {
    this.all.delete(name);
    return Promise.resolve();
  }

  about(user: string): Promise<About | undefined> {
    return Promise.resolve(this.said.get(user));
  }

  abouts(): Promise<About[]> {
    return Promise.resolve([...this.said.values()]);
  }

  say(about: About): Promise<void> {
    this.said.set(about.user, about);
    return Promise.resolve();
  }

  forget(user: string): Promise<void> {
    this.said.delete(user);
    return Promise.resolve();
  }
}

export async function keepOf(
  user: string,
  shelf = new Memory(),
  secret = SECRET,
): Promise<{ keep: Keep; shelf: Memory }> {
  const keep = new Keep(shelf, { user, device: "d", key: await keyFrom(secret), last: NOON + 10 * HOUR, idle: HOUR });
  shelf.said.set(user, { user, device: "d", ends: NOON + HOUR, familiesAt: NOON, sentAt: 0 });
  return { keep, shelf };
}

export const entry = (more: Partial<Kept> = {}): Kept => ({
  token: "t1",
  family: 7,
  called: "Abbott",
  fields: { kind: ["visit"], on: ["2026-11-29"], text: ["Ada was in."] },
  page: "p",
  version: 0,
  at: NOON,
  state: "waiting",
  ...more,
});

export function filesIn(sent: FormData): string {
  return [...sent].map(([name, value]) => `${name}=${value instanceof File ? value.name : value}`).join("&");
}

/** A server that answers drafts and forms with these, in turn; what it was sent. */
export function server(...answers: Answer[]): { post: Post; sent: string[] } {
  const sent: string[] = [];
  const answer = (url: string, body: string) => {
    sent.push(`${url} ${body}`);
    return Promise.resolve(answers.shift() ?? { status: 0, body: {} });
  };
  return {
    post: {
      json: (url, body) => answer(url, JSON.stringify(body)),
      form: (url, body) => answer(url, body instanceof FormData ? filesIn(body) : body.toString()),
    },
    sent,
  };
}

export const DRAFTED: Answer = { status: 200, body: { version: 1, address: "/family/7/entries/new/?draft=3" } };
export const SAVED: Answer = { status: 200, body: { saved: true } };
export const over = (state: string, text: string): Answer => ({ status: 409, body: { state, text, version: 4 } });
