// The slider through time: the genogram as it was on a day.
import { byId, timeSlider } from "./contracts.ts";
import { targetOf } from "./events.ts";
import { dateWords } from "./wording.ts";

const PAUSE = 180;
let timer = 0;

export function start(): void {
  document.addEventListener("input", (event) => {
    const el = targetOf(event);
    if (timeSlider.is(el)) slide(el);
  });
}

function slide(el: HTMLInputElement): void {
  const stop = timeSlider.get(el, "data-stops")[Number(el.value)];
  const words = stop ? `${dateWords(stop[0])}: ${stop[1]}` : "now";
  const place = byId("genogram-then");
  if (place) place.textContent = words;
  el.setAttribute("aria-valuetext", words);
  const box = byId("genogram-on");
  if (box instanceof HTMLInputElement) box.value = stop?.[0] ?? "";
  window.clearTimeout(timer);
  timer = window.setTimeout(() => el.form?.requestSubmit(), PAUSE);
}
