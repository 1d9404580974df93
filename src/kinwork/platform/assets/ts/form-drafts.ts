// Whatever is typed in an ordinary form is a draft, kept on this device until the server has taken that form: a session
// that ends, a slip on "back", a crash, a lost connection take no word. Only the same person gets it back, and only
// where the form still is as it was when they began. (Texts of a meeting save themselves: autosave.ts.) docs/adr/0054.
import { announce } from "./announce.ts";
import { editableField, setState, signOutForm, typedBeside, withoutSignal } from "./contracts.ts";
import { DeviceStore } from "./device-store.ts";
import { targetOf } from "./events.ts";
import {
  type FieldState,
  type FormDraft,
  type Restoring,
  draftOf,
  isFormDraft,
  isStale,
  restoredWords,
  restoring,
} from "./form-draft.ts";
import { type FormField, changedByHand, isFormField } from "./form-fields.ts";
import { drafts } from "./field-drafts.ts";
import { draftSeal, user } from "./page-context.ts";

const SENT = "kinwork:sent"; // the form that this window has just sent, until the next page says what became of it
const NOT_KEPT = new Set(["hidden", "password", "file", "search", "submit", "button", "image", "reset"]);
// Hidden, but of no form alone; or counted on while somebody writes.
const NOT_ABOUT = new Set([
  "csrfmiddlewaretoken",
  "back",
  "seen",
  "step",
  "request",
  "token",
  "draft_page",
  "draft_version",
  "writing_seconds",
]);
const PREFIX = `kinwork:${user}:form:`;
const store = new DeviceStore(() => localStorage, PREFIX, draftSeal);
const seen = new WeakSet<HTMLFormElement>();
const refused = new Set<string>(); // forms that came back with what was typed and a problem: nothing is taken yet

// ---- what is kept -------------------------------------------------------------------------------------------------

function isKept(form: HTMLFormElement | null | undefined): form is HTMLFormElement {
  if (!form || !user || form.method !== "post" || form.getAttribute("role") === "search") return false;
  return !form.querySelector("[type=password], [autocomplete=one-time-code]");
}

/** Forms are told apart by where they are sent and by what they say of themselves (whose sister is drawn, say). */
function keyOf(form: HTMLFormElement): string {
  const about = [...form.querySelectorAll<HTMLInputElement>("input[type=hidden]")]
    .filter((el) => !NOT_ABOUT.has(el.name) && !el.matches(typedBeside.selector))
    .map((el) => `${el.name}=${el.defaultValue}`);
  const action = form.getAttribute("action") ?? "";
  return [new URL(action || location.pathname, location.href).pathname, ...about].join("|");
}

function fieldsOf(form: HTMLFormElement): FormField[] {
  const all = [...form.elements].filter((el) => isFormField(el));
  return all.filter((el) => el.name !== "" && !NOT_KEPT.has(el.type) && !editableField.is(el));
}

const isTicked = (el: FormField): el is HTMLInputElement => el.type === "checkbox" || el.type === "radio";
const nameOf = (el: FormField): string => (isTicked(el) ? `${el.name}=${el.value}` : el.name);
const valuesOf = (options: Iterable<HTMLOptionElement>): string => JSON.stringify([...options].map((one) => one.value));

function valueOf(el: FormField): string {
  if (isTicked(el)) return el.checked ? "1" : "";
  return el instanceof HTMLSelectElement && el.multiple ? valuesOf(el.selectedOptions) : el.value;
}

function givenValueOf(el: FormField): string {
  if (isTicked(el)) return el.defaultChecked ? "1" : "";
  if (!(el instanceof HTMLSelectElement)) return el.defaultValue;
  const given = [...el.options].filter((one) => one.defaultSelected);
  return el.multiple ? valuesOf(given) : (given[0]?.value ?? el.options[0]?.value ?? "");
}

function put(el: FormField, value: string): void {
  if (isTicked(el)) {
    el.checked = value === "1";
  } else if (el instanceof HTMLSelectElement && el.multiple) {
    const chosen: unknown = JSON.parse(value);
    for (const one of el.options) one.selected = Array.isArray(chosen) && chosen.includes(one.value);
  } else {
    el.value = value;
  }
}

function statesOf(form: HTMLFormElement): FieldState[] {
  return fieldsOf(form).map((el) => ({
    name: nameOf(el),
    was: givenValueOf(el),
    now: valueOf(el),
  }));
}

function read(key: string): FormDraft | null {
  const found = store.read(key);
  return isFormDraft(found) ? found : null;
}

function write(key: string, draft: FormDraft | null): void {
  if (draft) store.write(key, draft);
  else store.remove(key);
}

function keep(form: HTMLFormElement): void {
  const key = keyOf(form);
  write(key, draftOf(statesOf(form), Date.now(), refused.has(key) ? read(key) : null));
}

function takeAsGiven(el: FormField, value: string): void {
  if (el instanceof HTMLInputElement && isTicked(el)) {
    el.defaultChecked = value === "1";
  } else if (el instanceof HTMLSelectElement) {
    for (const one of el.options) one.defaultSelected = one.value === value;
  } else {
    el.defaultValue = value;
  }
}

/** The server has kept this much as a draft of its own: what is still as it was sent need not stay on this device. */
export function settle(form: HTMLFormElement, sent: Record<string, string>): void {
  const key = keyOf(form);
  for (const el of fieldsOf(form)) {
    const given = sent[el.name];
    const was = isTicked(el) ? (given === el.value ? "1" : "") : (given ?? "");
    if (valueOf(el) === was) takeAsGiven(el, was);
  }
  refused.delete(key);
  keep(form);
}

