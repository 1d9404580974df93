// Small rules of the scripts, apart from the page on which they act.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { digitChosen, readableText } from "../../src/kinwork/platform/assets/ts/answering-rules.ts";
import { clock, peaks, pressed } from "../../src/kinwork/platform/assets/ts/coding-rules.ts";
import { conflictsIn, settledWords } from "../../src/kinwork/platform/assets/ts/conflicts.ts";
import { hasArrived, refusal } from "../../src/kinwork/platform/assets/ts/offline-rules.ts";
import { PeopleHere } from "../../src/kinwork/platform/assets/ts/people-here.ts";
import { RowHistory, nextRow } from "../../src/kinwork/platform/assets/ts/row-history.ts";
import { secondsLeft, tellEvery, warning } from "../../src/kinwork/platform/assets/ts/session-clock.ts";
import { dateWords, spanWords, writersWords } from "../../src/kinwork/platform/assets/ts/wording.ts";
import { entryToTurnTo, move } from "../../src/kinwork/platform/assets/ts/summary-rules.ts";
import * as geometry from "../../src/kinwork/platform/assets/ts/genogram-geometry.ts";

describe("two versions of a passage", () => {
  test("are settled by one, or by both, one after the other", () => {
    const [conflict] = conflictsIn("⟦Grace: Mum rang⟧ ⟦Tom: Dad wrote⟧");
    assert.ok(conflict);
    assert.equal(settledWords(conflict.versions), "Mum rang; Dad wrote");
    assert.equal(settledWords(conflict.versions.slice(1)), "Dad wrote");
  });

  test("that are sentences need nothing between them", () => {
    const both = [
      { name: "Grace", words: "Mum rang." },
      { name: "Tom", words: "Dad wrote." },
    ];
    assert.equal(settledWords(both), "Mum rang. Dad wrote.");
  });

  test("are written over where they stand, with all their brackets", () => {
    const text = "Risk: ⟦Grace: low⟧ ⟦Tom: high⟧, they say.";
    const [conflict] = conflictsIn(text);
    assert.ok(conflict);
    assert.equal(`${text.slice(0, conflict.start)}low${text.slice(conflict.end)}`, "Risk: low, they say.");
  });
});

describe("lines that are dealt with", () => {
  const rows = ["a", "b", "c", "d"];

  test("are followed by the next that is open", () => {
    assert.equal(
      nextRow("b", rows, () => true),
      "c",
    );
    assert.equal(
      nextRow("b", rows, (id) => id !== "c"),
      "d",
    );
  });

  test("are followed by the nearest before them when none comes after", () => {
    assert.equal(
      nextRow("d", rows, (id) => id !== "c"),
      "b",
    );
    assert.equal(
      nextRow("d", rows, () => false),
      undefined,
    );
  });

  test("are undone in turn, the last one first, each list for itself", () => {
    const history = new RowHistory();
    history.settle("work", "a");
    history.settle("work", "b");
    history.settle("to-do", "x");
    assert.equal(history.last("work"), "b");
    history.undo("work", "b");
    assert.equal(history.last("work"), "a");
    history.undo("work", "a");
    assert.equal(history.last("work"), undefined);
    assert.equal(history.last("to-do"), "x");
  });
});

describe("an unattended sign-in", () => {
  test("ends so many seconds after somebody was seen", () => {
    assert.equal(secondsLeft(1800, 0, 60_000), 1740);
    assert.equal(secondsLeft(1800, 0, 1_800_000), 0);
  });

  test("is warned of in its last two minutes, and in the second half of a very short one", () => {
    assert.equal(warning(1800, 121), "");
    assert.match(warning(1800, 120), /in two minutes/u);
    assert.match(warning(1800, 60), /in less than a minute/u);
    assert.equal(warning(60, 31), "");
    assert.match(warning(60, 30), /in less than a minute/u);
  });

  test("says that it has ended, and that nothing typed is lost", () => {
    assert.match(warning(1800, 0), /^You have been signed out.*What you typed is kept/u);
  });

  test("is prolonged well before it ends", () => {
    assert.equal(tellEvery(1800), 240);
    assert.equal(tellEvery(60), 10);
  });
});

