// What was typed and not yet acknowledged by the server, kept on this device until it is.
// Written at every keystroke, removed as soon as the server has it. Only the same person gets it back.
import type { Said } from "./changes";
import { user } from "./page";

export interface Draft {
  box: string;
  base: string; // the text that the person started from
  version: number;
  text: string;
  at: number;
  where: string; // the page that it was typed on
  saveTo: string; // where it is to be saved
  about: string; // what to call it
  closed?: boolean; // the meeting was closed before it arrived
  changes?: Said; // from the base to the text
  sent?: string; // the keys of what was on its way
  fresh?: Said; // and what was done to the last of it since
}

const start = `kinwork:${user}:`;

export function keep(draft: Draft): boolean {
  try {
    localStorage.setItem(start + draft.box, JSON.stringify(draft));
    return true;
  } catch {
    return false; // storage full or forbidden: the text is still in the box
  }
}

export function forget(box: string): void {
  try {
    localStorage.removeItem(start + box);
  } catch {
    // nothing was kept either
  }
}

export function kept(): Draft[] {
  const found: Draft[] = [];
  try {
    for (let n = 0; n < localStorage.length; n += 1) {
      const key = localStorage.key(n);
      if (!key?.startsWith(start)) continue;
      const draft = read(localStorage.getItem(key));
      if (draft) found.push(draft);
    }
  } catch {
    return [];
  }
  return found.sort((a, b) => a.at - b.at);
}

function read(text: string | null): Draft | null {
  try {
    const draft = JSON.parse(text ?? "") as Draft;
    return typeof draft.text === "string" && typeof draft.box === "string" ? draft : null;
  } catch {
    return null;
  }
}
