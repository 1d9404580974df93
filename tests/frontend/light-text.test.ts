// What marks do to a text, what becomes of what is pasted, and how long somebody wrote.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { fromHtml, marked } from "../../src/kinwork/platform/assets/ts/light-text.ts";
import type { Piece } from "../../src/kinwork/platform/assets/ts/light-text.ts";
import { WritingTime } from "../../src/kinwork/platform/assets/ts/writing-time.ts";

type Node = Piece & { childNodes: Node[] };

const node = (nodeName: string, nodeType: number, value = "", attributes = ""): Node => ({
  nodeName,
  nodeType,
  nodeValue: nodeType === 1 ? null : value,
  childNodes: [],
  getAttribute: (name) => new RegExp(`\\b${name}=["']?([^"'>]*)`, "u").exec(attributes)?.[1] ?? null,
});

/** As much of HTML as is pasted here: no browser is at hand. */
function parsed(html: string): Piece {
  const body = node("BODY", 1);
  const open = [body];
  for (const [, comment, end, name, attributes, words] of html.matchAll(
    /<!(--.*?--|\[.*?\])>|<(\/?)([\w:]+)([^>]*)>|([^<]+)/gsu,
  )) {
    const at = open.at(-1) ?? body;
    if (comment !== undefined) at.childNodes.push(node("#comment", 8, comment));
    else if (words !== undefined) at.childNodes.push(node("#text", 3, words.replaceAll("&nbsp;", "\u00A0")));
    else if (end) open.pop();
    else {
      const made = node((name ?? "").toUpperCase(), 1, "", attributes);
      at.childNodes.push(made);
      if (name !== "br") open.push(made);
    }
  }
  return body;
}

const item = (level: number, mark: string, words: string) =>
  `<p class=MsoListParagraph style='text-indent:-18pt;mso-list:l0 level${level} lfo1'><![if !supportLists]>` +
  `<span style='mso-list:Ignore'>${mark}<span>&nbsp;&nbsp; </span></span><![endif]>${words}<o:p></o:p></p>`;

describe("what is pasted", () => {
  const cases: [string, string, string][] = [
    ["headings", "<h1>Visit</h1><p>Ada\n was   in.</p><h4>School</h4>", "# Visit\n\nAda was in.\n\n### School"],
    ["bold, and a weight that says it is none", '<p><b>No.</b> <span style="font-weight:700">Yes</span></p><b style="font-weight:normal"><p>plain</p></b>', "**No.** **Yes**\n\nplain"], // prettier-ignore
    ["lists in lists", "<ul><li>one<ol><li>first</li><li>second</li></ol></li><li><p>two</p></li></ul>", "- one\n   1. first\n   2. second\n- two"], // prettier-ignore
    ["Word's lists, which are paragraphs", item(1, "·", "one") + item(2, "1.", "first") + item(2, "2.", "second") + item(1, "·", "<b>two</b>"), "- one\n   1. first\n   2. second\n- **two**"], // prettier-ignore
    ["tables, line ends, and nothing that is not text", "<style>p {}</style><table><tr><td><p>a</p></td><td>b</td></tr></table><p>x<br>y</p><!--no--><script>no()</script>", "a | b\n\nx\ny"], // prettier-ignore
    ["a paragraph of Word that is a heading", "<p class=MsoTitle>Report</p><p class=MsoNormal>Text&nbsp;here</p>", "# Report\n\nText here"], // prettier-ignore
  ];
  for (const [what, html, text] of cases) {
    test(what, () => {
      assert.equal(fromHtml(parsed(html)), text);
    });
  }

  test("a hundred thousand letters of it", () => {
    const many = "<p class=MsoNormal>Ada said that <b>he</b> came.</p>".repeat(4000);
    assert.equal(fromHtml(parsed(many)).split("\n\n").length, 4000);
  });
});

describe("a mark", () => {
  test("stands at letters, not at the spaces beside them, and goes again", () => {
    const bold = marked({ text: "Ada said no.", start: 3, end: 9 }, "bold");
    assert.equal(bold.text, "Ada **said** no.");
    assert.equal(marked({ ...bold, start: 6, end: 10 }, "bold").text, "Ada said no.");
    assert.equal(marked({ text: "a\nb", start: 0, end: 3 }, "bold").text, "**a**\n**b**");
  });

  test("makes lines items, or a line a heading, and plain again", () => {
    const list = marked({ text: "a\n# b\nc", start: 0, end: 5 }, "list");
    assert.equal(list.text, "- a\n- b\nc");
    assert.equal(marked({ ...list, start: 0, end: 7 }, "list").text, "a\nb\nc");
    assert.equal(marked({ text: "before\nSchool", start: 9, end: 9 }, "heading").text, "before\n\n## School");
  });
});

test("only seconds count in which the page is seen and something was typed within a minute", () => {
  const time = new WritingTime(5);
  time.tick(0, true);
  time.touch(1000);
  for (let at = 1000; at <= 200_000; at += 1000) time.tick(at, at > 11_000);
  assert.equal(time.seconds, 5 + 50);
});
