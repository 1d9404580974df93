// Long text in an ordinary form, kept on this device until the page says that it is saved: a session that ends, a slip
// on "back", a crash take no word. Only the same person gets it back.
import { announce, user } from "./page";

const start = `kinwork:${user}:kept:`;

function restore(box: HTMLTextAreaElement, key: string): void {
  const kept = localStorage.getItem(key);
  if (!kept || kept === box.value) return;
  if (box.value.trim()) return; // the server has sent back what was typed
  box.value = kept;
  const line = document.createElement("p");
  line.className = "kw-soft kw-small";
  line.append("What you began to write here is back. ");
  const away = document.createElement("button");
  away.type = "button";
  away.className = "kw-button kw-button--quiet";
  away.textContent = "Throw it away";
  away.addEventListener("click", () => {
    localStorage.removeItem(key);
    box.value = "";
    line.remove();
    box.focus();
  });
  line.append(away);
  box.before(line);
  announce("What you began to write here is back.");
}

export function watchForms(): void {
  try {
    document.querySelectorAll<HTMLElement>("[data-keep-done]").forEach((done) => {
      localStorage.removeItem(start + (done.dataset.keepDone ?? ""));
    });
    document.querySelectorAll<HTMLTextAreaElement>("textarea[data-keep]").forEach((box) => {
      const key = start + (box.dataset.keep ?? "");
      restore(box, key);
      box.addEventListener("input", () => {
        try {
          if (box.value) localStorage.setItem(key, box.value);
          else localStorage.removeItem(key);
        } catch {
          // storage is full or forbidden: the text is still in the box
        }
      });
    });
  } catch {
    // no storage on this device
  }
}
