// Pages that write in one text, for Python to drive: tests/property/script_pages.py stands for the people and the
// server. In: {"page": name, "do": what, …}, one a line. Out, for each: what is on the screen, and what the page has to
// say.
import { createInterface } from "node:readline";
import type { ChangesJson } from "../../src/kinwork/platform/assets/ts/changes.ts";
import { caretAfter } from "../../src/kinwork/platform/assets/ts/changes.ts";
import type { Incoming, Save } from "../../src/kinwork/platform/assets/ts/edit-session.ts";
import { EditSession } from "../../src/kinwork/platform/assets/ts/edit-session.ts";

type Order = { page: string } & (
  | { do: "open"; text: string; version: number }
  | { do: "put"; start: number; end: number; text: string }
  | { do: "send" }
  | { do: "lose" }
  | { do: "hear"; version: number; text: string; changes: ChangesJson }
  | { do: "look"; version: number; text: string; changes: ChangesJson }
);

interface Page {
  session: EditSession;
  caret: number;
  sent: Save | null;
}

let keys = 0;
const pages = new Map<string, Page>();

function pageOf(order: Order): Page {
  const known = pages.get(order.page);
  if (known && order.do !== "open") return known;
  const { text, version } = order.do === "open" ? order : { text: "", version: 0 };
  const session = new EditSession(text, version, () => `${order.page}${(keys += 1)}`);
  const page = { session, caret: 0, sent: null };
  pages.set(order.page, page);
  return page;
}

function show(page: Page, old: string, incoming: Incoming): void {
  if (!incoming.changes) throw new Error(`nobody says how "${old}" became "${incoming.text}"`);
  page.caret = caretAfter(old, incoming.changes, page.caret);
}

function follow(page: Page, order: Order): void {
  const { session } = page;
  const old = session.text;
  if (order.do === "put") {
    session.typed(old.slice(0, order.start) + order.text + old.slice(order.end), order);
    page.caret = order.start + order.text.length;
  } else if (order.do === "send") {
    if (session.mayBeSent()) page.sent = session.next();
  } else if (order.do === "lose") {
    if (page.sent) session.answers(page.sent); // the server could not be reached: the next save is the same again
  } else if (order.do === "hear" && page.sent && session.answers(page.sent)) {
    const incoming = session.saved(page.sent, order.version, order.text, order.changes);
    page.sent = null;
    if (incoming) show(page, old, incoming);
  } else if (order.do === "look") {
    session.heardOf(order.version);
    if (!session.isIdle || !session.isBehind) return;
    const changes = session.changesSince(session.version, order.changes);
    if (session.receive(order.version, order.text)) show(page, old, { text: order.text, changes });
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Python writes it
  const order = JSON.parse(line) as Order;
  const page = pageOf(order);
  follow(page, order);
  const { text, version, isIdle } = page.session;
  process.stdout.write(`${JSON.stringify({ text, version, isIdle, caret: page.caret, sent: page.sent })}\n`);
}
