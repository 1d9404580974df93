// Whatever is typed in an ordinary form is a draft, kept on this device until the server has taken that form: a session
// that ends, a slip on "back", a crash, a lost connection take no word. Only the same person gets it back, and only where
// the form still is as it was when they began. (Boxes of a meeting save themselves: boxes.ts.) docs/adr/0054.
import { announce, user } from "./page";
import { changedByHand, type Typed } from "./parts";

interface Field {
  was: string; // as the server had sent it
  now: string;
}

interface Draft {
  at: number;
  fields: Record<string, Field>;
}

interface Answered {
  requestConfig: { elt: Element };
  successful: boolean;
}

const start = `kinwork:${user}:form:`;
const SENT = "kinwork:sent"; // the form that this window has just sent, until the next page says what became of it
const DAYS = 14;
const NOT_KEPT = ["hidden", "password", "file", "search", "submit", "button", "image", "reset"];
const seen = new WeakSet<HTMLFormElement>();
const refused = new Set<string>(); // forms that came back with what was typed and a problem: nothing is taken yet
let signingOut = false;

// ---- what is kept -------------------------------------------------------------------------------------------------

function isKept(form: HTMLFormElement | null): form is HTMLFormElement {
  if (!form || !user || form.method !== "post" || form.getAttribute("role") === "search") return false;
  return !form.matches("[data-no-draft]") && !form.querySelector("[type=password], [autocomplete=one-time-code]");
}

/** Forms are told apart by where they are sent and by what they say of themselves (whose sister is drawn, say). */
function keyOf(form: HTMLFormElement): string {
  const about = [...form.querySelectorAll<HTMLInputElement>("input[type=hidden]")]
    .filter((el) => !["csrfmiddlewaretoken", "back", "seen", "step", "request"].includes(el.name) && !("also" in el.dataset))
    .map((el) => `${el.name}=${el.defaultValue}`);
  return start + [new URL(form.getAttribute("action") || location.pathname, location.href).pathname, ...about].join("|");
}

const boxesOf = (form: HTMLFormElement): Typed[] =>
  [...form.elements].filter(
    (el): el is Typed =>
      (el instanceof HTMLInputElement || el instanceof HTMLTextAreaElement || el instanceof HTMLSelectElement) &&
      Boolean(el.name) && !NOT_KEPT.includes(el.type) && !el.dataset.box,
  );

const isTicked = (el: Typed): el is HTMLInputElement => el.type === "checkbox" || el.type === "radio";
const nameOf = (el: Typed): string => (isTicked(el) ? `${el.name}=${el.value}` : el.name);

function valueOf(el: Typed): string {
  if (isTicked(el)) return el.checked ? "1" : "";
  if (el instanceof HTMLSelectElement && el.multiple) return JSON.stringify([...el.selectedOptions].map((one) => one.value));
  return el.value;
}

function givenValueOf(el: Typed): string {
  if (isTicked(el)) return el.defaultChecked ? "1" : "";
  if (!(el instanceof HTMLSelectElement)) return el.defaultValue;
  const given = [...el.options].filter((one) => one.defaultSelected).map((one) => one.value);
  return el.multiple ? JSON.stringify(given) : (given[0] ?? el.options[0]?.value ?? "");
}

function put(el: Typed, value: string): void {
  if (isTicked(el)) el.checked = value === "1";
  else if (el instanceof HTMLSelectElement && el.multiple) {
    const chosen = JSON.parse(value) as string[];
    for (const one of el.options) one.selected = chosen.includes(one.value);
  } else el.value = value;
}

function read(key: string): Draft | null {
  try {
    const draft = JSON.parse(localStorage.getItem(key) ?? "") as Draft;
    return draft && typeof draft.fields === "object" ? draft : null;
  } catch {
    return null;
  }
}

function write(key: string, draft: Draft | null): void {
  try {
    if (draft) localStorage.setItem(key, JSON.stringify(draft));
    else localStorage.removeItem(key);
  } catch {
    // storage is full or forbidden: the text is still in the box
  }
}

function keep(form: HTMLFormElement): void {
  const fields: Draft["fields"] = {};
  const key = keyOf(form);
  const before = refused.has(key) ? read(key)?.fields : undefined;
  for (const el of boxesOf(form)) {
    const was = before?.[nameOf(el)]?.was ?? givenValueOf(el);
    if (valueOf(el) !== was) fields[nameOf(el)] = { was, now: valueOf(el) };
  }
  write(key, Object.keys(fields).length ? { at: Date.now(), fields } : null);
}

/** The server has it, or its writer does not want it any more. */
function forget(form: HTMLFormElement): void {
  write(keyOf(form), null);
  refused.delete(keyOf(form));
  form.querySelector("[data-kept]")?.remove();
}

function allKept(): string[] {
  try {
    return Object.keys(localStorage).filter((key) => user && key.startsWith(start));
  } catch {
    return [];
  }
}

// ---- putting it back ----------------------------------------------------------------------------------------------

