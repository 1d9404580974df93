// What a phone keeps to record without a signal: sealed, sent once, and nothing lost on the way.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Answer } from "../../src/kinwork/platform/assets/ts/answer.ts";
import { keyFrom, open, seal } from "../../src/kinwork/platform/assets/ts/phone-box.ts";
import { howManyLie, lockOthers, lockUp, wipe } from "../../src/kinwork/platform/assets/ts/phone-keep.ts";
import {
  endsAt,
  holdsWords,
  mayMeanAnotherDay,
  phoneWords,
  waitingWords,
  whatIsMissing,
  withItsDay,
} from "../../src/kinwork/platform/assets/ts/phone-rules.ts";
import { sendAll, sendBeforeSignOut } from "../../src/kinwork/platform/assets/ts/phone-sync.ts";
import { DRAFTED, entry, HOUR, keepOf, NOON, OTHER, over, SAVED, SECRET, server } from "./phone-scene.ts";

const another = () => ({ token: "other", page: "p2", version: 0 });

describe("what is sealed", () => {
  test("opens with its key, under its own name, unchanged; else not at all", async () => {
    const key = await keyFrom(SECRET);
    const sealed = await seal(key, "7:entry:a", { text: "Ada said …" });
    assert.deepEqual(await open(key, "7:entry:a", sealed), { text: "Ada said …" });
    assert.equal(await open(key, "7:entry:b", sealed), null);
    assert.equal(await open(await keyFrom(OTHER), "7:entry:a", sealed), null);
    const bytes = new Uint8Array(sealed.bytes);
    bytes[3] = (bytes[3] ?? 0) ^ 1;
    assert.equal(await open(key, "7:entry:a", { ...sealed, bytes: bytes.buffer }), null);
    assert.ok(!Buffer.from(sealed.bytes).toString("latin1").includes("Ada"));
  });

  test("its key cannot be read out, and no two sealings are alike", async () => {
    const key = await keyFrom(SECRET);
    await assert.rejects(crypto.subtle.exportKey("raw", key));
    const [one, two] = [await seal(key, "n", "x"), await seal(key, "n", "x")];
    assert.notDeepEqual(one.iv, two.iv);
  });
});

describe("a phone", () => {
  test("keeps what two windows write of one entry as two, and what one writes as one", async () => {
    const { keep } = await keepOf("7");
    const begun = await keep.keepMine(entry({ fields: { text: ["Dylan showed me his room."] } }), another);
    const first = await keep.keepMine({ ...begun, fields: { ...begun.fields, text: ["Room. A bruise."] } }, another);
    assert.equal(first.token, begun.token);
    const second = await keep.keepMine({ ...begun, fields: { ...begun.fields, text: ["Room. Tired."] } }, another);
    assert.equal(second.token, "other");
    await keep.keepMine({ ...second, fields: { ...second.fields, text: ["Room. Tired. Hungry."] } }, another);
    const texts = new Set((await keep.entries()).map(({ fields }) => fields["text"]?.[0]));
    assert.deepEqual(texts, new Set(["Room. A bruise.", "Room. Tired. Hungry."]));
  });

  test("keeps who was ticked in one window, and what is said in another, though the words are the same", async () => {
    const { keep } = await keepOf("7");
    const begun = await keep.keepMine(entry({ fields: { text: ["Seen."] } }), another);
    await keep.keepMine({ ...begun, fields: { ...begun.fields, people: ["12"] } }, another);
    const second = await keep.keepMine({ ...begun, fields: { ...begun.fields, place: ["Gran’s"] } }, another);
    assert.equal(second.token, "other");
    assert.equal((await keep.entries()).length, 2);
  });

  test("shows a person their own alone", async () => {
    const { keep: tom, shelf } = await keepOf("1");
    await tom.keep(entry());
    const { keep: priya } = await keepOf("2", shelf, OTHER);
    assert.deepEqual(await priya.entries(), []);
    assert.deepEqual(await priya.families(), []);
    assert.equal((await tom.entries()).length, 1);
  });

  test("that is locked has no names and still what waits; that is wiped has nothing", async () => {
    const { keep, shelf } = await keepOf("1");
    await keep.keepFamilies([{ id: 7, name: "Abbott", members: [], colleagues: [] }]);
    await keep.keep(entry());
    await lockUp(shelf, "1");
    assert.deepEqual(await keep.families(), []);
    assert.equal(await howManyLie(shelf, "1"), 1);
    assert.equal(shelf.said.get("1")?.ends, 0);
    await wipe(shelf, "1");
    assert.equal(shelf.all.size + shelf.said.size, 0);
  });

  for (const [now, here] of [
    [NOON + 2 * HOUR, "1"],
    [NOON, "2"],
  ] as const) {
    test(`is locked when its time has run out, or somebody else has signed in: ${here}`, async () => {
      const { keep, shelf } = await keepOf("1");
      await keep.keepFamilies([]);
      await lockOthers(shelf, NOON, "1");
      assert.equal(shelf.all.size, 1);
      await lockOthers(shelf, now, here);
      assert.equal(shelf.all.size, 0);
    });
  }
});

