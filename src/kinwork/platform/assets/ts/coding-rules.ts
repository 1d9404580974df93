// What keys do on the page on which a recording is coded, and what of a recording is drawn; apart from the page.

export type Press = "play" | "back" | "mark" | "next" | "following" | "previous";
const LETTERS: Record<string, Press> = {
  KeyP: "play",
  KeyB: "back",
  KeyM: "mark",
  KeyN: "next",
  KeyJ: "following",
  KeyK: "previous",
};

export interface Key {
  code: string;
  key: string;
  alt: boolean;
  other: boolean; // Control or the system's own key
}

/** What a key means; a digit is a code. With Alt letters act while somebody writes too (WCAG 2.1.4 lets them be off). */
export function pressed(key: Key, isWriting: boolean, letters: boolean): Press | number | null {
  if (key.other) return null;
  const press = LETTERS[key.code];
  if (press) return key.alt || (letters && !isWriting) ? press : null;
  return /^[1-5]$/u.test(key.key) && !key.alt && !isWriting && letters ? Number(key.key) : null;
}

/** The loudest of each of ``many`` equal parts, the loudest of all as 1; all nothing where it is silent. */
export function peaks(samples: Float32Array, many: number): number[] {
  const found: number[] = [];
  for (let part = 0; part < many; part += 1) {
    const end = Math.floor(((part + 1) * samples.length) / many);
    let most = 0;
    for (let at = Math.floor((part * samples.length) / many); at < end; at += 1) {
      most = Math.max(most, Math.abs(samples[at] ?? 0));
    }
    found.push(most);
  }
  const loudest = Math.max(0, ...found);
  return loudest > 0 ? found.map((one) => one / loudest) : found;
}

const two = (part: number) => String(part).padStart(2, "0");

/** As a player says a time: 4:30, 1:02:05. */
export function clock(seconds: number): string {
  const all = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(all / 3600);
  const minutes = Math.floor((all % 3600) / 60);
  return hours ? `${hours}:${two(minutes)}:${two(all % 60)}` : `${minutes}:${two(all % 60)}`;
}
