// The count of what is new, live. One window of a browser listens for all of them, because browsers allow only a few
// connections to a server: whoever holds the lock listens, and tells the others the number.
import { announce } from "./announce.ts";
import { newNotices } from "./contracts.ts";
import { get } from "./http.ts";
import { user } from "./page-context.ts";
import { messages } from "./server-events.ts";

const SOON = 1000;
const SLOWLY = 60_000;

export function start(): void {
  const place = newNotices.first();
  if (!place || !user) return;
  const windows = new BroadcastChannel(`kw-new-${user}`);
  let shown = Number(place.firstChild?.textContent) || 0;

  const show = (number: number) => {
    if (number > shown) announce(number === 1 ? "Something new has come" : `${number} new under What’s new`);
    shown = number;
    if (place.firstChild) place.firstChild.textContent = String(number);
    place.hidden = number === 0;
  };
  windows.addEventListener("message", (event) => show(Number(event.data)));
  const look = async () => {
    const answer = await get(newNotices.get(place, "data-count"), true);
    if (answer.status !== 200) return;
    show(Number(answer.body["count"]));
    windows.postMessage(shown);
  };
  const listen = (wait = SOON) => {
    let next = wait;
    const source = new EventSource(newNotices.get(place, "data-listen"));
    source.addEventListener("open", () => {
      next = SOON;
    });
    messages(source, ({ what }) => {
      // "hello" comes at each (re)connection: what was told meanwhile was not heard.
      if (what === "hello" || what === "notices") void look();
    });
    source.addEventListener("error", () => {
      if (source.readyState !== EventSource.CLOSED) return;
      window.setTimeout(() => listen(Math.min(next * 2, SLOWLY)), next);
    });
  };
  // A browser has locks where the connection is secure. Elsewhere the number is that of the page.
  const forEver = () =>
    new Promise(() => {
      listen();
    });
  if ("locks" in navigator) void navigator.locks.request(`kw-new-${user}`, forEver);
}
