// When the genogram changes, everybody glides from where they stood to where they stand; lines appear when all have
// arrived.
import { person } from "./contracts.ts";
import { choice, drawing, idOf, isCalm, people } from "./genogram-elements.ts";

interface Place {
  x: number;
  y: number;
}

const SMOOTH = 450; // ms from the old places to the new
const LINES: Keyframe[] = [{ opacity: 0 }, { opacity: 0.15, offset: 0.6 }, { opacity: 1 }];
let places = new Map<string, Place>();

function placeOf(one: SVGElement): Place {
  if (!(one instanceof SVGGraphicsElement)) return { x: 0, y: 0 };
  const box = one.getBBox();
  return { x: box.x + box.width / 2, y: box.y };
}

export function rememberPlaces(): void {
  places = new Map(people().map((one) => [idOf(one), placeOf(one)]));
}

/** Says who is to stay in sight: whoever was chosen, or somebody who was there before. */
export function glide(): SVGElement | null {
  const drawn = drawing();
  const old = places;
  places = new Map();
  if (!drawn || old.size === 0 || isCalm()) return null;
  const own = people();
  const moves = own.map((one) => move(one, old.get(idOf(one))));
  if (!moves.includes(true) && own.length === old.size) return null;
  const ground = drawn.querySelector(":scope > rect");
  for (const line of drawn.children) {
    if (["title", "desc"].includes(line.tagName) || person.is(line) || line === ground) continue;
    line.animate(LINES, { duration: SMOOTH, easing: "ease-in" });
  }
  const stayed = own.filter((one) => old.has(idOf(one)));
  return stayed.find((one) => idOf(one) === choice.id) ?? stayed[0] ?? null;
}

function move(one: SVGElement, was: Place | undefined): boolean {
  if (!was) {
    one.animate([{ opacity: 0 }, { opacity: 1 }], { duration: SMOOTH, easing: "ease-out" });
    return true;
  }
  const now = placeOf(one);
  const [dx, dy] = [was.x - now.x, was.y - now.y];
  if (Math.hypot(dx, dy) < 1) return false;
  const way = [{ transform: `translate(${dx}px, ${dy}px)` }, { transform: "none" }];
  one.animate(way, { duration: SMOOTH, easing: "ease-in-out" });
  return true;
}
