// Whom one ticks on the page without a signal, and each child's row of having been seen.
import { byId } from "./contracts.ts";
import type { Named } from "./phone-keep.ts";

/** Someone to tick: by number, or where the record knows no more than a name, by that. */
export interface Ticked {
  id: number | null;
  name: string;
}

export function tick(name: string, { id, name: words }: Ticked, ticked: string[]): HTMLLabelElement {
  const box = document.createElement("input");
  box.type = "checkbox";
  box.name = name;
  box.value = id === null ? words : String(id);
  box.checked = ticked.includes(box.value);
  const label = document.createElement("label");
  label.append(box, words);
  return label;
}

/** A child's row, out of the page's pattern for it. */
export function sight({ id, name }: Named): Element[] {
  const pattern = byId("phone-sight");
  if (!(pattern instanceof HTMLTemplateElement)) return [];
  const row = pattern.content.cloneNode(true);
  if (!(row instanceof DocumentFragment)) return [];
  const names = [`seen_${id}`, `why_${id}`];
  const labels = row.querySelectorAll("label");
  for (const [place, box] of row.querySelectorAll<HTMLInputElement | HTMLSelectElement>("input, select").entries()) {
    box.name = box.id = names[place === 0 ? 0 : 1] ?? "";
    labels[place]?.setAttribute("for", box.id);
  }
  if (labels[0]) labels[0].textContent = name;
  return [...row.children];
}
