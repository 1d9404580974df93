// Where two people wrote different words over the same passage, both versions stand in the text, each with its writer's
// name: ⟦Grace: low⟧ ⟦Tom: high⟧. The server writes them (meetings/merge.py); here they are found, to be settled.

const OPENS = "⟦";
const CLOSES = "⟧";

export interface Version {
  name: string;
  words: string;
}

/** Versions of one passage, and where they stand. */
export interface Conflict {
  start: number;
  end: number;
  versions: Version[];
}

export function conflictsIn(text: string): Conflict[] {
  const found: Conflict[] = [];
  let depth = 0;
  let start = 0;
  for (let place = 0; place < text.length; place += 1) {
    if (text[place] === OPENS) {
      if (depth === 0) start = place;
      depth += 1;
    } else if (text[place] === CLOSES && depth) {
      depth -= 1;
      if (depth === 0) add(found, text, start, place + 1);
    }
  }
  return found.filter((conflict) => conflict.versions.length > 1);
}

function add(found: Conflict[], text: string, start: number, end: number): void {
  const [name = "", ...rest] = text.slice(start + 1, end - 1).split(": ");
  const version = { name, words: rest.join(": ") };
  const last = found.at(-1);
  if (last && start === last.end + 1 && " \n".includes(text.charAt(last.end))) {
    last.versions.push(version);
    last.end = end;
  } else {
    found.push({ start, end, versions: [version] });
  }
}

/** The words of the chosen versions, one after the other. */
export function settledWords(chosen: Version[]): string {
  const words = chosen.map((version) => version.words);
  return words.reduce((before, next) => {
    const end = before.trimEnd(); // where its writer stopped for a moment
    return end + (/[.!?…]$/u.test(end) ? " " : "; ") + next.trimStart();
  });
}
