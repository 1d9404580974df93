// A warning before an unattended sign-in ends. Whoever types or points is there: the server is told now and then.
import { announce } from "./announce.ts";
import { byId } from "./contracts.ts";
import { DeviceStore } from "./device-store.ts";
import { get } from "./http.ts";
import { idleSeconds, user } from "./page-context.ts";
import { signedOut } from "./save-status.ts";
import { secondsLeft, tellEvery, warning } from "./session-clock.ts";

const store = new DeviceStore(() => localStorage, "kw-seen-"); // shared by the windows of one browser

export function start(): void {
  const place = byId("kw-idle");
  if (!user || !idleSeconds || !place) return;
  let told = Date.now();
  store.write(user, told);

  const tell = async () => {
    told = Date.now();
    store.write(user, told);
    place.hidden = true;
    if ((await get("/stay/")).status === 401) signedOut();
  };
  const isHere = () => {
    if (Date.now() - told > tellEvery(idleSeconds) * 1000 && place.hidden === true) void tell();
  };
  for (const kind of ["keydown", "pointerdown", "input"]) document.addEventListener(kind, isHere, { passive: true });
  const button = place.querySelector("button");
  let isOut = false;
  button?.addEventListener("click", () => {
    if (isOut) location.assign(`/sign-in/?next=${encodeURIComponent(location.pathname)}`);
    else void tell();
  });

  window.setInterval(() => {
    const seen = Math.max(told, Number(store.read(user)));
    const left = secondsLeft(idleSeconds, seen, Date.now());
    const words = warning(idleSeconds, left);
    isOut = left <= 0;
    place.hidden = !words;
    if (!words) return;
    const line = place.querySelector("p");
    if (line && line.textContent !== words) {
      line.textContent = words;
      announce(words);
    }
    if (button) button.textContent = isOut ? "Sign in again" : "I am still here";
  }, 1000);
}
