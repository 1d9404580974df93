// How long a phone's store may be open, what a day typed there means later, and what is said of it all. Times in ms.
import type { Fields, Kept } from "./phone-keep.ts";

const DATE = /^(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./ -]\d{1,2}[./ -]\d{2,4})$/u;
const A_DAY = 86_400_000;
const BEGINNING = 60; // letters

/** Somebody is there: until when it may be open, unless they are there again. */
export function endsAt(now: number, idle: number, last: number): number {
  return Math.min(last, now + idle);
}

function two(part: number): string {
  return String(part).padStart(2, "0");
}

export function dayOf(at: number): string {
  const when = new Date(at);
  return `${when.getFullYear()}-${two(when.getMonth() + 1)}-${two(when.getDate())}`;
}

/** "Today" and "yesterday" are days by now: it may be sent on another. */
export function withItsDay(fields: Fields, at: number): Fields {
  const { day, ...rest } = fields;
  if (rest["on"]?.[0]?.trim()) return rest;
  return { ...rest, on: [dayOf(day?.[0] === "yesterday" ? at - A_DAY : at)] };
}

/** A day as it was said, "Monday", which means another one when it is sent later: not sent without a look. */
export function mayMeanAnotherDay({ fields, at }: Kept, now: number): string {
  const said = fields["on"]?.[0]?.trim() ?? "";
  return said && !DATE.test(said) && dayOf(at) !== dayOf(now) ? said : "";
}

function bare(text: string): string {
  return text.replaceAll("\r\n", "\n").trim();
}

/** As two texts are the same: line ends and space around do not count. */
export function isSame(one: string, other: string): boolean {
  return bare(one) === bare(other);
}

export function textOfEntry({ fields }: Kept): string {
  return fields["text"]?.[0] ?? "";
}

/** As the server keeps a draft: several values of one name are lines. */
export function asDraft({ fields, token, page, version }: Kept): Record<string, string> {
  const typed = Object.fromEntries(Object.entries(fields).map(([name, values]) => [name, values.join("\n")]));
  return { ...typed, request: token, draft_page: page, draft_version: String(version) };
}

/** As the form sends it. */
export function asForm({ fields, token, page, version }: Kept): URLSearchParams {
  const sent = new URLSearchParams();
  for (const [name, values] of Object.entries(fields)) for (const value of values) sent.append(name, value);
  sent.set("request", token);
  sent.set("draft_page", page);
  sent.set("draft_version", String(version));
  return sent;
}

/** Why an entry cannot be kept as finished; nothing if it can. */
export function whatIsMissing(fields: Fields, now: number): string {
  if (!fields["family"]?.[0]) return "Choose the family.";
  if (!fields["text"]?.[0]?.trim()) return "Say what happened.";
  if ((fields["on"]?.[0] ?? "") > dayOf(now)) return "This day is in the future. Choose the day when it happened.";
  const isLimited = (fields["is_limited"] ?? []).length > 0;
  if (isLimited && !fields["why_limited"]?.[0]?.trim()) return "Say briefly why not everyone can see this.";
  if (!isLimited && (fields["readers"] ?? []).length > 0) {
    return "You named people but did not say that only they can know about it. Tick the box, or untick the names.";
  }
  return "";
}

function entriesWords(many: number): string {
  return many === 1 ? "1 entry" : `${many} entries`;
}

/** Nothing where nothing waits. */
export function waitingWords(kept: Kept[]): string {
  const many = kept.filter(({ state }) => state === "waiting").length;
  return many > 0 ? `Waiting to be sent: ${entriesWords(many)}.` : "";
}

function clockWords(at: number, now: number): string {
  const time = new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  if (dayOf(at) === dayOf(now)) return `at ${time}`;
  return `on ${new Date(at).toLocaleDateString("en-GB", { day: "numeric", month: "long" })} at ${time}`;
}

/** What lies here, since when, and when something was sent last. */
export function holdsWords(families: number, familiesAt: number, sentAt: number, now: number): string {
  const many = families === 1 ? "1 family" : `${families} families`;
  const held = familiesAt > 0 ? `The names of ${many}, fetched ${clockWords(familiesAt, now)}.` : "No families yet.";
  return `${held} ${sentAt > 0 ? `Last sent ${clockWords(sentAt, now)}.` : "Nothing has been sent from here yet."}`;
}

function filesWords(many: number): string {
  if (many === 0) return "";
  return many === 1 ? "with 1 file" : `with ${many} files`;
}

export function lineWords({ called, fields, state, files }: Kept, now: number): string {
  const on = fields["on"]?.[0] ?? "";
  const said = on === dayOf(now) ? "today" : on;
  const what = {
    writing: "not finished",
    waiting: "waiting to be sent",
    both: "written in two places",
    refused: "not in the record yet",
  };
  return [called || "No family chosen", said, filesWords(files?.length ?? 0), what[state]].filter(Boolean).join(", ");
}

/** The first words of a text, by which its writer knows it. */
export function beginning(text: string): string {
  const words = text.trim().replaceAll(/\s+/gu, " ");
  return words.length > BEGINNING ? `${words.slice(0, BEGINNING).trimEnd()}…` : words;
}

/** How its owner knows a phone in a list: "Chrome on Android". */
export function phoneWords(agent: string): string {
  const browsers = ["Firefox", "SamsungBrowser", "Edg", "Chrome", "Safari"];
  const systems = ["Android", "iPhone", "iPad", "Windows", "Mac", "Linux"];
  const named: Record<string, string> = {
    SamsungBrowser: "Samsung Internet",
    Edg: "Edge",
    Mac: "a Mac",
    iPhone: "an iPhone",
    iPad: "an iPad",
  };
  const words = (known: string[]) => {
    const found = known.find((one) => agent.includes(one));
    return found ? (named[found] ?? found) : "";
  };
  const [browser, system] = [words(browsers), words(systems)];
  return browser && system ? `${browser} on ${system}` : browser || system || "A phone";
}
