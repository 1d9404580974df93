// Light text: headings by "#", lists by "- " or "1. ", bold by "**". What marks do to it, and how pasted HTML becomes it.

export type Mark = "heading" | "list" | "bold";

/** A text with what is selected in it. */
export interface Selected {
  text: string;
  start: number;
  end: number;
}

/** A mark is set, or taken away where it stands already. */
export function marked({ text, start, end }: Selected, mark: Mark): Selected {
  return mark === "bold" ? bold({ text, start, end }) : lines({ text, start, end }, mark === "list" ? "- " : "## ");
}

function bold({ text, start, end }: Selected): Selected {
  const inside = text.slice(start, end);
  // Marks stand at letters: a space beside them would make them letters themselves.
  const [from, to] = [start + inside.length - inside.trimStart().length, end - inside.length + inside.trimEnd().length];
  if (from >= to) return { text: `${text.slice(0, start)}****${text.slice(end)}`, start: start + 2, end: start + 2 };
  if (text.slice(from - 2, from) === "**" && text.slice(to, to + 2) === "**") {
    const without = text.slice(0, from - 2) + text.slice(from, to) + text.slice(to + 2);
    return { text: without, start: from - 2, end: to - 2 };
  }
  // A mark does not reach over a line's end.
  const words = text.slice(from, to).replaceAll(/[^\n]+/gu, (line) => (line.trim() ? `**${line.trim()}**` : line));
  return { text: text.slice(0, from) + words + text.slice(to), start: from, end: from + words.length };
}

