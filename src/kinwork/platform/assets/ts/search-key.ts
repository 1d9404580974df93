// To the search by one key: "/" from a line that takes keys or from what was found, Control and "/" from everywhere.
// A letter alone acts only while such a line has the focus, never from just anywhere (WCAG 2.1.4).
import { searchLink, shortcutRow } from "./contracts.ts";
import { targetOf } from "./events.ts";

export function start(): void {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.altKey || event.metaKey || event.defaultPrevented) return;
    const at = targetOf(event);
    if (!event.ctrlKey && !shortcutRow.is(at) && !at?.matches(".kw-hit__go")) return;
    const box = document.querySelector<HTMLInputElement>("main input[type=search]");
    const link = searchLink.first();
    if (!box && !link) return;
    event.preventDefault();
    if (box) {
      box.focus();
      box.select();
    } else link?.click();
  });
}
