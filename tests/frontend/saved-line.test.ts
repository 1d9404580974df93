// "Saved." is said of all that stands in a form, whatever arrives in whichever order.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { SAVING, SavedLine } from "../../src/kinwork/platform/assets/ts/saved-line.ts";

function opened() {
  const form = new EventTarget();
  const line = { textContent: "" };
  const saved = new SavedLine(line).of(form);
  return {
    line,
    saved,
    type: () => form.dispatchEvent(new Event("input")),
    sends: () => form.dispatchEvent(new Event("htmx:beforeRequest")),
    /** The server answers, and htmx puts its words into the line. */
    hears: (words: string) => {
      line.textContent = words;
      form.dispatchEvent(new Event("htmx:afterRequest"));
    },
  };
}

describe("the line below a form", () => {
  test("says nothing of being saved while something is on its way", () => {
    const page = opened();
    page.type();
    assert.equal(page.line.textContent, SAVING);
    page.sends();
    page.hears("Saved.");
    assert.equal(page.line.textContent, "Saved.");
    page.type();
    assert.equal(page.line.textContent, SAVING);
  });

  test("is not taken in by the answer to what was sent before", () => {
    const page = opened();
    page.type();
    page.sends();
    page.type(); // waits for the first to come back
    page.hears("Saved.");
    assert.equal(page.line.textContent, SAVING);
    page.sends();
    page.hears("Saved.");
    assert.equal(page.line.textContent, "Saved.");
  });

  test("whoever goes on goes once all of it has arrived, and not where it was refused", () => {
    const page = opened();
    let gone = 0;
    const go = () => (gone += 1);
    page.saved.whenSaved(go);
    assert.equal(gone, 1, "nothing was changed");
    page.type();
    page.sends();
    page.saved.whenSaved(go);
    page.hears("A code is 1 to 5.");
    assert.equal(gone, 1);
    page.type();
    page.sends();
    page.hears("Saved.");
    assert.equal(gone, 2);
    page.hears("Saved.");
    assert.equal(gone, 2, "once");
  });
});
