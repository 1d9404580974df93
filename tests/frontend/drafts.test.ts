// What is kept on the device until the server has it.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { DeviceStore } from "../../src/kinwork/platform/assets/ts/device-store.ts";
import { FieldDrafts } from "../../src/kinwork/platform/assets/ts/field-draft.ts";
import type { FieldDraft } from "../../src/kinwork/platform/assets/ts/field-draft.ts";
import { sealWith } from "../../src/kinwork/platform/assets/ts/seal.ts";
import { draftOf, isStale, restoredWords, restoring } from "../../src/kinwork/platform/assets/ts/form-draft.ts";
import type { FieldState, FormDraft } from "../../src/kinwork/platform/assets/ts/form-draft.ts";

/** A browser's storage: of some size. */
class Storage {
  private readonly values = new Map<string, string>();
  private readonly size: number;

  constructor(size = Infinity) {
    this.size = size;
  }

  get length(): number {
    return this.values.size;
  }

  key(n: number): string | null {
    return [...this.values.keys()][n] ?? null;
  }

  getItem(key: string): string | null {
    return this.values.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    if (value.length > this.size) throw new DOMException("full", "QuotaExceededError");
    this.values.set(key, value);
  }

  removeItem(key: string): void {
    this.values.delete(key);
  }
}

const fieldDraft = (box: string, at: number): FieldDraft => ({
  box,
  at,
  base: "",
  version: 0,
  text: "Mum rang.",
  where: "/discussion/1/",
  saveTo: "/discussion/1/save/",
  about: "What is new",
});

const field = (name: string, was: string, now: string): FieldState => ({
  name,
  was,
  now,
});
const draft = (fields: FormDraft["fields"]): FormDraft => ({ at: 0, fields });

describe("a store", () => {
  test("gives back what was written, under its own prefix alone", () => {
    const storage = new Storage();
    const mine = new DeviceStore(() => storage, "kinwork:1:");
    const theirs = new DeviceStore(() => storage, "kinwork:2:");
    assert.equal(mine.write("a", { words: "Mum rang." }), true);
    assert.deepEqual(mine.read("a"), { words: "Mum rang." });
    assert.deepEqual(mine.names(), ["a"]);
    assert.equal(theirs.read("a"), null);
    assert.deepEqual(theirs.names(), []);
    mine.remove("a");
    assert.deepEqual(mine.names(), []);
  });

  test("says that nothing is kept when it is full", () => {
    const store = new DeviceStore(() => new Storage(5), "");
    assert.equal(store.write("a", "a long text"), false);
  });

  test("keeps nothing and breaks nothing where storage is forbidden", () => {
    const store = new DeviceStore(() => {
      throw new DOMException("forbidden", "SecurityError");
    }, "");
    assert.equal(store.write("a", 1), false);
    assert.equal(store.read("a"), null);
    assert.deepEqual(store.names(), []);
    store.remove("a");
  });

  test("reads nothing from what somebody else has garbled", () => {
    const storage = new Storage();
    storage.setItem("a", "{");
    assert.equal(new DeviceStore(() => storage, "").read("a"), null);
  });
});

const key = (letter: string): string => btoa(letter.repeat(32));

describe("a sealed store", () => {
  const words = { words: "Mum rang — Ńgwenya, 張偉 😀" };

  test("is read with its own key alone, and holds no word in the open", () => {
    const storage = new Storage();
    new DeviceStore(() => storage, "", sealWith(key("a"))).write("form", words);
    assert.equal(/rang|words/u.test(storage.getItem("form") ?? ""), false);
    assert.deepEqual(new DeviceStore(() => storage, "", sealWith(key("a"))).read("form"), words);
    assert.equal(new DeviceStore(() => storage, "", sealWith(key("b"))).read("form"), null);
    assert.equal(new DeviceStore(() => storage, "").read("form"), null);
  });

  test("gives back what was kept before there was a seal, and nothing of what was changed", () => {
    const storage = new Storage();
    new DeviceStore(() => storage, "").write("before", words);
    const store = new DeviceStore(() => storage, "", sealWith(key("a")));
    assert.deepEqual(store.read("before"), words);
    store.write("form", words);
    const sealed = storage.getItem("form") ?? "";
    storage.setItem("form", sealed.slice(0, -6) + (sealed.at(-6) === "A" ? "B" : "A") + sealed.slice(-5));
    assert.equal(store.read("form"), null);
  });

  test("takes ten thousand words", () => {
    const storage = new Storage();
    const store = new DeviceStore(() => storage, "", sealWith(key("a")));
    const long = { words: "Mother said so. ".repeat(4000) };
    store.write("form", long);
    assert.deepEqual(store.read("form"), long);
  });
});