describe("what waits", () => {
  test("is sent as a draft, then as an entry, with its token", async () => {
    const { keep } = await keepOf("1");
    await keep.keep(entry());
    const { post, sent } = server(DRAFTED, SAVED);
    assert.deepEqual(await sendAll(keep, post, NOON), { outcome: "sent", sent: 1 });
    assert.match(sent[0] ?? "", /^\/family\/7\/entries\/draft\/ .*"request":"t1"/u);
    assert.match(sent[1] ?? "", /^\/family\/7\/entries\/new\/ .*request=t1.*draft_version=1/u);
    assert.deepEqual(await keep.entries(), []);
  });

  for (const answers of [[], [DRAFTED], [{ status: 503, body: {} }], [{ status: 401, body: {} }]]) {
    test(`stays where it is not taken: ${JSON.stringify(answers)}`, async () => {
      const { keep } = await keepOf("1");
      await keep.keep(entry());
      const { outcome, sent } = await sendAll(keep, server(...answers).post, NOON);
      assert.ok(outcome === "later" || outcome === "signed out");
      assert.equal(sent, 0);
      assert.deepEqual(await keep.entries(), [entry()]);
    });
  }

  test("is there once where the answer was lost", async () => {
    const { keep } = await keepOf("1");
    await keep.keep(entry());
    const { post, sent } = server(over("saved", "Ada was in.\r\n"));
    assert.deepEqual(await sendAll(keep, post, NOON), { outcome: "sent", sent: 1 });
    assert.equal(sent.length, 1);
    assert.deepEqual(await keep.entries(), []);
  });

  for (const state of ["elsewhere", "saved"]) {
    test(`that was written elsewhere too stays with both texts: ${state}`, async () => {
      const { keep } = await keepOf("1");
      await keep.keep(entry());
      await sendAll(keep, server(over(state, "Ada was out.")).post, NOON);
      const [found] = await keep.entries();
      assert.equal(found?.state, "both");
      assert.deepEqual([found?.fields["text"], found?.there], [["Ada was in."], "Ada was out."]);
      assert.equal(found?.isSaved, state === "saved");
    });
  }

  test("whose draft was removed elsewhere goes as one of its own", async () => {
    const { keep } = await keepOf("1");
    await keep.keep(entry());
    const { post, sent } = server(over("removed", ""), DRAFTED, SAVED);
    assert.equal((await sendAll(keep, post, NOON)).sent, 1);
    assert.ok(!sent[1]?.includes('"t1"'));
    assert.deepEqual(await keep.entries(), []);
  });

  test("that is refused is a draft on the server, and here its reason without its words", async () => {
    const { keep } = await keepOf("1");
    await keep.keep(entry());
    const refused: Answer = { status: 422, body: { error: "It is closed.", address: "/there/" } };
    await sendAll(keep, server(DRAFTED, refused).post, NOON);
    const [found] = await keep.entries();
    assert.deepEqual([found?.state, found?.why, found?.address], ["refused", "It is closed.", "/there/"]);
    assert.equal(found?.fields["text"], undefined);
  });

  test("for a family that is out of reach keeps its words here", async () => {
    const { keep } = await keepOf("1");
    await keep.keep(entry());
    await sendAll(keep, server({ status: 404, body: {} }).post, NOON);
    const [found] = await keep.entries();
    assert.deepEqual([found?.state, found?.address, found?.fields["text"]], ["refused", undefined, ["Ada was in."]]);
  });

  test("with a day as it was said is not guessed at on another day", async () => {
    const { keep } = await keepOf("1");
    await keep.keep(entry({ fields: { on: ["monday"], text: ["x"] } }));
    const { post, sent } = server(DRAFTED);
    await sendAll(keep, post, NOON + 24 * HOUR);
    assert.equal(sent.length, 1);
    assert.match((await keep.entries())[0]?.why ?? "", /“monday”/u);
    assert.equal(mayMeanAnotherDay(entry({ fields: { on: ["monday"] } }), NOON), "");
    assert.equal(mayMeanAnotherDay(entry(), NOON + 24 * HOUR), "");
  });
});

