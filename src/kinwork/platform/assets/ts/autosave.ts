// All texts on a page that save themselves: taken charge of, saved in time, put back after a page went away. Each is a
// textarea with data-box="kind:id"; the rules are in docs/adr/0003.
import type { Selection } from "./changes.ts";
import { editableField } from "./contracts.ts";
import { resumed } from "./edit-session.ts";
import { EditableField, grow, newKey, wire } from "./editable-field.ts";
import { targetOf } from "./events.ts";
import type { FieldDraft } from "./field-draft.ts";
import { drafts } from "./field-drafts.ts";
import { send } from "./http.ts";
import * as status from "./save-status.ts";

const SHORT = 4000; // ms that a button waits for what was typed
const fields = new Map<string, EditableField>();

export function byKey(key: string): EditableField | undefined {
  return fields.get(key);
}

export function all(): EditableField[] {
  return [...fields.values()];
}

/** Let everything that was typed arrive before something is done with it; not for ever, should the network be away. */
export async function settle(most = SHORT): Promise<void> {
  const end = Date.now() + most;
  while (all().some((field) => field.isUnderWay) && Date.now() < end) {
    // oxlint-disable eslint/no-await-in-loop -- one look after another is the purpose
    await Promise.all(all().map((field) => field.save()));
    await new Promise((resume) => {
      window.setTimeout(resume, 30);
    });
    // oxlint-enable eslint/no-await-in-loop
  }
}

/** Take charge of all texts on the page; again after a part of it was exchanged. */
export function adopt(): void {
  const there = new Set<string>();
  for (const el of editableField.all()) {
    const key = editableField.get(el, "data-box");
    there.add(key);
    const known = fields.get(key);
    if (known && known.el !== el) known.el = el;
    if (!known) fields.set(key, new EditableField(key, el));
    grow(el);
  }
  for (const key of fields.keys()) if (!there.has(key)) fields.delete(key);
}

function fieldOf(event: Event): EditableField | undefined {
  const el = targetOf(event);
  return editableField.is(el) ? fields.get(editableField.get(el, "data-box")) : undefined;
}

function saveAll(isLeaving: boolean): void {
  for (const field of all()) void field.save(isLeaving);
}

export function start(): void {
  adopt();
  // What is selected when a key comes is what that key takes away.
  let selected: (Selection & { el: HTMLElement }) | null = null;
  document.addEventListener("beforeinput", (event) => {
    const el = targetOf(event);
    if (el instanceof HTMLTextAreaElement) selected = { el, start: el.selectionStart, end: el.selectionEnd };
  });
  document.addEventListener("input", (event) => {
    const field = fieldOf(event);
    if (field) field.typed(selected?.el === field.el ? selected : null);
    selected = null;
  });
  document.addEventListener("compositionstart", (event) => fieldOf(event)?.composes(true));
  document.addEventListener("compositionend", (event) => fieldOf(event)?.composes(false));
  // Leaving, hiding, losing focus: save now rather than after the pause.
  document.addEventListener("focusout", (event) => void fieldOf(event)?.save());
  window.addEventListener("pagehide", () => saveAll(true));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") saveAll(true);
  });
  window.addEventListener("online", () => saveAll(false));
  putBack();
}

function putBack(): void {
  let restored = 0;
  const elsewhere: FieldDraft[] = [];
  for (const draft of drafts.kept()) {
    const field = fields.get(draft.box);
    // What was too late for a meeting goes into no other; into this one again, if its closing was undone.
    if (field && (!draft.closed || field.savesTo(draft.saveTo))) restored += field.restore(draft) ? 1 : 0;
    else elsewhere.push(draft);
  }
  if (restored) status.putBack();
  void deliver(elsewhere);
}

/** Texts typed on another page: most had arrived, or arrive now. Only what is refused or cannot be sent is shown. */
async function deliver(found: FieldDraft[]): Promise<void> {
  const left: FieldDraft[] = [];
  for (const draft of found) {
    // oxlint-disable-next-line eslint/no-await-in-loop -- in the order in which they were typed
    const answer = draft.closed ? null : await send(draft.saveTo, wire(draft.box, resumed(newKey(), draft)));
    if (answer?.status === 200) {
      drafts.forget(draft.box);
      continue;
    }
    if (answer?.status === 410) {
      draft.closed = true;
      drafts.keep(draft);
    }
    left.push(draft);
  }
  status.keptElsewhere(left);
}
