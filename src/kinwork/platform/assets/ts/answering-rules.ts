// What a digit chooses, what is read aloud, and what is said of an answer that did not arrive.

export const AGAIN = 4000; // ms between two tries
export const NOT_SAVED_YET = "No connection: not saved yet. It is saved by itself as soon as there is one.";
export const NOT_GONE_ON = "No connection: wait here until there is one, then go on. Your answers stay.";

/** The place of the choice that a key means: its own number, or 0 for ten. -1: none. */
export function digitChosen(key: string, values: readonly string[]): number {
  if (!/^\d$/u.test(key)) return -1;
  const own = values.indexOf(key);
  return own >= 0 || key !== "0" ? own : values.indexOf("10");
}

/** Question and answers as one text, with a pause after each. */
export function readableText(parts: readonly (string | null)[]): string {
  return parts
    .map((part) => (part ?? "").replaceAll(/\s+/gu, " ").trim())
    .filter((part) => part !== "")
    .map((part) => (/[.!?]$/u.test(part) ? part : `${part}.`))
    .join(" ");
}
