// What is kept of a form that somebody began to fill in, and what of it is put back. Pure: forms are in form-drafts.ts.

export interface FieldState {
  name: string;
  was: string; // as the server had sent it
  now: string;
}

interface KeptField {
  was: string;
  now: string;
}

export interface FormDraft {
  at: number;
  fields: Record<string, KeptField>;
}

const DAYS = 14;

export function isFormDraft(found: unknown): found is FormDraft {
  return typeof found === "object" && found !== null && "fields" in found && typeof found.fields === "object";
}

/** Too old to be put back, or nothing that can be read. */
export function isStale(found: unknown, now: number): boolean {
  return !isFormDraft(found) || (found.at ?? 0) < now - DAYS * 86_400_000;
}

/**
 * What differs from what the server had sent; nothing if all is as it was. ``refused``: the draft with which the form
 * came back as not right. What the server sends then is what was typed, so what counts as sent is what stood there
 * before.
 */
export function draftOf(fields: FieldState[], at: number, refused: FormDraft | null = null): FormDraft | null {
  const changed: FormDraft["fields"] = {};
  for (const { name, was, now } of fields) {
    const sent = refused?.fields[name]?.was ?? was;
    if (now !== sent) changed[name] = { was: sent, now };
  }
  return Object.keys(changed).length > 0 ? { at, fields: changed } : null;
}

/** What becomes of each field of a form that is shown again. */
export interface Restoring {
  back: Map<string, string>; // put back, by name
  overtaken: Map<string, string>; // the server has sent otherwise meanwhile: that stands, and this is shown beside it
}

export function restoring(draft: FormDraft, fields: FieldState[]): Restoring {
  const back = new Map<string, string>();
  const overtaken = new Map<string, string>();
  for (const { name, was } of fields) {
    const kept = draft.fields[name];
    if (!kept) continue;
    if (kept.was === was) back.set(name, kept.now);
    else if (kept.now !== was && kept.now.trim()) overtaken.set(name, kept.now);
  }
  return { back, overtaken };
}

export function restoredWords({ back, overtaken }: Restoring): string {
  const sentences = back.size > 0 ? ["What you had started to write is back."] : [];
  const words = [...overtaken.values()].map((one) => `“${one}”`).join(", ");
  if (words) sentences.push(`You had started to write ${words}; someone has changed it since.`);
  return sentences.join(" ");
}
