// A warning before an unattended sign-in ends. Whoever types or points is there: the server is told now and then.
import { announce, get, user } from "./page";
import { signedOut } from "./status";

const WARN_SECONDS = 120;
const KEY = `kw-seen-${user}`; // shared by the windows of one browser

export function start(): void {
  const idle = Number(document.body.dataset.idle ?? 0);
  const place = document.getElementById("kw-idle");
  if (!user || !idle || !place) return;
  const every = Math.min(240, idle / 6) * 1000;
  let told = Date.now();
  const seen = () => Math.max(told, Number(read()));
  remember(told);

  const tell = async () => {
    told = Date.now();
    remember(told);
    place.hidden = true;
    if ((await get("/stay/")).status === 401) signedOut();
  };
  for (const kind of ["keydown", "pointerdown", "input"]) {
    document.addEventListener(kind, () => Date.now() - told > every && place.hidden && void tell(), { passive: true });
  }
  place.querySelector("button")?.addEventListener("click", () => void tell());

  window.setInterval(() => {
    const left = Math.round(idle - (Date.now() - seen()) / 1000);
    const warn = left <= Math.min(WARN_SECONDS, idle / 2);
    if (!warn) {
      place.hidden = true;
      return;
    }
    const words = left > 0
      ? `Nobody has used this page for a while: you will be signed out in ${left > 60 ? "two minutes" : "less than a minute"}. What you typed is kept.`
      : "You have been signed out, because nobody used this page for a while. What you typed is kept; sign in again to go on.";
    const line = place.querySelector("p");
    if (line && line.textContent !== words) {
      line.textContent = words;
      announce(words);
    }
    const button = place.querySelector("button");
    if (button) button.textContent = left > 0 ? "I am still here" : "Sign in again";
    if (left <= 0 && button) button.onclick = () => location.assign(`/sign-in/?next=${encodeURIComponent(location.pathname)}`);
    place.hidden = false;
  }, 1000);
}

function read(): string {
  try {
    return localStorage.getItem(KEY) ?? "0";
  } catch {
    return "0";
  }
}

function remember(at: number): void {
  try {
    localStorage.setItem(KEY, String(at));
  } catch {
    // without storage each window keeps its own clock
  }
}