describe("a button that was pressed", () => {
  test("has arrived when the server did it, or says in the form what is wrong", () => {
    assert.deepEqual(
      [200, 204, 303, 422].map((status) => hasArrived(status)),
      [true, true, true, true],
    );
    assert.deepEqual(
      [0, 401, 403, 500].map((status) => hasArrived(status)),
      [false, false, false, false],
    );
  });

  test("is said not to be done otherwise, and why", () => {
    assert.equal(refusal(200), "");
    assert.equal(refusal(422), "");
    assert.match(refusal(401), /signed out/u);
    assert.match(refusal(500), /went wrong/u);
  });
});

describe("who else is here", () => {
  const grace = { page: "g1", user: 2, name: "Grace" };
  const tom = { page: "t1", user: 3, name: "Tom" };

  function people(): PeopleHere {
    const here = new PeopleHere("mine", "1");
    here.reset([grace, tom, { page: "mine", user: 1, name: "Me" }]);
    return here;
  }

  test("is everybody but me", () => {
    assert.deepEqual(
      people().others.map((person) => person.name),
      ["Grace", "Tom"],
    );
  });

  test("is somebody once, however many windows they have: in the one in which they write", () => {
    const here = people();
    here.heard({ what: "here", page: "g2", user: 2, name: "Grace", box: "passage:1" });
    assert.deepEqual(here.others, [{ page: "g2", user: 2, name: "Grace", box: "passage:1" }, tom]);
    assert.deepEqual(here.writers.get("passage:1"), ["Grace"]);
  });

  test("goes when the last window goes", () => {
    const here = people();
    here.heard({ what: "here", page: "g1", user: 2, gone: true });
    assert.deepEqual(here.others, [tom]);
  });

  test("may be me, in another window", () => {
    const here = people();
    here.heard({ what: "here", page: "other", user: 1, name: "Me", box: "passage:1" });
    here.heard({ what: "here", page: "mine", user: 1, name: "Me", box: "passage:2" });
    assert.deepEqual([...here.writers], [["passage:1", ["You, in another window"]]]);
    assert.equal(here.others.length, 2);
  });

  test("is said in a sentence", () => {
    assert.equal(writersWords([]), "");
    assert.equal(writersWords(["Grace", "Grace"]), "Grace is writing here too.");
    assert.equal(writersWords(["Grace", "Tom"]), "Grace and Tom are writing here too.");
    assert.equal(writersWords(["You, in another window"]), "You, in another window are writing here too.");
  });
});

describe("words for times", () => {
  test("count hours and minutes, from nothing to what nobody means any more", () => {
    assert.equal(spanWords(-5000), "0 min");
    assert.equal(spanWords(59 * 60_000), "59 min");
    assert.equal(spanWords(61 * 60_000), "1 h 1 min");
    assert.equal(spanWords(6 * 3_600_000), "");
  });

  test("say a day, a month or a year", () => {
    assert.equal(dateWords("2024-03-09"), "9 March 2024");
    assert.equal(dateWords("2024-03"), "March 2024");
    assert.equal(dateWords("2024"), "2024");
  });
});

describe("the genogram", () => {
  const frame = { left: 100, right: 900, top: 50, bottom: 650 };

  test("fills its frame, and is never first seen so small that a name is hard to read", () => {
    const room = { width: 802, height: 600 };
    assert.equal(geometry.firstScale({ width: 1000, height: 500 }, room, 602), 1);
    assert.equal(geometry.firstScale({ width: 640, height: 300 }, room, 602), 1.25);
    assert.equal(geometry.firstScale({ width: 400, height: 480 }, room, 602), 1.25);
    assert.equal(geometry.firstScale({ width: 200, height: 100 }, room, 602), 1.6);
    assert.equal(geometry.firstScale({ width: 400, height: 300 }, room, Number.NaN), 1); // no height is set
  });

  test("is seen as a whole when that is asked for", () => {
    const room = { width: 802, height: 600 };
    assert.equal(geometry.wholeScale({ width: 1000, height: 500 }, room, 602), 0.8);
    assert.equal(geometry.wholeScale({ width: 400, height: 1200 }, room, 602), 0.5);
    assert.equal(geometry.wholeScale({ width: 9000, height: 500 }, room, 602), 0.25);
  });

  test("fills the whole screen", () => {
    assert.equal(geometry.screenScale({ width: 400, height: 300 }, { width: 802, height: 600 }), 2);
  });

  test("grows and shrinks within bounds", () => {
    assert.equal(geometry.zoomed(1, "larger"), 1.25);
    assert.equal(geometry.zoomed(3.9, "larger"), 4);
    assert.equal(geometry.zoomed(0.26, "smaller"), 0.25);
  });

  test("scrolls no further than is needed to see somebody", () => {
    const seen = { left: 200, right: 240, top: 100, bottom: 140 };
    assert.deepEqual(geometry.scrollInto(frame, seen), { left: 0, top: 0 });
    assert.deepEqual(geometry.scrollInto(frame, { ...seen, left: 80, right: 120 }), { left: -44, top: 0 });
    assert.deepEqual(geometry.scrollInto(frame, { ...seen, top: 640, bottom: 680 }), { left: 0, top: 54 });
  });

  test("puts a menu to the right of a symbol, to the left where there is no room, or below", () => {
    const symbol = { left: 200, right: 240, top: 200, bottom: 240 };
    assert.deepEqual(geometry.besideSymbol(frame, symbol, 300), { left: 152, top: 130 });
    assert.deepEqual(geometry.besideSymbol(frame, { ...symbol, left: 800, right: 840 }, 300), { left: 388, top: 130 });
    assert.deepEqual(geometry.besideSymbol(frame, { ...symbol, left: 400, right: 440 }, 600), { left: 0, top: 198 });
    assert.deepEqual(geometry.besideSymbol(frame, { ...symbol, top: 60 }, 300).top, 48); // below the buttons
  });
});

