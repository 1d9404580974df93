// Work without a mouse: one key on a line of the page does what its button does.
// Keys act only while the line itself has the focus (WCAG 2.1.4), never while somebody types.

export function start(): void {
  document.addEventListener("keydown", (event) => {
    const row = event.target as HTMLElement;
    if (!row.matches?.("[data-keys]") || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (event.altKey) press(row, event.key === "ArrowUp" ? "alt-up" : "alt-down", event);
      else step(row, event.key === "ArrowDown" ? 1 : -1, event);
      return;
    }
    if (!event.altKey && event.key.length === 1) press(row, event.key.toLowerCase(), event);
    if (event.key === "Enter") press(row, "enter", event);
  });
  // Where Enter presses nothing, because the choices are equally likely, they get the focus.
  document.addEventListener("keydown", (event) => {
    const box = event.target as HTMLElement;
    if (event.key !== "Enter" || !(box instanceof HTMLInputElement)) return;
    if (!box.form?.querySelector("[data-enter=choose]")) return;
    event.preventDefault();
    box.form.querySelector<HTMLElement>("button:not([disabled])")?.focus();
  });
  // The line that was acted on keeps the focus when its part of the page is exchanged.
  document.addEventListener("kw:exchanged", () => {
    const wanted = lastRow && document.getElementById(lastRow);
    if (wanted && (document.activeElement === document.body || !document.activeElement)) wanted.focus();
  });
}

let lastRow = "";

function press(row: HTMLElement, key: string, event: Event): void {
  const button = row.querySelector<HTMLElement>(`[data-key="${key}"]:not(:disabled)`);
  if (!button) return;
  event.preventDefault();
  lastRow = row.id;
  button.click();
}

function step(row: HTMLElement, by: number, event: Event): void {
  const rows = [...(row.parentElement?.querySelectorAll<HTMLElement>(":scope > [data-keys]") ?? [])];
  const next = rows[rows.indexOf(row) + by];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
