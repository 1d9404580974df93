// What was typed in texts that save themselves and not yet acknowledged by the server, kept on this device until it is.
// Written at every keystroke, removed as soon as the server has it. Only the same person gets it back.
import type { Unsaved } from "./edit-session.ts";
import type { DeviceStore } from "./device-store.ts";

export interface FieldDraft extends Unsaved {
  box: string; // kind:id
  at: number;
  where: string; // the page that it was typed on
  saveTo: string; // where it is to be saved
  about: string; // what to call it
  closed?: boolean; // the meeting was closed before it arrived
}

export class FieldDrafts {
  private readonly store: DeviceStore;

  constructor(store: DeviceStore) {
    this.store = store;
  }

  /** Whether the device keeps it: a storage may be full or forbidden. The text is in the box all the same. */
  keep(draft: FieldDraft): boolean {
    return this.store.write(draft.box, draft);
  }

  forget(box: string): void {
    this.store.remove(box);
  }

  kept(): FieldDraft[] {
    const found = this.store.names().map((name) => this.store.read(name));
    return found.filter((draft) => isDraft(draft)).toSorted((a, b) => a.at - b.at);
  }
}

function isDraft(found: unknown): found is FieldDraft {
  if (typeof found !== "object" || found === null) return false;
  return "text" in found && typeof found.text === "string" && "box" in found && typeof found.box === "string";
}
