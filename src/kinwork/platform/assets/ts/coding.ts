// The page on which a recording is heard and coded: its player by button and key, its waveform, its moments.
import { announce } from "./announce.ts";
import { clock, pressed } from "./coding-rules.ts";
import { codingForm, codingTurn, domain, letterKeys, moment, player, playerButton } from "./contracts.ts";
import { targetOf } from "./events.ts";
import { sendForm, textOf } from "./http.ts";
import { csrf } from "./page-context.ts";
import { SavedLine } from "./saved-line.ts";
import { swap } from "./swap.ts";
import { Waveform } from "./waveform.ts";

const BACK = 5;
let place: HTMLElement | null = null;
let sound: HTMLAudioElement | null = null;
let current: HTMLFieldSetElement | null = null;
let saved: SavedLine | null = null;
let before: HTMLElement | null = null; // where somebody was when they marked a moment

const domains = () => domain.all();

function seek(seconds: number): void {
  if (sound) sound.currentTime = Math.max(0, seconds);
}

function play(): void {
  if (!sound) return;
  if (sound.paused) void sound.play();
  else sound.pause();
}

/** The moment stands in the form, and what is typed goes to its words: Enter saves it. */
function mark(): void {
  const form = place?.querySelector<HTMLFormElement>(".kw-player__mark");
  const second = form?.querySelector<HTMLInputElement>("[name=second]");
  const words = form?.querySelector<HTMLInputElement>("[name=words]");
  if (!form || !second || !words) return;
  before = document.activeElement instanceof HTMLElement ? document.activeElement : null;
  const around = form.closest("details");
  if (around) around.open = true;
  if (sound) second.value = clock(sound.currentTime);
  const item = form.querySelector<HTMLSelectElement>("[name=item]");
  if (item && current) item.value = String(domain.get(current, "data-domain"));
  words.focus();
}

async function save(form: HTMLFormElement): Promise<void> {
  const sent = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") sent.append(name, value);
  const { status, body } = await sendForm(csrf, form.action, sent);
  const said = form.querySelector<HTMLElement>("[role=status]");
  const list = place?.querySelector(".kw-moments");
  if (status !== 200 || !list) {
    const words = textOf(body["error"], "Not saved: there is no connection. Press “Save the moment” again.");
    if (said) said.textContent = words;
    return;
  }
  if (said) said.textContent = "";
  form.reset();
  const token = form.querySelector<HTMLInputElement>("[name=token]");
  if (token) token.value = crypto.randomUUID();
  swap(list, textOf(body["html"]), true, form);
  announce("The moment is saved.");
  before?.focus();
}

function toDomain(next: HTMLFieldSetElement | undefined): void {
  if (!next) return;
  const choices = [...next.querySelectorAll<HTMLInputElement>("input[type=radio]")];
  (choices.find(({ checked }) => checked) ?? choices[0])?.focus();
  next.scrollIntoView({ block: "center" });
}

function code(value: number): void {
  const at = current ?? domains()[0];
  const choice = at?.querySelector<HTMLInputElement>(`input[type=radio][value="${value}"]`);
  if (!choice || choice.disabled) return;
  choice.focus();
  choice.click();
}

/** To another of one's open codings: what is chosen and written here has been kept as it came. */
function turn(to: "following" | "previous"): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur(); // what is half typed is sent
  const go = () =>
    codingTurn
      .all()
      .find((one) => codingTurn.get(one, "data-coding") === to)
      ?.click();
  if (saved) saved.whenSaved(go);
  else go();
}

function act(press: string): void {
  if (press === "play") play();
  else if (press === "back") seek((sound?.currentTime ?? 0) - BACK);
  else if (press === "mark") mark();
  else if (press === "following" || press === "previous") turn(press);
  else if (press === "next") toDomain(domains()[current ? domains().indexOf(current) + 1 : 0] ?? domains()[0]);
}

function onKey(event: KeyboardEvent): void {
  const target = targetOf(event);
  const isWriting = target?.matches("textarea, select, input:not([type=radio]):not([type=checkbox])") === true;
  const letters = letterKeys.first()?.checked !== false;
  const other = event.ctrlKey || event.metaKey;
  const press = pressed({ code: event.code, key: event.key, alt: event.altKey, other }, isWriting, letters);
  if (press === null) return;
  event.preventDefault();
  if (typeof press === "number") code(press);
  else act(press);
}

export function start(): void {
  place = player.first();
  if (!place) return;
  // What is wrong is read out first; its links lead to the domains.
  document.querySelector<HTMLElement>("main .govuk-error-summary")?.focus();
  const codes = codingForm.first();
  const line = codes?.querySelector<HTMLElement>("[role=status]");
  if (codes && line) saved = new SavedLine(line).of(codes);
  sound = place.querySelector("audio");
  const size = player.get(place, "data-size");
  if (sound) new Waveform(place, sound, size, seek).start();
  document.addEventListener("keydown", onKey);
  document.addEventListener("focusin", (event) => {
    const now = domain.closest(event.target);
    if (now) current = now;
  });
  document.addEventListener("click", (event) => {
    const button = playerButton.closest(event.target);
    if (button) act(playerButton.get(button, "data-press"));
    const at = moment.closest(event.target);
    if (!at) return;
    seek(moment.get(at, "data-seek"));
    if (sound?.paused) play();
  });
  place.querySelector(".kw-player__mark")?.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    event.preventDefault();
    void save(form);
  });
}
