// What somebody does to a text, watched as they do it. Positions count UTF-16 units here and characters on the wire.
// The same in Python, where texts are brought together: meetings/changes.py. One file of cases tests both.

export interface Change {
  start: number;
  removed: string;
  added: string;
  parts?: Part[]; // of what was added, where it does not all belong to the start
}

/** Words put in, and the place in the old text that they were typed at: behind words that went afterwards, perhaps. */
export interface Part {
  text: string;
  anchor: number;
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

interface Kept {
  from: number;
  to: number;
}
type Piece = Kept | Part;
const isPart = (piece: Piece): piece is Part => "text" in piece;
const size = (piece: Piece) => (isPart(piece) ? piece.text.length : piece.to - piece.from);
const partsOf = ({ start, added, parts }: Change): Part[] => parts ?? (added ? [{ text: added, anchor: start }] : []);

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
  for (const change of changes) {
    waiting.push({ from: at, to: change.start }, ...partsOf(change));
    at = change.start + change.removed.length;
  }
  waiting.push({ from: at, to: base.length });
  const done = taken(waiting, next.start);
  const gone = taken(waiting, next.removed.length);
  if (next.added) done.push({ text: next.added, anchor: placeBefore([...done, ...gone], next.removed.length) });
  return asChanges(base, [...done, ...waiting]);
}

/** The place in the old text that is so many characters before the end of the pieces. */
function placeBefore(pieces: Piece[], characters: number): number {
  let back = characters;
  for (const piece of pieces.toReversed()) {
    if (back < size(piece) || (back === 0 && size(piece))) return isPart(piece) ? piece.anchor : piece.to - back;
    back -= size(piece);
  }
  return 0;
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
    if (isPart(piece)) {
      got.push({ ...piece, text: piece.text.slice(0, left) });
      waiting.unshift({ ...piece, text: piece.text.slice(left) });
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
  let parts: Part[] = [];
  let at = 0;
  for (const piece of [...pieces, { from: base.length, to: base.length }]) {
    if (isPart(piece)) {
      const last = parts.at(-1);
      if (last?.anchor === piece.anchor) parts[parts.length - 1] = { ...last, text: last.text + piece.text };
      else parts.push(piece);
      continue;
    }
    if (piece.from === piece.to && piece.from < base.length) continue;
    const removed = base.slice(at, piece.from);
    const added = parts.map(({ text }) => text).join("");
    if (removed !== added) changes.push(changeOf(at, removed, parts));
    at = piece.to;
    parts = [];
  }
  return changes;
}

function changeOf(start: number, removed: string, parts: Part[]): Change {
  const change = { start, removed, added: parts.map(({ text }) => text).join("") };
  return parts.every(({ anchor }) => anchor === start) ? change : { ...change, parts };
}

/** How many characters a text has, as the server counts them. */
export const lengthOf = (text: string): number => (hasPairs(text) ? Array.from(text).length : text.length);

export function toJson(text: string, changes: Change[]): ChangesJson {
  const place = (at: number) => lengthOf(text.slice(0, at));
  return changes.map((change) => [
    place(change.start),
    change.removed,
    partsOf(change).map((part) => [part.text, place(part.anchor)]),
  ]);
}

export function fromJson(text: string, said: unknown): Change[] | null {
  if (!Array.isArray(said)) return null;
  const characters = hasPairs(text) ? Array.from(text) : null;
  const unit = (place: number) => (characters ? characters.slice(0, place).join("").length : place);
  return (said as ChangesJson).map(([place, removed, parts]) =>
    changeOf(
      unit(place),
      removed,
      parts.map(([words, anchor]) => ({ text: words, anchor: unit(anchor) })),
    ),
  );
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