/** A line without the mark before it. */
function bare(line: string): string {
  return line.replace(/^(#{1,6} |[-*+] |\d+[.)] )/u, "");
}

function lines({ text, start, end }: Selected, mark: string): Selected {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const to = text.includes("\n", end) ? text.indexOf("\n", end) : text.length;
  const chosen = text.slice(from, to).split("\n");
  const isMarked = chosen.every((line) => line.startsWith(mark) || !line.trim()) && chosen.some((line) => line.trim());
  const became = chosen
    .map((line) => (isMarked ? bare(line) : line.trim() || chosen.length === 1 ? mark + bare(line) : line))
    .join("\n");
  const begins = from > 0 && mark === "## " && !isMarked && text[from - 2] !== "\n" ? "\n" : "";
  return {
    text: text.slice(0, from) + begins + became + text.slice(to),
    start: chosen.length === 1 ? from + begins.length + became.length : from + begins.length,
    end: from + begins.length + became.length,
  };
}

// ---- pasted HTML --------------------------------------------------------------------------------------------------

/** As much of a browser's node as is needed. */
export interface Piece {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly nodeValue: string | null;
  readonly childNodes: Iterable<Piece>;
  getAttribute?(name: string): string | null;
}

interface Line {
  words: string;
  mark: string; // what stands before it: "## ", "- ", "1. "
  depth: number; // of a list in a list
}

const LEFT_OUT = new Set(["STYLE", "SCRIPT", "HEAD", "META", "LINK", "TITLE", "TEMPLATE", "NOSCRIPT", "XML"]);
const OWN_LINE = new Set([
  "P",
  "DIV",
  "LI",
  "UL",
  "OL",
  "TABLE",
  "TBODY",
  "THEAD",
  "TR",
  "BLOCKQUOTE",
  "PRE",
  "SECTION",
  "ARTICLE",
  "HEADER",
  "FOOTER",
  "MAIN",
  "ASIDE",
  "FIGURE",
  "FIGCAPTION",
  "DL",
  "DT",
  "DD",
  "ADDRESS",
  "HR",
  "FORM",
  "FIELDSET",
  "BODY",
]);
const WORD_LIST = /mso-list:\s*l\d+\s+level(\d+)/iu;
const NUMBER = /^\s*(?:\d+|[a-z]|[ivxl]+)[.)]/iu;

/** Pasted HTML as light text: headings, lists (Word's too) and bold stay, all else becomes plain. */
export function fromHtml(body: Piece): string {
  const reader = new Reader();
  reader.read(body, { isBold: false, lists: [] });
  return reader.text();
}

interface Around {
  isBold: boolean;
  lists: { isNumbered: boolean; at: number }[];
}

class Reader {
  private readonly lines: Line[] = [];
  private open: Line = { words: "", mark: "", depth: 0 };
  private numbers: number[] = []; // of Word's lists, by depth

  read(node: Piece, around: Around): void {
    if (node.nodeType === 3) {
      this.write((node.nodeValue ?? "").replaceAll(/[\s\u00A0]+/gu, " "), around.isBold);
      return;
    }
    const name = node.nodeName.toUpperCase();
    if (node.nodeType === 8 || LEFT_OUT.has(name)) return;
    const style = (node.getAttribute?.("style") ?? "").toLowerCase();
    if (style.replaceAll(/\s/gu, "").includes("mso-list:ignore") || /display:\s*none/u.test(style)) return;
    const inside = { ...around, isBold: isBold(name, style, around.isBold) };
    if (name === "BR") this.open.words = `${this.open.words.trimEnd()}\n`;
    else if (name === "TD" || name === "TH") this.cell(node, inside);
    else if (headingOf(node, name)) this.block(node, { ...inside, isBold: false }, headingOf(node, name), 0);
    else if (name === "UL" || name === "OL") this.list(node, inside, name === "OL");
    else if (name === "LI") this.item(node, inside);
    else if (name === "P" && WORD_LIST.test(style)) this.wordItem(node, inside, style);
    else if (OWN_LINE.has(name)) this.block(node, inside, null, 0);
    else this.inside(node, inside);
  }

  text(): string {
    this.end();
    let made = "";
    let before: Line | null = null;
    for (const line of this.lines) {
      const isSameList = before !== null && isItem(before) && (isItem(line) || line.depth > 0);
      if (before) made += isSameList ? "\n" : "\n\n";
      const indent = "   ".repeat(line.depth);
      const words = line.mark.startsWith("#") ? line.words.replaceAll("\n", " ") : line.words;
      made += indent + line.mark + words.replaceAll("\n", `\n${indent}${" ".repeat(line.mark.length)}`);
      before = line;
    }
    return made;
  }

  private inside(node: Piece, around: Around): void {
    for (const one of node.childNodes) this.read(one, around);
  }

  private block(node: Piece, around: Around, mark: string | null, depth: number): void {
    if (mark !== null || !this.open.mark) this.end();
    if (mark !== null) this.open = { words: "", mark, depth };
    this.inside(node, around);
    this.end();
  }

  private cell(node: Piece, around: Around): void {
    if (this.open.words.trim()) this.write(" | ", false);
    for (const one of node.childNodes) {
      const isBlock = OWN_LINE.has(one.nodeName.toUpperCase()) && one.nodeName.toUpperCase() !== "TABLE";
      if (isBlock) {
        this.inside(one, around);
        this.write(" ", false);
      } else this.read(one, around);
    }
  }

  private list(node: Piece, around: Around, isNumbered: boolean): void {
    this.end();
    this.inside(node, { ...around, lists: [...around.lists, { isNumbered, at: 0 }] });
    this.end();
  }

  private item(node: Piece, around: Around): void {
    const list = around.lists.at(-1);
    if (list) list.at += 1;
    this.block(node, around, list?.isNumbered ? `${list.at}. ` : "- ", Math.max(0, around.lists.length - 1));
  }

  private wordItem(node: Piece, around: Around, style: string): void {
    const depth = Number(WORD_LIST.exec(style)?.[1] ?? 1) - 1;
    const isNumbered = NUMBER.test(markOf(node));
    const last = this.lines.at(-1);
    if (!last || !isItem(last)) this.numbers = [];
    this.numbers.length = Math.min(this.numbers.length, depth + 1);
    this.numbers[depth] = (this.numbers[depth] ?? 0) + 1;
    this.block(node, around, isNumbered ? `${this.numbers[depth]}. ` : "- ", depth);
  }

  private write(words: string, isStrong: boolean): void {
    const before = this.open.words;
    let said = before === "" || before.endsWith(" ") || before.endsWith("\n") ? words.replace(/^ /u, "") : words;
    if (isStrong && said.trim()) {
      const [, lead = "", letters = "", trail = ""] = /^( ?)(.*?)( ?)$/su.exec(said) ?? [];
      if (before.endsWith("**") && !lead && /\*\*[^*]+\*\*$/u.test(before)) {
        this.open.words = before.slice(0, -2);
        said = `${letters}**${trail}`;
      } else said = `${lead}**${letters}**${trail}`;
    }
    this.open.words += said;
  }

  private end(): void {
    const { words, mark, depth } = this.open;
    if (words.trim()) this.lines.push({ words: words.trim(), mark, depth });
    // What follows in the same item stands under it.
    this.open = { words: "", mark: "", depth: 0 };
  }
}

function isItem(line: Line): boolean {
  return /^(- |\d+\. )$/u.test(line.mark);
}

function isBold(name: string, style: string, was: boolean): boolean {
  const weight = /font-weight:\s*(\w+)/u.exec(style)?.[1];
  if (weight) return weight === "bold" || weight === "bolder" || Number(weight) >= 600;
  return was || name === "B" || name === "STRONG";
}

function headingOf(node: Piece, name: string): string | null {
  const level =
    /^H([1-6])$/u.exec(name)?.[1] ?? /\bMsoHeading([1-6])\b/iu.exec(node.getAttribute?.("class") ?? "")?.[1];
  if (level) return `${"#".repeat(Math.min(3, Number(level)))} `;
  return /\bMsoTitle\b/iu.test(node.getAttribute?.("class") ?? "") ? "# " : null;
}

/** What Word writes before an item, for programs that know no lists. */
function markOf(node: Piece): string {
  const style = (node.getAttribute?.("style") ?? "").toLowerCase().replaceAll(/\s/gu, "");
  if (style.includes("mso-list:ignore")) return wordsOf(node);
  for (const one of node.childNodes) {
    const found = one.nodeType === 1 ? markOf(one) : "";
    if (found) return found;
  }
  return "";
}

function wordsOf(node: Piece): string {
  return node.nodeType === 3 ? (node.nodeValue ?? "") : [...node.childNodes].map((one) => wordsOf(one)).join("");
}
