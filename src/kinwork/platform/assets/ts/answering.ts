// A questionnaire as it is answered: digits choose, questions are read aloud where the browser can; and a browser that was
// handed over forgets in all its pages what was open in them (docs/adr/0144).
import { AGAIN, NOT_GONE_ON, NOT_SAVED_YET, digitChosen, readableText } from "./answering-rules.ts";
import { answeringForm, answeringSaved, handedOver, readAloud, setState, signedIn } from "./contracts.ts";
import { targetOf } from "./events.ts";
import { SavedLine } from "./saved-line.ts";

const CHANNEL = "kinwork-handed-over";

function startDigits(form: HTMLFormElement): void {
  const choices = [...form.querySelectorAll<HTMLInputElement>("input[type=radio]")];
  // Digits act only while the question has the focus (WCAG 2.1.4): with a keyboard it has it from the start.
  const first = choices.find(({ checked }) => checked) ?? choices[0];
  if (first && window.matchMedia("(pointer: fine)").matches) first.focus();
  form.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || !targetOf(event)?.matches("input[type=radio]")) return;
    const at = digitChosen(
      event.key,
      choices.map(({ value }) => value),
    );
    const choice = choices[at];
    if (!choice) return;
    event.preventDefault();
    choice.focus();
    choice.click();
  });
}

/** An answer that did not arrive is sent again by itself: sent twice, it is one answer. */
function startSendingAgain(form: HTMLFormElement): void {
  const said = answeringSaved.first();
  if (said) new SavedLine(said).of(form);
  let timer = 0;
  const again = () => {
    window.clearTimeout(timer);
    timer = 0;
    form.dispatchEvent(new Event("change", { bubbles: true }));
  };
  form.addEventListener("htmx:sendError", () => {
    if (said) said.textContent = NOT_SAVED_YET;
    window.clearTimeout(timer);
    timer = window.setTimeout(again, AGAIN);
  });
  form.addEventListener("htmx:afterRequest", () => {
    if (said) setState(said, "data-trouble", timer !== 0);
  });
  window.addEventListener("online", () => {
    if (timer) again();
  });
  // The next page would be the browser’s own, which says that there is no connection, and has no answers on it.
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    if (said) {
      said.textContent = NOT_GONE_ON;
      setState(said, "data-trouble");
    }
    timer ||= window.setTimeout(again, AGAIN);
  });
}

function startReading(): void {
  if (!("speechSynthesis" in window)) return;
  for (const button of readAloud.all()) {
    const text = document.getElementById(readAloud.get(button, "data-reads"));
    if (!text) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      const words = [text, ...(text.closest("fieldset")?.querySelectorAll(".kw-answer") ?? [])];
      const said = new SpeechSynthesisUtterance(readableText(words.map(({ textContent }) => textContent)));
      said.lang = document.documentElement.lang;
      speechSynthesis.cancel();
      speechSynthesis.speak(said);
    });
  }
}

/** Pages that were open before are loaded anew, and find themselves locked; names on this device are locked up too. */
function startLock(): void {
  if (!("BroadcastChannel" in window)) return;
  const channel = new BroadcastChannel(CHANNEL);
  if (handedOver.first()) {
    channel.postMessage("handed over");
    navigator.serviceWorker?.controller?.postMessage({ what: "lock" });
  } else if (signedIn.first()) channel.addEventListener("message", () => location.reload());
}

export function start(): void {
  for (const form of answeringForm.all()) {
    if (answeringForm.get(form, "data-answering") === "one") startDigits(form);
    startSendingAgain(form);
  }
  startReading();
  startLock();
  // A page that the back button brings from memory was made before: what may be shown now is asked.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && (signedIn.first() || handedOver.first())) location.reload();
  });
}