function restore(form: HTMLFormElement): void {
  const key = keyOf(form);
  const draft = read(key);
  const boxes = boxesOf(form);
  if (!draft || boxes.some(changedByHand)) return; // the browser has put something back itself, or they are typing
  const back = boxes.filter((el) => {
    const field = draft.fields[nameOf(el)];
    return field && field.was === givenValueOf(el) && field.now !== field.was;
  });
  // What the server has sent otherwise meanwhile stands; what was typed over the older state is shown beside it.
  const overtaken = boxes.filter((el) => {
    const field = draft.fields[nameOf(el)];
    return field && field.was !== givenValueOf(el) && field.now !== givenValueOf(el) && !isTicked(el) && field.now.trim();
  });
  if (!back.length && !overtaken.length) return refused.has(key) ? undefined : write(key, null);
  for (const el of back) {
    put(el, draft.fields[nameOf(el)]?.now ?? "");
    el.dispatchEvent(new Event("input", { bubbles: true })); // for what a date means, and for boxes that grow
  }
  if (overtaken.length) write(key, draft);
  const words = overtaken.map((el) => `“${draft.fields[nameOf(el)]?.now}”`).join(", ");
  say(form, back, words);
}

function say(form: HTMLFormElement, back: Typed[], overtaken: string): void {
  const line = document.createElement("output");
  line.className = "kw-kept-line kw-small";
  line.dataset.kept = "";
  const sentences = back.length ? ["What you began to write is back."] : [];
  if (overtaken) sentences.push(`You had begun to write ${overtaken}; it has been changed meanwhile.`);
  const away = document.createElement("button");
  away.type = "button";
  away.className = "kw-button kw-button--quiet";
  away.textContent = "Discard";
  away.addEventListener("click", () => {
    for (const el of back) put(el, givenValueOf(el));
    (back[0] ?? boxesOf(form)[0])?.focus();
    forget(form);
  });
  line.append(`${sentences.join(" ")} `, away);
  form.prepend(line);
  for (let el = form.closest("details"); el; el = el.parentElement?.closest("details") ?? null) el.open = true;
  announce(sentences.join(" "));
}

function adopt(): void {
  for (const form of document.forms) {
    if (seen.has(form) || !isKept(form)) continue;
    seen.add(form);
    restore(form);
  }
}

// ---- what became of it ----------------------------------------------------------------------------------------------

/** A page that answers a sent form says so by not saying that anything was wrong. */
function wasTaken(): boolean {
  const [how] = performance.getEntriesByType("navigation") as (PerformanceNavigationTiming & { responseStatus?: number })[];
  const wrong = "[aria-invalid=true], .govuk-error-summary, .kw-flash--error";
  const isAnswer = how?.type === "navigate" && (how.responseStatus ?? 200) < 400;
  return Boolean(user) && isAnswer && !document.querySelector(`main :is(${wrong})`);
}

function settleSent(): void {
  try {
    const key = sessionStorage.getItem(SENT);
    sessionStorage.removeItem(SENT);
    if (key && wasTaken()) write(key, null);
    else if (key) refused.add(key);
  } catch {
    // nothing was kept either
  }
}

function sent(event: SubmitEvent): void {
  const form = event.target as HTMLFormElement;
  if (form.matches("[data-signs-out]")) {
    signingOut = true;
    allKept().forEach((key) => write(key, null));
  }
  if (event.defaultPrevented || form.hasAttribute("hx-post") || !isKept(form)) return;
  try {
    keep(form);
    sessionStorage.setItem(SENT, keyOf(form));
  } catch {
    // nothing is kept
  }
}

/** Signing out takes what was not sent with it: say so before. */
function warnAtSignOut(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-signs-out]");
  const many = allKept().length;
  if (!form || !many) return;
  const line = document.createElement("p");
  line.className = "govuk-body";
  const what = many === 1 ? "Something" : "Some of what";
  line.textContent = `${what} you began to write has not been saved. Signing out removes it from this device.`;
  form.before(line);
}

export function watchForms(): void {
  settleSent();
  const oldest = Date.now() - DAYS * 86_400_000;
  for (const key of allKept()) if ((read(key)?.at ?? 0) < oldest) write(key, null);
  const typed = (event: Event) => {
    const form = (event.target as Typed).form;
    if (!signingOut && form && isKept(form)) keep(form);
  };
  document.addEventListener("input", typed);
  document.addEventListener("change", typed);
  document.addEventListener("reset", (event) => write(keyOf(event.target as HTMLFormElement), null));
  document.addEventListener("submit", sent);
  document.addEventListener("htmx:afterRequest", (event) => {
    // The form itself may be gone by now: the event then comes from what is left around it.
    const { requestConfig, successful } = (event as CustomEvent<Answered>).detail;
    const form = requestConfig.elt.closest("form");
    if (!isKept(form)) return;
    if (!successful) return void refused.add(keyOf(form));
    for (const also of form.querySelectorAll<HTMLElement>("[data-also]")) {
      const beside = (document.getElementById(also.dataset.also ?? "") as Typed | null)?.form;
      if (isKept(beside ?? null)) forget(beside as HTMLFormElement); // its note has gone along
    }
    forget(form);
  });
  document.addEventListener("kw:exchanged", adopt);
  // Sent in one window, it is still being written in another: unless it is the same, that is another draft.
  window.addEventListener("storage", (event) => {
    if (!event.key?.startsWith(start) || event.newValue !== null || signingOut) return;
    const form = [...document.forms].find((one) => isKept(one) && keyOf(one) === event.key);
    if (!form || !boxesOf(form).some(changedByHand)) return;
    const before = (JSON.parse(event.oldValue ?? "{}") as Partial<Draft>).fields ?? {};
    if (boxesOf(form).some((el) => changedByHand(el) && before[nameOf(el)]?.now !== valueOf(el))) keep(form);
  });
  adopt();
  warnAtSignOut();
}
