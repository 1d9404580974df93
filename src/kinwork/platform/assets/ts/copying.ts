// A long address or token is copied at one press: read out letter by letter, or marked by hand, it goes wrong.
import { announce } from "./announce.ts";
import { copyButton } from "./contracts.ts";

const SHOWN = 4000; // ms for which the button says that it is done

export function start(): void {
  // Only where the browser can: everywhere else it is marked and copied by hand, as ever.
  if (!("clipboard" in navigator)) return;
  for (const button of copyButton.all()) {
    const words = button.textContent ?? "";
    button.hidden = false;
    button.addEventListener("click", () => void copy(button, words));
  }
}

async function copy(button: HTMLButtonElement, words: string): Promise<void> {
  const what = document.getElementById(copyButton.get(button, "data-copies"))?.textContent?.trim() ?? "";
  try {
    await navigator.clipboard.writeText(what);
    button.textContent = "Copied";
    announce("Copied.");
  } catch {
    button.textContent = "Mark it, and copy it by hand";
  }
  window.setTimeout(() => {
    button.textContent = words;
  }, SHOWN);
}