describe("drafts of texts", () => {
  test("come back in the order in which they were typed", () => {
    const storage = new Storage();
    const drafts = new FieldDrafts(new DeviceStore(() => storage, "kinwork:1:"));
    drafts.keep(fieldDraft("passage:2", 20));
    drafts.keep(fieldDraft("passage:1", 10));
    assert.deepEqual(
      drafts.kept().map((one) => one.box),
      ["passage:1", "passage:2"],
    );
    drafts.forget("passage:1");
    assert.deepEqual(
      drafts.kept().map((one) => one.box),
      ["passage:2"],
    );
  });

  test("are told from drafts of forms and from what is none", () => {
    const storage = new Storage();
    const store = new DeviceStore(() => storage, "kinwork:1:");
    store.write("form:/family/1/", { at: 1, fields: {} });
    store.write("odd", "text");
    store.write("nothing", null);
    assert.deepEqual(new FieldDrafts(store).kept(), []);
  });
});

describe("a draft of a form", () => {
  test("holds what differs from what the server had sent, and is none when nothing does", () => {
    assert.deepEqual(draftOf([field("what", "", "Ring the school"), field("due", "Friday", "Friday")], 5), {
      at: 5,
      fields: { what: { was: "", now: "Ring the school" } },
    });
    assert.equal(draftOf([field("what", "", "")], 5), null);
  });

  test("that came back with a problem differs from what stood there before it was sent", () => {
    const refused = draft({ due: { was: "", now: "31 Febuary" } });
    assert.deepEqual(draftOf([field("due", "31 Febuary", "31 Febuary")], 5, refused), {
      at: 5,
      fields: { due: { was: "", now: "31 Febuary" } },
    });
    assert.equal(draftOf([field("due", "31 Febuary", "")], 5, refused), null);
  });

  test("is put back where the form still is as it was", () => {
    const kept = draft({ what: { was: "", now: "Ring the school" }, known: { was: "", now: "1" } });
    const found = restoring(kept, [field("what", "", ""), field("known", "", ""), field("due", "", "")]);
    assert.deepEqual(
      [...found.back],
      [
        ["what", "Ring the school"],
        ["known", "1"],
      ],
    );
    assert.equal(found.overtaken.size, 0);
    assert.equal(restoredWords(found), "What you had started to write is back.");
  });

  test("does not write over what somebody else changed meanwhile, but is shown beside it", () => {
    const kept = draft({ what: { was: "Ring", now: "Ring the school" } });
    const found = restoring(kept, [field("what", "Visit", "Visit")]);
    assert.equal(found.back.size, 0);
    assert.equal(restoredWords(found), "You had started to write “Ring the school”; someone has changed it since.");
  });

  test("is silent where the server has the same by now, about ticks, and about what was emptied", () => {
    const kept = draft({
      what: { was: "Ring", now: "Visit" },
      known: { was: "", now: "1" },
      note: { was: "old", now: " " },
    });
    const found = restoring(kept, [
      field("what", "Visit", "Visit"),
      field("known", "1", "1"),
      field("note", "new", "new"),
    ]);
    assert.equal(found.back.size + found.overtaken.size, 0);
    assert.equal(restoredWords(found), "");
  });

  test("is kept for a fortnight", () => {
    const day = 86_400_000;
    assert.equal(isStale({ at: 0, fields: {} }, 14 * day), false);
    assert.equal(isStale({ at: 0, fields: {} }, 14 * day + 1), true);
    assert.equal(isStale("garbled", 0), true);
  });
});