/** The server has it, or its writer does not want it any more. */
function forget(form: HTMLFormElement): void {
  store.remove(keyOf(form));
  refused.delete(keyOf(form));
  form.querySelector("[data-draft-note]")?.remove();
}

const allKept = (): string[] => (user ? store.names() : []);

// ---- putting it back ----------------------------------------------------------------------------------------------

function restore(form: HTMLFormElement): void {
  const key = keyOf(form);
  const draft = read(key);
  if (!draft || fieldsOf(form).some((el) => changedByHand(el))) return; // the browser put it back, or they are typing
  const found = restoring(draft, statesOf(form));
  if (found.back.size === 0 && found.overtaken.size === 0) {
    if (!refused.has(key)) store.remove(key);
    return;
  }
  const back = fieldsOf(form).filter((el) => found.back.has(nameOf(el)));
  for (const el of back) {
    put(el, found.back.get(nameOf(el)) ?? "");
    el.dispatchEvent(new Event("input", { bubbles: true })); // for what a date means, and for boxes that grow
  }
  if (found.overtaken.size > 0) write(key, draft);
  say(form, back, found);
}

function say(form: HTMLFormElement, back: FormField[], found: Restoring): void {
  const words = restoredWords(found);
  const line = document.createElement("output");
  line.className = "kw-kept-line kw-small";
  setState(line, "data-draft-note");
  const discard = document.createElement("button");
  discard.type = "button";
  discard.className = "kw-button kw-button--quiet";
  discard.textContent = "Discard";
  discard.addEventListener("click", () => {
    for (const el of back) put(el, givenValueOf(el));
    (back[0] ?? fieldsOf(form)[0])?.focus();
    forget(form);
  });
  line.append(`${words} `, discard);
  form.prepend(line);
  for (let el = form.closest("details"); el; el = el.parentElement?.closest("details") ?? null) el.open = true;
  announce(words);
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
  const how = performance.getEntriesByType("navigation").find((one) => one instanceof PerformanceNavigationTiming);
  const wrong = "[aria-invalid=true], .govuk-error-summary, .kw-flash--error:not([hidden])";
  const isAnswer = how?.type === "navigate" && (how.responseStatus || 200) < 400;
  return Boolean(user) && isAnswer && !document.querySelector(`main :is(${wrong})`);
}

/** The phone has it (phone-page.ts), so the draft of the form need not stay; or has not, and then nothing is known. */
export function settleKept(of: string, isOnPhone: boolean): void {
  try {
    const key = sessionStorage.getItem(SENT);
    sessionStorage.removeItem(SENT);
    if (key !== null && isOnPhone) localStorage.removeItem(`kinwork:${of}:form:${key}`);
  } catch {
    // nothing was kept
  }
}

function settleSent(): void {
  if (withoutSignal.first()) return;
  try {
    const key = sessionStorage.getItem(SENT);
    sessionStorage.removeItem(SENT);
    if (key === null) return;
    if (wasTaken()) store.remove(key);
    else refused.add(key);
  } catch {
    // nothing was kept either
  }
}

function onSubmit(event: SubmitEvent): void {
  const form = targetOf(event);
  if (!(form instanceof HTMLFormElement)) return;
  if (event.defaultPrevented || form.hasAttribute("hx-post") || !isKept(form)) return;
  try {
    keep(form);
    sessionStorage.setItem(SENT, keyOf(form));
  } catch {
    // nothing is kept
  }
}

function onType(event: Event): void {
  const el = targetOf(event);
  const form = isFormField(el) ? el.form : null;
  if (isKept(form)) keep(form);
}

/** What was not sent stays behind, sealed: say so before. */
function sayAtSignOut(): void {
  const form = signOutForm.first();
  const many = allKept().length + drafts.kept().length;
  if (!form || !many) return;
  const line = document.createElement("p");
  line.className = "govuk-body";
  const what = many === 1 ? "Something" : "Some of what";
  line.textContent = `${what} you started to write has not been saved. It stays on this device, locked: only you can
    read it, when you sign in here again.`;
  form.before(line);
}

export function start(): void {
  settleSent();
  for (const key of allKept()) if (isStale(store.read(key), Date.now())) store.remove(key);
  document.addEventListener("input", onType);
  document.addEventListener("change", onType);
  document.addEventListener("reset", (event) => {
    const form = targetOf(event);
    if (form instanceof HTMLFormElement) store.remove(keyOf(form));
  });
  document.addEventListener("submit", onSubmit);
  document.addEventListener("htmx:afterRequest", (event) => {
    // The form itself may be gone by now: the event then comes from what is left around it.
    const { requestConfig, successful } = event.detail;
    const form = requestConfig.elt.closest("form");
    if (!isKept(form)) return;
    if (!successful) {
      refused.add(keyOf(form));
      return;
    }
    for (const one of typedBeside.all(form)) {
      const beside = document.getElementById(typedBeside.get(one, "data-also"));
      if (isFormField(beside) && isKept(beside.form)) forget(beside.form); // its note has gone along
    }
    forget(form);
  });
  document.addEventListener("kw:swapped", adopt);
  window.addEventListener("storage", sentElsewhere);
  adopt();
  sayAtSignOut();
}

/** Sent in one window, it is still being written in another: unless it is the same, that is another draft. */
function sentElsewhere(event: StorageEvent): void {
  if (!event.key?.startsWith(PREFIX) || event.newValue !== null) return;
  const form = [...document.forms].find((one) => isKept(one) && PREFIX + keyOf(one) === event.key);
  if (!form) return;
  const before = store.opened(event.oldValue);
  const sent = isFormDraft(before) ? before.fields : {};
  if (fieldsOf(form).some((el) => changedByHand(el) && sent[nameOf(el)]?.now !== valueOf(el))) keep(form);
}
