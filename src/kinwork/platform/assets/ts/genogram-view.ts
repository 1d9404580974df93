// How the genogram is seen: larger or smaller, another part of it, on the whole screen; by buttons, keys and pointer.
import { announce } from "./announce.ts";
import { panButtons, picture, viewButton } from "./contracts.ts";
import { targetOf } from "./events.ts";
import { choice, drawing, frame, isCalm, root, symbol } from "./genogram-elements.ts";
import { type Size, firstScale, screenScale, scrollInto, wholeScale, zoomed } from "./genogram-geometry.ts";

const DRAG = 6; // pixels from which on a press is no click any more
const PAN = 0.4; // of what is seen
const PANS: Record<string, [number, number]> = { left: [-PAN, 0], right: [PAN, 0], up: [0, -PAN], down: [0, PAN] };

let scale = 0; // 0: as it is seen first, or all of it
let isWhole = false;
let wasSeen = false;
let hasDragged = false;

export const wasDragged = (): boolean => hasDragged;

export function start(): void {
  document.addEventListener("pointerdown", onDrag);
  document.addEventListener("fullscreenchange", onScreen);
  window.addEventListener("resize", () => {
    if (!scale) see();
  });
}

/** What a button or a key asks for. */
export function view(what: string): void {
  const here = frame();
  if (!here) return;
  const pan = PANS[what];
  if (pan) {
    const [left, top] = [pan[0] * here.clientWidth, pan[1] * here.clientHeight];
    here.scrollBy({ left, top, behavior: isCalm() ? "auto" : "smooth" });
  } else if (what === "screen") {
    void toggleScreen();
  } else if (what === "fit" || what === "larger" || what === "smaller") {
    zoom(here, what);
  }
}

function zoom(here: HTMLElement, what: "fit" | "larger" | "smaller"): void {
  const before = scale || fits();
  isWhole = what === "fit";
  scale = what === "fit" ? 0 : zoomed(before, what);
  const at = { x: here.scrollLeft + here.clientWidth / 2, y: here.scrollTop + here.clientHeight / 2 };
  see();
  const by = (scale || fits()) / before;
  here.scrollTo({ left: at.x * by - here.clientWidth / 2, top: at.y * by - here.clientHeight / 2 });
  const one = symbol(choice.id);
  if (one && document.activeElement === one) show(one);
  announce(`${Math.round((scale || fits()) * 100)} per cent`);
}

async function toggleScreen(): Promise<void> {
  if (document.fullscreenElement) {
    await document.exitFullscreen();
    return;
  }
  const here = root();
  try {
    await here?.requestFullscreen();
  } catch {
    here?.classList.toggle("kw-geno--screen"); // a browser may refuse it, or not know it
  }
}

function sizeOf(drawn: SVGSVGElement): Size {
  // As large as it is written to be, which is 100 per cent: the style sheet's width, set below, counts for nothing here.
  return { width: drawn.width.baseVal.value, height: drawn.height.baseVal.value };
}

function fits(): number {
  const here = frame();
  const drawn = drawing();
  if (!here || !drawn) return 1;
  const room = { width: here.clientWidth, height: here.clientHeight };
  if (isOnScreen()) return screenScale(sizeOf(drawn), room);
  // oxlint-disable-next-line unicorn/prefer-number-coercion -- it says pixels: "576px"
  const most = Number.parseFloat(getComputedStyle(here).maxHeight);
  return (isWhole ? wholeScale : firstScale)(sizeOf(drawn), room, most);
}

function isOnScreen(): boolean {
  return document.fullscreenElement !== null || root()?.classList.contains("kw-geno--screen") === true;
}

export function see(): void {
  const drawn = drawing();
  const here = frame();
  if (!drawn || !here) return;
  drawn.style.width = `${sizeOf(drawn).width * (scale || fits())}px`;
  drawn.style.height = "auto";
  if (!wasSeen && here.clientWidth) {
    wasSeen = true;
    const children = [...drawn.querySelectorAll(".person--index")].map((one) => middle(one));
    // Whom it is about is in sight, the family around them.
    if (children.length > 0) here.scrollLeft += (Math.min(...children) + Math.max(...children)) / 2 - middle(here);
  }
  const pan = panButtons.first();
  if (!pan) return;
  pan.hidden = here.scrollWidth <= here.clientWidth + 1 && here.scrollHeight <= here.clientHeight + 1;
}

function middle(one: Element): number {
  const { left, right } = one.getBoundingClientRect();
  return (left + right) / 2;
}

/** Bring somebody into sight within the drawing. */
export function show(one: Element): void {
  const here = frame();
  if (!here) return;
  const by = scrollInto(here.getBoundingClientRect(), one.getBoundingClientRect());
  if (by.left || by.top) here.scrollBy(by);
}

function onScreen(): void {
  const on = document.fullscreenElement === root();
  const button = viewButton.all().find((one) => viewButton.get(one, "data-see") === "screen");
  button?.setAttribute("aria-pressed", String(on));
  see();
}

/** The drawing follows the pointer, as a map does; buttons and keys do the same. */
function onDrag(event: PointerEvent): void {
  hasDragged = false;
  const here = picture.closest(targetOf(event));
  if (!here || here !== frame() || event.pointerType !== "mouse" || event.button !== 0) return;
  const { clientX, clientY } = event;
  const { scrollLeft, scrollTop } = here;
  const follow = (now: PointerEvent) => {
    if (Math.hypot(now.clientX - clientX, now.clientY - clientY) > DRAG) hasDragged = true;
    if (hasDragged) here.scrollTo(scrollLeft + clientX - now.clientX, scrollTop + clientY - now.clientY);
  };
  const end = () => {
    document.removeEventListener("pointermove", follow);
    document.removeEventListener("pointerup", end);
    document.removeEventListener("pointercancel", end);
  };
  document.addEventListener("pointermove", follow);
  document.addEventListener("pointerup", end);
  document.addEventListener("pointercancel", end);
}
