// Photos on a phone without a signal: sealed there, sent once with their entry, and never lost without a word.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Answer } from "../../src/kinwork/platform/assets/ts/answer.ts";
import type { Keep } from "../../src/kinwork/platform/assets/ts/phone-keep.ts";
import { sendAll, sendBeforeSignOut } from "../../src/kinwork/platform/assets/ts/phone-sync.ts";
import { DRAFTED, entry, keepOf, Memory, NOON, OTHER, over, SAVED, server } from "./phone-scene.ts";

describe("a photo", () => {
  const photo = { id: "f1", name: "door.jpg", type: "image/jpeg", size: 3 };
  const other = { ...photo, id: "f2", name: "plan.exe" };
  const bytes = new Uint8Array([1, 2, 3]).buffer;
  const taken: Answer = { status: 200, body: { pk: 1 } };

  async function waits(): Promise<{ keep: Keep; shelf: Memory }> {
    const found = await keepOf("1");
    await found.keep.keepFile("f1", bytes);
    await found.keep.keepFile("f2", bytes);
    await found.keep.keep(entry({ files: [photo, other] }));
    return found;
  }

  test("is sealed, goes with the draft before the entry is saved, and is gone from here then", async () => {
    const { keep, shelf } = await waits();
    assert.deepEqual(new Uint8Array((await keep.file("f1")) ?? []), new Uint8Array(bytes));
    const { keep: priya } = await keepOf("2", shelf, OTHER);
    assert.equal(await priya.file("f1"), null);
    const { post, sent } = server(DRAFTED, taken, taken, SAVED);
    assert.equal((await sendAll(keep, post, NOON)).sent, 1);
    assert.match(sent[1] ?? "", /^\/family\/7\/entries\/files\/ request=t1&draft_page=p&file=door\.jpg/u);
    assert.equal(shelf.all.size, 0);
  });

  test("that did not arrive stays, and what did is not sent again", async () => {
    const { keep } = await waits();
    assert.equal((await sendAll(keep, server(DRAFTED, taken).post, NOON)).outcome, "later");
    assert.deepEqual((await keep.entries())[0]?.files, [other]);
    assert.equal(await keep.file("f1"), null);
    const { post, sent } = server(DRAFTED, taken, SAVED);
    assert.equal((await sendAll(keep, post, NOON)).sent, 1);
    assert.match(sent[1] ?? "", /plan\.exe/u);
  });

  test("that is refused is said with its reason, and is still here", async () => {
    const { keep, shelf } = await waits();
    const refused: Answer = { status: 422, body: { error: "This is a program." } };
    await sendAll(keep, server(DRAFTED, taken, refused).post, NOON);
    const [found] = await keep.entries();
    assert.deepEqual([found?.state, found?.files], ["refused", [other]]);
    assert.match(found?.why ?? "", /“plan\.exe” was not attached: This is a program\./u);
    assert.equal(await sendBeforeSignOut(keep, server().post, NOON), 1, "signing out says that it would be lost");
    await keep.remove("t1");
    assert.equal(shelf.all.size, 0);
  });

  test("goes along with an entry whose draft was removed elsewhere", async () => {
    const { keep, shelf } = await waits();
    const { post, sent } = server(over("removed", ""), DRAFTED, taken, taken, SAVED);
    assert.equal((await sendAll(keep, post, NOON)).sent, 1);
    assert.ok(!sent[2]?.includes("request=t1&"));
    assert.equal(shelf.all.size, 0);
  });
});
