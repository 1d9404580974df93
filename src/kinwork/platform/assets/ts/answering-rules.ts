// What a digit chooses, and what is read aloud.

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
