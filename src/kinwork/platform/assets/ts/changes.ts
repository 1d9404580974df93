// What somebody does to a text, watched as they do it. Positions count UTF-16 units here and characters on the wire.
// The same in Python, where texts are brought together: meetings/changes.py.

export interface Change {
  start: number;
  removed: string;
  added: string;
}

/** On the wire: [start, removed, [[text, anchor], …]]. */
export type Said = [number, string, [string, number][]][];

/** What a single input did, given what was chosen before it. */
export function watched(old: string, now: string, chosen: { start: number; end: number } | null): Change | null {
  if (old === now) return null;
  if (chosen && fits(old, now, chosen.start, chosen.end)) {
    return { start: chosen.start, removed: old.slice(chosen.start, chosen.end), added: now.slice(chosen.start, now.length - old.length + chosen.end) };
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

function fits(old: string, now: string, start: number, end: number): boolean {
  const tail = old.length - end;
  return now.length >= start + tail && old.slice(0, start) === now.slice(0, start) && old.slice(end) === now.slice(now.length - tail);
}

const isLow = (text: string, at: number) => /[\udc00-\udfff]/.test(text.charAt(at));

type Piece = { from: number; to: number } | string;
const size = (piece: Piece) => (typeof piece === "string" ? piece.length : piece.to - piece.from);

/** Changes of a text, and one more after them. */
export function then(base: string, changes: Change[], next: Change): Change[] {
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

function taken(waiting: Piece[], most: number): Piece[] {
  const got: Piece[] = [];
  while (most > 0 && waiting.length) {
    const piece = waiting.shift()!;
    if (size(piece) <= most) {
      got.push(piece);
      most -= size(piece);
      continue;
    }
    if (typeof piece === "string") {
      got.push(piece.slice(0, most));
      waiting.unshift(piece.slice(most));
    } else {
      got.push({ from: piece.from, to: piece.from + most });
      waiting.unshift({ from: piece.from + most, to: piece.to });
    }
    most = 0;
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

const hasPairs = (text: string) => /[\ud800-\udfff]/.test(text);

export function toSaid(text: string, changes: Change[]): Said {
  const pairs = hasPairs(text);
  return changes.map(({ start, removed, added }) => {
    const place = pairs ? [...text.slice(0, start)].length : start;
    return [place, removed, added ? [[added, place]] : []];
  });
}

export function fromSaid(text: string, said: unknown): Change[] | null {
  if (!Array.isArray(said)) return null;
  const characters = hasPairs(text) ? [...text] : null;
  return (said as Said).map(([place, removed, parts]) => ({
    start: characters ? characters.slice(0, place).join("").length : place,
    removed,
    added: parts.map(([part]) => part).join(""),
  }));
}

const letter = /[\p{L}\p{N}\p{M}_]/u;

/** Where a caret is after others' changes: behind the word that it was behind, also when that has grown. */
export function placeAfter(text: string, changes: Change[], place: number): number {
  let shift = 0;
  for (const { start, removed, added } of changes) {
    const grows = start === place && place > 0 && !removed && letter.test(text.charAt(place - 1)) && letter.test(added.charAt(0));
    if (start >= place && !grows) break;
    if (start + removed.length > place) return start + shift + added.length;
    shift += added.length - removed.length;
  }
  return place + shift;
}
