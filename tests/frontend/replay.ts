// For Python to compare with itself: what becomes of texts in which letters are typed, as a page sends it. In:
// [{"base": …, "inputs": [{"start": …, "end": …, "text": …}, …]}, …], places in UTF-16 units. Out: changes, as sent.
import { readFileSync } from "node:fs";
import type { Change } from "../../src/kinwork/platform/assets/ts/changes.ts";
import { inputChange, oneAfterAnother, toJson } from "../../src/kinwork/platform/assets/ts/changes.ts";

interface Story {
  base: string;
  inputs: { start: number; end: number; text: string }[];
}

function replayed({ base, inputs }: Story): unknown {
  let changes: Change[] = [];
  let now = base;
  for (const { start, end, text } of inputs) {
    const next = now.slice(0, start) + text + now.slice(end);
    const change = inputChange(now, next, { start, end });
    now = next;
    if (change) changes = oneAfterAnother(base, changes, change);
  }
  return { now, changes: toJson(base, changes) };
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- tests/unit/test_edits.py writes it
const stories = JSON.parse(readFileSync(0, "utf8")) as Story[];
process.stdout.write(JSON.stringify(stories.map((story) => replayed(story))));
