// What the browser says when a passkey does not come about, in words: allauth's script only writes it to the console.
import { passkeyButton, passkeyProblem } from "./contracts.ts";

const WORDS: Record<string, string> = {
  NotAllowedError: "The passkey was not used: it was cancelled, took too long, or you have none on this device.",
  InvalidStateError: "You already have a passkey on this device. You do not need to add it again.",
  SecurityError: "Passkeys do not work at this address. Open Kinwork at its usual web address, not by number.",
  NotSupportedError: "This device cannot make the kind of passkey that is needed.",
};
const NOT_MADE = "No passkey was made: it was cancelled, or took too long.";
const OTHERWISE = "The passkey did not work.";

function canBePressed(): void {
  for (const button of passkeyButton.all()) button.disabled = false;
}

export function start(): void {
  const place = passkeyProblem.first();
  if (!place) return;
  const say = (words: string) => {
    place.textContent = `${words} ${passkeyProblem.get(place, "data-instead")}`.trim();
    place.hidden = false;
  };
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    const { exception } = event.detail;
    const name = exception instanceof DOMException ? exception.name : "";
    const wasMaking = name === "NotAllowedError" && passkeyProblem.get(place, "data-making");
    say(wasMaking ? NOT_MADE : (WORDS[name] ?? OTHERWISE));
  });
  if (!("PublicKeyCredential" in window)) {
    say("This browser cannot use passkeys.");
    return;
  }
  // allauth's script listens to the buttons from when the document is complete: pressed before, nothing would happen.
  if (document.readyState === "complete") canBePressed();
  else document.addEventListener("DOMContentLoaded", canBePressed);
  for (const button of passkeyButton.all()) {
    button.addEventListener("click", () => {
      place.hidden = true;
    });
  }
}
