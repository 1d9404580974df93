// Buttons that begin a line with who says so.
import { lineStarter } from "./contracts.ts";

export function start(): void {
  document.addEventListener("click", (event) => {
    const button = lineStarter.closest(event.target);
    const el = button && document.getElementById(lineStarter.get(button, "data-into"));
    if (!button || !(el instanceof HTMLTextAreaElement)) return;
    const before = el.value.slice(0, el.selectionStart);
    const newLine = before && !before.endsWith("\n") ? "\n" : "";
    el.focus();
    const words = `${newLine}${lineStarter.get(button, "data-begin")}: `;
    el.setRangeText(words, el.selectionStart, el.selectionEnd, "end");
    el.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
