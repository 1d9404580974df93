// The count of what is new, live. One window of a browser listens for all of them, because browsers allow only a few
// connections to a server: whoever holds the lock listens, and tells the others the number.
import { announce, get, user } from "./page";

const SLOWLY = 60_000;

export function start(): void {
  const place = document.getElementById("kw-new");
  if (!place || !user) return;
  const windows = new BroadcastChannel(`kw-new-${user}`);
  let shown = Number(place.firstChild?.textContent) || 0;

  const show = (number: number) => {
    if (number > shown) announce(number === 1 ? "Something new has come" : `${number} new under What’s new`);
    shown = number;
    if (place.firstChild) place.firstChild.textContent = String(number);
    place.hidden = number === 0;
  };
  windows.onmessage = (event) => show(event.data as number);
  const look = async () => {
    const answer = await get(place.dataset.count ?? "", true);
    if (answer.status !== 200) return answer.status;
    show(Number(answer.said.count));
    windows.postMessage(shown);
    return 200;
  };
  const listen = (wait = 1_000) => {
    const source = new EventSource(place.dataset.listen ?? "");
    source.onopen = () => (wait = 1_000);
    source.onmessage = (event) => {
      // "hello" comes at each (re)connection: what was told meanwhile was not heard.
      if (["hello", "notices"].includes((JSON.parse(event.data) as { what: string }).what)) void look();
    };
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) window.setTimeout(() => listen(Math.min(wait * 2, SLOWLY)), wait);
    };
  };
  // A browser has locks where the connection is secure. Elsewhere the number is that of the page.
  if ("locks" in navigator) void navigator.locks.request(`kw-new-${user}`, () => new Promise(() => listen()));
}
