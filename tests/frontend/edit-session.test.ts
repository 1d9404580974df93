// One text that several people write in, as one page knows it. What the server makes of it is tested in Python
// (tests/property/test_merge.py); here, what a page sends, shows and holds back.
import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { EditSession, resumed } from "../../src/kinwork/platform/assets/ts/edit-session.ts";

let keys = 0;
const newKey = () => `key${(keys += 1)}`;
const begun = (text = "The school rang.", version = 3) => new EditSession(text, version, newKey);

/** A page that went away while it wrote. */
function lost(): EditSession {
  const session = begun("", 0);
  session.typed("Mum", { start: 0, end: 0 });
  session.next(); // nobody knows whether it arrived
  session.typed("Mum rang", { start: 3, end: 3 });
  return session;
}

beforeEach(() => {
  keys = 0;
});

describe("what is typed", () => {
  test("is sent with the version that it began from and what was done to that", () => {
    const session = begun();
    session.typed("The school rang. Mum", { start: 16, end: 16 });
    assert.equal(session.isDirty, true);
    assert.equal(session.mayBeSent(), true);
    assert.deepEqual(session.next(), {
      key: "key1",
      version: 3,
      text: "The school rang. Mum",
      changes: [[16, "", [[" Mum", 16]]]],
      tried: "",
    });
  });

  test("is not sent twice while the answer is on its way", () => {
    const session = begun();
    session.typed("Mum rang.");
    session.next();
    session.typed("Mum rang twice.");
    assert.equal(session.mayBeSent(), false);
  });

  test("is the version of the server once that has it", () => {
    const session = begun();
    session.typed("Mum rang.");
    const save = session.next();
    assert.equal(session.answers(save), true);
    assert.equal(session.saved(save, 4, "Mum rang.", []), null);
    assert.equal(session.isDirty, false);
    assert.equal(session.isIdle, true);
    assert.equal(session.version, 4);
    assert.equal(session.mayBeSent(), false);
  });

  test("and taken back again is nothing to send", () => {
    const session = begun();
    session.typed("The school rang. Mum");
    session.typed("The school rang.");
    assert.equal(session.mayBeSent(), false);
  });
});

describe("typed on while the answer was on its way", () => {
  test("the rest is sent next, as changes of what was sent", () => {
    const session = begun("", 0);
    session.typed("Mum", { start: 0, end: 0 });
    const save = session.next();
    session.typed("Mum rang", { start: 3, end: 3 });
    assert.equal(session.answers(save), true);
    assert.equal(session.saved(save, 1, "Mum", []), null);
    assert.equal(session.isDirty, true);
    const next = session.next();
    assert.deepEqual([next.version, next.text, next.changes], [1, "Mum rang", [[3, "", [[" rang", 3]]]]]);
    assert.equal("base" in next, false); // the server has that text as version 1
  });

  test("what others wrote is not put under their hands, and the next save says what it began from", () => {
    const session = begun("", 0);
    session.typed("Mum");
    const save = session.next();
    session.typed("Mum rang");
    session.answers(save);
    assert.equal(session.saved(save, 2, "Dad. Mum", [[0, "", [["Dad. ", 0]]]]), null);
    assert.equal(session.text, "Mum rang");
    assert.equal(session.next().base, "Mum");
  });
});

describe("an answer that does not come", () => {
  test("leaves the same to be sent once more, under the same key", () => {
    const session = begun();
    session.typed("Mum rang.");
    const save = session.next();
    session.answers(save);
    session.typed("Mum rang twice.");
    assert.equal(session.mayBeSent(), true);
    assert.equal(session.next(), save);
  });

  test("is not waited for when the page goes away: the newer text is sent, and says what may have arrived", () => {
    const session = begun("", 0);
    session.typed("Mum", { start: 0, end: 0 });
    const first = session.next();
    session.typed("Mum rang", { start: 3, end: 3 });
    assert.equal(session.mayBeSent(true), true);
    const last = session.next(true);
    assert.deepEqual([last.text, last.tried, last.fresh], ["Mum rang", "key1", [[3, "", [[" rang", 3]]]]]);
    assert.equal(session.answers(first), false); // too late to matter
    assert.equal(session.answers(last), true);
  });

  test("nothing new to say is not sent again when the page goes away", () => {
    const session = begun();
    session.typed("Mum rang.");
    session.next();
    assert.equal(session.mayBeSent(true), false);
  });
});

