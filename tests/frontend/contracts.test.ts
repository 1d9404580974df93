// What is read of an element is what its contract says.
import assert from "node:assert/strict";
import { afterEach, describe, mock, test } from "node:test";
import * as contracts from "../../src/kinwork/platform/assets/ts/contracts.ts";

/** As much of an element as is read here. */
function element(attributes: Record<string, string>): Element {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return { getAttribute: (name: string) => attributes[name] ?? null } as unknown as Element;
}

describe("a contract", () => {
  const complain = mock.method(console, "error", String);

  afterEach(() => complain.mock.resetCalls());

  test("finds its elements by their first attribute, or by their id", () => {
    assert.equal(contracts.editableField.selector, "textarea[data-box]");
    assert.equal(contracts.shortcutRow.selector, "[data-keys]");
    assert.equal(contracts.person.selector, "svg [data-person]");
    assert.equal(contracts.genogram.selector, "#genogram");
  });

  test("reads texts, numbers, lists and what is or is not there", () => {
    const field = element({ "data-box": "passage:3", "data-version": "7", "data-about": "What is new" });
    assert.equal(contracts.editableField.get(field, "data-box"), "passage:3");
    assert.equal(contracts.editableField.get(field, "data-version"), 7);
    assert.equal(contracts.editableField.get(field, "data-save-to"), undefined);
    const slider = element({ "data-stops": '[["2024-03", "born"]]' });
    assert.deepEqual(contracts.timeSlider.get(slider, "data-stops"), [["2024-03", "born"]]);
    assert.equal(contracts.passkeyProblem.get(element({ "data-making": "" }), "data-making"), true);
    assert.equal(contracts.passkeyProblem.get(element({}), "data-making"), false);
    assert.equal(complain.mock.callCount(), 0);
  });

  test("goes on without what a template has forgotten, and says so", () => {
    assert.equal(contracts.editableField.get(element({}), "data-version"), 0);
    assert.deepEqual(contracts.livePage.get(element({}), "data-sections"), {});
    assert.deepEqual(
      complain.mock.calls.map((call) => call.arguments),
      [["textarea[data-box] lacks data-version"], ["[data-live] lacks data-sections"]],
    );
  });
});
