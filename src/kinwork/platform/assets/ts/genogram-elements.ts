// The parts of the genogram on the page, and who in it was chosen.
import { byId, genogram, person, personCard, picture } from "./contracts.ts";

/** The person of whom the menu is, or who was last at. */
export const choice = { id: "" };

export const root = () => genogram.first();
export const frame = () => {
  const here = root();
  return here && picture.first(here);
};
export const drawing = () => frame()?.querySelector<SVGSVGElement>("svg") ?? null;
export const idOf = (one: Element) => person.get(one, "data-person");
export const people = () => {
  const drawn = drawing();
  return drawn ? person.all(drawn) : [];
};
export const symbol = (id: string) => people().find((one) => idOf(one) === id) ?? null;
export const card = () => byId("genogram-by")?.querySelector<HTMLElement>(".kw-geno__card") ?? null;
export const isCalm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Whose menu is open is seen in the drawing. */
export function markChosen(): void {
  const open = card();
  const who = open && personCard.is(open) ? personCard.get(open, "data-who") : "";
  for (const one of people()) one.classList.toggle("kw-chosen", idOf(one) === who);
}