test("a version that the server does not know any more is sent again with what it began from", () => {
  const session = begun();
  session.typed("Mum rang.");
  const save = session.next();
  session.answers(save);
  session.unknownVersion(save);
  assert.equal(session.next().base, "The school rang.");
});

test("what was refused stays typed, and goes under a new key", () => {
  const session = begun();
  session.typed("Far too long.");
  const save = session.next();
  session.answers(save);
  session.refused();
  assert.equal(session.isDirty, true);
  session.typed("Short.");
  assert.deepEqual([session.next().key, session.next().tried], ["key2", ""]);
});

describe("what others write", () => {
  test("is shown where nobody types", () => {
    const session = begun();
    assert.equal(session.receive(4, "The school wrote."), true);
    assert.deepEqual([session.text, session.version, session.isDirty], ["The school wrote.", 4, false]);
  });

  test("waits while somebody types, and while an answer is on its way", () => {
    const session = begun();
    session.typed("The school rang. Mum");
    assert.equal(session.receive(4, "The school wrote."), false);
    const save = session.next();
    assert.equal(session.receive(4, "The school wrote."), false);
    assert.equal(session.text, "The school rang. Mum");
    session.answers(save);
    const merged = "The school wrote. Mum";
    const incoming = session.saved(save, 5, merged, [[11, "rang", [["wrote", 11]]]]);
    assert.deepEqual(incoming, { text: merged, changes: [{ start: 11, removed: "rang", added: "wrote" }] });
    assert.equal(session.text, merged);
  });

  test("waits also where what was sent is taken back before the answer is there", () => {
    const session = begun();
    session.typed("The school rang. Mum");
    session.next();
    session.typed("The school rang.");
    assert.equal(session.isDirty, false);
    assert.equal(session.receive(4, "The school wrote."), false);
  });

  test("waits while a letter is put together", () => {
    const session = begun("Zo", 1);
    session.isComposing = true;
    assert.equal(session.receive(2, "Zo rang"), false);
    assert.equal(session.isOutdated, true);
    session.isComposing = false;
    assert.equal(session.isIdle, true);
    assert.equal(session.receive(2, "Zo rang"), true);
  });

  test("comes with an answer while a letter is put together, but is fetched only when it is complete", () => {
    const session = begun("", 0);
    session.typed("Zo");
    const save = session.next();
    session.isComposing = true;
    session.answers(save);
    assert.equal(session.saved(save, 2, "Dad. Zo", [[0, "", [["Dad. ", 0]]]]), null);
    assert.equal(session.text, "Zo");
    session.isComposing = false;
    assert.equal(session.isIdle && session.isBehind, true);
    assert.equal(session.changesSince(2, []), null); // the text here is not that of the version
  });

  test("older than what is there is not shown", () => {
    const session = begun();
    assert.equal(session.receive(2, "The schoo"), false);
  });

  test("is outdated as long as a newer version was heard of", () => {
    const session = begun();
    session.heardOf(5);
    assert.equal(session.isOutdated, true);
    session.receive(4, "four");
    assert.equal(session.isOutdated, true);
    session.receive(5, "five");
    assert.equal(session.isOutdated, false);
  });

  test("moves a caret by changes only if they are of the text on the screen", () => {
    const session = begun("abc", 3);
    const said = [[0, "", [["x", 0]]]];
    assert.deepEqual(session.changesSince(3, said), [{ start: 0, removed: "", added: "x" }]);
    assert.equal(session.changesSince(2, said), null);
  });
});

describe("after a page went away", () => {
  test("all is kept that another page needs to go on", () => {
    assert.deepEqual(lost().unsaved, {
      base: "",
      version: 0,
      text: "Mum rang",
      changes: [[0, "", [["Mum rang", 0]]]],
      sent: "key1",
      fresh: [[3, "", [[" rang", 3]]]],
    });
  });

  test("another page sends it and says what may have arrived already", () => {
    const again = begun("Dad wrote.", 4);
    const { unsaved } = lost();
    again.restore(unsaved);
    assert.equal(again.text, "Mum rang");
    assert.deepEqual(again.next(), resumed("key2", unsaved));
    assert.equal(again.next().tried, "key1");
  });

  test("what was never sent goes as new, from the text that it began from", () => {
    const session = begun("", 0);
    session.typed("Mum");
    const again = begun("Dad wrote.", 4);
    again.restore(session.unsaved);
    const save = again.next();
    assert.deepEqual([save.version, save.base, save.text, save.tried], [0, "", "Mum", ""]);
  });
});
