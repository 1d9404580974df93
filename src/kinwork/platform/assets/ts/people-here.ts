// Who else has a meeting open, and where they write. Pure: live.ts shows it.
import type { Message, Person } from "./server-events.ts";
import { ME_ELSEWHERE } from "./wording.ts";

export class PeopleHere {
  private readonly page: string;
  private readonly user: string;
  private readonly pages = new Map<string, Person>(); // the server says when somebody comes, moves and is gone

  constructor(page: string, user: string) {
    this.page = page;
    this.user = user;
  }

  /** All there are, told at once. */
  reset(here: Person[]): void {
    this.pages.clear();
    for (const person of here) this.pages.set(person.page, person);
  }

  heard({ page, user, name, box, gone }: Message): void {
    if (!page) return;
    if (gone) this.pages.delete(page);
    else this.pages.set(page, { page, user: user ?? 0, name: name ?? "", box });
  }

  /** Every other person once; of several windows of one the one in which they write. */
  get others(): Person[] {
    const byUser = new Map<number, Person>();
    for (const person of this.elsewhere) {
      if (this.isMe(person)) continue;
      const known = byUser.get(person.user);
      if (!known || person.box) byUser.set(person.user, person);
    }
    return [...byUser.values()];
  }

  /** By text: who writes in it, myself in another window included. */
  get writers(): Map<string, string[]> {
    const byBox = new Map<string, string[]>();
    for (const person of this.elsewhere) {
      if (!person.box) continue;
      byBox.set(person.box, [...(byBox.get(person.box) ?? []), this.isMe(person) ? ME_ELSEWHERE : person.name]);
    }
    return byBox;
  }

  private get elsewhere(): Person[] {
    return [...this.pages.values()].filter((person) => person.page !== this.page);
  }

  private isMe(person: Person): boolean {
    return String(person.user) === this.user;
  }
}
