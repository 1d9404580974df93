// What somebody does to a text, watched as they do it. Positions count UTF-16 units here and characters on the wire.
// The same in Python, where texts are brought together: meetings/changes.py. One file of cases tests both.

export interface Change {
  start: number;
  removed: string;
  added: string;
}

/** On the wire: [start, removed, [[text, anchor], …]]. */
export type ChangesJson = [number, string, [string, number][]][];

export interface Selection {
  start: number;
  end: number;
}

/** What a single input did, given what was selected before it. */
export function inputChange(old: string, now: string, selected: Selection | null): Change | null {
  if (old === now) return null;
  if (selected && fits(old, now, selected)) {
    const { start, end } = selected;
    return { start, removed: old.slice(start, end), added: now.slice(start, now.length - old.length + end) };
  }
  let start = 0;
  const most = Math.min(old.length, now.length);
  while (start < most && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < most - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end += 1;
  if (start && isLow(old, start)) start -= 1; // not through the middle of a character
  if (end && isLow(old, old.length - end)) end -= 1;
  return { start, removed: old.slice(start, old.length - end), added: now.slice(start, now.length - end) };
}

function fits(old: string, now: string, { start, end }: Selection): boolean {
  const tail = old.length - end;
  return (
    now.length >= start + tail &&
    old.slice(0, start) === now.slice(0, start) &&
    old.slice(end) === now.slice(now.length - tail)
  );
}

// Halves of characters, which only a pattern without "u" sees.
// oxlint-disable-next-line eslint/require-unicode-regexp -- see above
const LOW = /^[\uDC00-\uDFFF]/;
// oxlint-disable-next-line eslint/require-unicode-regexp -- see above
const HALF = /[\uD800-\uDFFF]/;
const isLow = (text: string, at: number) => LOW.test(text.charAt(at));
const hasPairs = (text: string) => HALF.test(text);

type Piece = { from: number; to: number } | string;
const size = (piece: Piece) => (typeof piece === "string" ? piece.length : piece.to - piece.from);

/** The text afterwards. */
export function applied(text: string, changes: Change[]): string {
  let now = "";
  let at = 0;
  for (const { start, removed, added } of changes) {
    now += text.slice(at, start) + added;
    at = start + removed.length;
  }
  return now + text.slice(at);
}

/** Changes of a text, and one more after them, as changes of that text. */
export function oneAfterAnother(base: string, changes: Change[], next: Change): Change[] {
  const waiting: Piece[] = [];
  let at = 0;
  for (const { start, removed, added } of changes) {
    waiting.push({ from: at, to: start });
    if (added) waiting.push(added);
    at = start + removed.length;
  }
  waiting.push({ from: at, to: base.length });
  const done = taken(waiting, next.start);
  taken(waiting, next.removed.length);
  if (next.added) done.push(next.added);
  return asChanges(base, [...done, ...waiting]);
}

/** So many characters off the beginning of what waits. */
function taken(waiting: Piece[], most: number): Piece[] {
  const got: Piece[] = [];
  let left = most;
  while (left > 0) {
    const piece = waiting.shift();
    if (piece === undefined) break;
    if (size(piece) <= left) {
      got.push(piece);
      left -= size(piece);
      continue;
    }
    if (typeof piece === "string") {
      got.push(piece.slice(0, left));
      waiting.unshift(piece.slice(left));
    } else {
      got.push({ from: piece.from, to: piece.from + left });
      waiting.unshift({ from: piece.from + left, to: piece.to });
    }
    left = 0;
  }
  return got;
}

function asChanges(base: string, pieces: Piece[]): Change[] {
  const changes: Change[] = [];
  let added = "";
  let at = 0;
  for (const piece of [...pieces, { from: base.length, to: base.length }]) {
    if (typeof piece === "string") {
      added += piece;
      continue;
    }
    if (piece.from === piece.to && piece.from < base.length) continue;
    const removed = base.slice(at, piece.from);
    if (removed !== added) changes.push({ start: at, removed, added });
    at = piece.to;
    added = "";
  }
  return changes;
}

/** How many characters a text has, as the server counts them. */
export const lengthOf = (text: string): number => (hasPairs(text) ? Array.from(text).length : text.length);

export function toJson(text: string, changes: Change[]): ChangesJson {
  return changes.map(({ start, removed, added }) => {
    const place = lengthOf(text.slice(0, start));
    return [place, removed, added ? [[added, place]] : []];
  });
}

export function fromJson(text: string, said: unknown): Change[] | null {
  if (!Array.isArray(said)) return null;
  const characters = hasPairs(text) ? Array.from(text) : null;
  return (said as ChangesJson).map(([place, removed, parts]) => ({
    start: characters ? characters.slice(0, place).join("").length : place,
    removed,
    added: parts.map(([part]) => part).join(""),
  }));
}

const letter = /[\p{L}\p{N}\p{M}_]/u;

/** Where a caret is after others' changes: behind the word that it was behind, also when that has grown. */
export function caretAfter(text: string, changes: Change[], place: number): number {
  let shift = 0;
  for (const { start, removed, added } of changes) {
    const grows = start === place && !removed && letter.test(text.charAt(place - 1)) && letter.test(added.charAt(0));
    if (start >= place && !grows) break;
    if (start + removed.length > place) return start + shift + added.length;
    shift += added.length - removed.length;
  }
  return place + shift;
}

/** The same where nobody knows the changes: by what both texts begin and end with. */
export function caretBetween(old: string, now: string, place: number): number {
  const most = Math.min(old.length, now.length);
  let start = 0;
  while (start < most && old[start] === now[start]) start += 1;
  if (place <= start) return place;
  let end = 0;
  while (end < most - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end += 1;
  if (place >= old.length - end) return now.length - (old.length - place);
  return Math.min(place, now.length - end);
}