describe("signing out", () => {
  test("sends what is finished, and what is not as drafts", async () => {
    const { keep } = await keepOf("1");
    await keep.keep(entry());
    await keep.keep(entry({ token: "t2", state: "writing", at: NOON + 1 }));
    await keep.keep(entry({ token: "t3", state: "both", there: "x", at: NOON + 2 }));
    const { post, sent } = server(DRAFTED, SAVED, DRAFTED, DRAFTED);
    assert.equal(await sendBeforeSignOut(keep, post, NOON), 0);
    assert.equal(sent.length, 4);
    assert.ok(sent[2]?.includes('"t2"'));
    assert.ok(!sent[3]?.includes('"t3"')); // a draft of its own beside the other
  });

  test("says how many could not be sent, and of those none is gone", async () => {
    const { keep } = await keepOf("1");
    await keep.keep(entry());
    await keep.keep(entry({ token: "t2", family: 0, state: "writing" })); // of no family yet
    assert.equal(await sendBeforeSignOut(keep, server().post, NOON), 2);
    assert.equal((await keep.entries()).length, 2);
  });
});

describe("what is said and when it ends", () => {
  test("after a while without anybody, and at the end of the sign-in in any case", () => {
    assert.equal(endsAt(NOON, HOUR, NOON + 10 * HOUR), NOON + HOUR);
    assert.equal(endsAt(NOON, HOUR, NOON + 60_000), NOON + 60_000);
  });

  test("today is a day by now", () => {
    assert.deepEqual(withItsDay({ day: ["today"], text: ["x"] }, NOON), { on: ["2026-11-29"], text: ["x"] });
    assert.deepEqual(withItsDay({ day: ["yesterday"], on: [""] }, NOON), { on: ["2026-11-28"] });
    assert.deepEqual(withItsDay({ day: ["today"], on: ["monday"] }, NOON), { on: ["monday"] });
  });

  test("what is missing is said", () => {
    assert.equal(whatIsMissing({ text: ["x"] }, NOON), "Choose the family.");
    assert.equal(whatIsMissing({ family: ["7"], text: [" "] }, NOON), "Say what happened.");
    assert.match(whatIsMissing({ family: ["7"], text: ["x"], on: ["2026-11-30"] }, NOON), /in the future/u);
    assert.equal(whatIsMissing({ family: ["7"], text: ["x"], on: ["2026-11-29"] }, NOON), "");
    const limited = { family: ["7"], text: ["x"], is_limited: ["on"], why_limited: [" "] };
    assert.match(whatIsMissing(limited, NOON), /why not everyone/u);
    assert.equal(whatIsMissing({ ...limited, why_limited: ["Her safety."], readers: ["4"] }, NOON), "");
    assert.match(whatIsMissing({ family: ["7"], text: ["x"], readers: ["4"] }, NOON), /untick the names/u);
  });

  test("in words", () => {
    assert.equal(waitingWords([entry(), entry({ state: "both" })]), "Waiting to be sent: 1 entry.");
    assert.equal(waitingWords([]), "");
    assert.match(holdsWords(2, NOON, 0, NOON), /^The names of 2 families, fetched at 12:00\. Nothing has been sent/u);
    assert.equal(phoneWords("Mozilla/5.0 (Linux; Android 14) Chrome/142.0 Mobile Safari/537.36"), "Chrome on Android");
    assert.equal(phoneWords("curl"), "A phone");
  });
});
