// What is seen across the meeting room: the projector's colours, and the minutes that a family has had.
import { minutesSince, projectorButton } from "./contracts.ts";
import { spanWords } from "./wording.ts";

const EVERY = 20_000;
const YEAR = 31_536_000;

export function start(): void {
  projector();
  clock();
}

function projector(): void {
  const button = projectorButton.first();
  button?.addEventListener("click", () => {
    const on = document.documentElement.classList.toggle("kw-projected");
    button.setAttribute("aria-pressed", String(on));
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `kinwork_projector=${on ? 1 : 0}; path=/; max-age=${YEAR}; SameSite=Lax${secure}`;
  });
}

/** Minutes since the unit turned to this family, beside what was planned. Nothing is cut off. */
function clock(): void {
  const place = minutesSince.first();
  if (!place) return;
  const since = Date.parse(minutesSince.get(place, "data-since"));
  const show = () => {
    place.textContent = spanWords(Date.now() - since);
  };
  show();
  window.setInterval(show, EVERY);
}
