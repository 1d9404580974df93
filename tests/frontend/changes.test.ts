// The language of edits, which Python speaks too: tests/unit/test_edits.py reads the same file of cases.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import {
  applied,
  caretAfter,
  caretBetween,
  fromJson,
  inputChange,
  lengthOf,
  oneAfterAnother,
  toJson,
} from "../../src/kinwork/platform/assets/ts/changes.ts";
import type { Change } from "../../src/kinwork/platform/assets/ts/changes.ts";
import { conflictsIn } from "../../src/kinwork/platform/assets/ts/conflicts.ts";

type Triple = [number, string, string]; // start in characters, removed, added

interface Cases {
  oneAfterAnother: { name: string; base: string; first: Triple[]; second: Triple; both: Triple[]; now: string }[];
  inputs: { name: string; old: string; now: string; selection: [number, number] | null; change: Triple }[];
  carets: { name: string; text: string; changes: Triple[]; place: number; after: number }[];
  versions: { name: string; text: string; versions: [string, string][][] }[];
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own file
const cases = JSON.parse(readFileSync(new URL("edits.json", import.meta.url), "utf8")) as Cases;

const wire = (triples: Triple[]) =>
  triples.map(([start, removed, added]) => [start, removed, added ? [[added, start]] : []]);
const changesOf = (text: string, triples: Triple[]): Change[] => fromJson(text, wire(triples)) ?? [];

describe("one change after others", () => {
  for (const { name, base, first, second, both, now } of cases.oneAfterAnother) {
    test(name, () => {
      const before = changesOf(base, first);
      const [next] = changesOf(applied(base, before), [second]);
      assert.ok(next);
      const together = oneAfterAnother(base, before, next);
      assert.deepEqual(toJson(base, together), wire(both));
      assert.equal(applied(base, together), now);
    });
  }
});

describe("what an input did", () => {
  for (const { name, old, now, selection, change } of cases.inputs) {
    test(name, () => {
      const selected = selection && { start: selection[0], end: selection[1] };
      const found = inputChange(old, now, selected);
      assert.ok(found);
      assert.deepEqual(toJson(old, [found]), wire([change]));
      assert.equal(applied(old, [found]), now);
    });
  }

  test("nothing, where the text is the same", () => {
    assert.equal(inputChange("same", "same", { start: 0, end: 4 }), null);
  });
});

describe("a caret after others' changes stands", () => {
  for (const { name, text, changes, place, after } of cases.carets) {
    test(name, () => assert.equal(caretAfter(text, changesOf(text, changes), place), after));
  }

  test("by what both texts begin and end with, where nobody knows the changes", () => {
    assert.equal(caretBetween("The school rang.", "The new school rang.", 2), 2);
    assert.equal(caretBetween("The school rang.", "The new school rang.", 10), 14);
    assert.equal(caretBetween("one two three", "one 2 three", 6), 5); // the word is gone: behind what stands there
  });
});

describe("versions in a text", () => {
  for (const { name, text, versions } of cases.versions) {
    test(name, () => {
      const found = conflictsIn(text);
      assert.deepEqual(
        found.map((conflict) => conflict.versions.map((version) => [version.name, version.words])),
        versions,
      );
    });
  }
});

test("the server's word for what is no list of changes is no change", () => {
  assert.equal(fromJson("text", null), null);
  assert.equal(fromJson("text", "changes"), null);
});

test("a text is as long as the server counts it", () => {
  assert.equal(lengthOf("Zoë"), 3);
  assert.equal(lengthOf("👍🏽"), 2);
});