describe("a summary written from entries by keyboard", () => {
  const rows = [
    { id: "a", isTakenUp: true },
    { id: "b", isTakenUp: false },
    { id: "c", isTakenUp: false },
  ];

  test("goes from the text to the entries and back by one key each, and leaves every other key alone", () => {
    assert.equal(move("Enter", true, true, false), "entries");
    assert.equal(move("Enter", false, true, false), null);
    assert.equal(move("Escape", false, false, true), "text");
    assert.equal(move("Escape", false, true, false), null);
    assert.equal(move("f", false, true, false), null);
  });

  test("comes to the entry one was at while it is to be taken up, else to the next that is", () => {
    assert.equal(entryToTurnTo(rows, "c"), "c");
    assert.equal(entryToTurnTo(rows, "a"), "b");
    assert.equal(entryToTurnTo(rows, ""), "b");
    assert.equal(entryToTurnTo([{ id: "a", isTakenUp: true }], "b"), "a");
    assert.equal(entryToTurnTo([], "b"), "");
  });
});

describe("a questionnaire", () => {
  test("takes a digit for the answer of that number, and 0 for ten", () => {
    const ten = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "na"];
    assert.equal(digitChosen("3", ten), 2);
    assert.equal(digitChosen("0", ten), 9);
    assert.equal(digitChosen("0", ["0", "1"]), 0);
    assert.equal(digitChosen("6", ["1", "2"]), -1);
    assert.equal(digitChosen("n", ten), -1);
  });

  test("is read aloud with a pause after the question and each answer", () => {
    assert.equal(
      readableText(["We  trust each other", null, " ", "Is it so?", "1 well"]),
      "We trust each other. Is it so? 1 well.",
    );
  });
});

const key = (code: string, more = {}) => ({ code, key: code.at(-1) ?? "", alt: false, other: false, ...more });

describe("a recording that is coded", () => {
  test("is played, marked and coded by keys, unless somebody writes or has switched letters off", () => {
    assert.equal(pressed(key("KeyP"), false, true), "play");
    assert.equal(pressed(key("Digit4"), false, true), 4);
    assert.equal(pressed(key("Digit6"), false, true), null);
    assert.equal(pressed(key("KeyJ"), false, true), "following"); // K goes back
    for (const [isWriting, letters] of [
      [true, true],
      [false, false],
    ] as const) {
      assert.equal(pressed(key("KeyM"), isWriting, letters), null);
      assert.equal(pressed(key("Digit4"), isWriting, letters), null);
      assert.equal(pressed(key("KeyM", { alt: true }), isWriting, letters), "mark");
    }
    assert.equal(pressed(key("KeyP", { other: true }), false, true), null); // Ctrl+P prints
  });

  test("is drawn by its loudest moments, and silence as nothing", () => {
    assert.deepEqual(peaks(Float32Array.of(0, 0.25, -0.5, 0, 0, 0), 3), [0.5, 1, 0]);
    assert.deepEqual(peaks(new Float32Array(4), 2), [0, 0]);
  });

  test("says its time as players do", () => {
    assert.deepEqual(
      [0, 270.9, 3725].map((at) => clock(at)),
      ["0:00", "4:30", "1:02:05"],
    );
  });
});
