// Writing a summary from entries by keyboard: where a key leads. Knows no page.

export interface Row {
  readonly id: string;
  readonly isTakenUp: boolean;
}

export type Move = "entries" | "text" | null;

/** Ctrl+Enter leads from the text to what happened since, Escape back again; every other key is left alone. */
export function move(key: string, withCtrl: boolean, isInText: boolean, isAtEntries: boolean): Move {
  if (key === "Enter" && withCtrl && isInText) return "entries";
  return key === "Escape" && isAtEntries ? "text" : null;
}

/** Where one comes to: the entry one was at, if it is still to be taken up; else the first after it that is, else any. */
export function entryToTurnTo(rows: readonly Row[], last: string): string {
  const at = Math.max(
    0,
    rows.findIndex(({ id }) => id === last),
  );
  const onwards = [...rows.slice(at), ...rows.slice(0, at)];
  return (onwards.find(({ isTakenUp }) => !isTakenUp) ?? onwards[0])?.id ?? "";
}
