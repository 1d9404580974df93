// The one page that someone outside opens with a link: what they type outlives a reload, in this tab alone and until it
// has been sent. Whatever else a page of ours does is not there for them.
const PLACES = `kinwork:outside:${location.pathname}`;
const PLACE = PLACES + location.search; // what is on the page already is changed at an address of its own

function forget(): void {
  for (const place of Object.keys(sessionStorage)) {
    if (place.startsWith(PLACES)) sessionStorage.removeItem(place);
  }
}

function start(): void {
  const box = document.querySelector<HTMLTextAreaElement>("main form textarea");
  if (!box) {
    if (!document.querySelector("main form")) forget(); // sent, or no longer open
    return;
  }
  box.value = sessionStorage.getItem(PLACE) ?? box.value;
  box.addEventListener("input", () => sessionStorage.setItem(PLACE, box.value));
}

try {
  start();
} catch {
  // A browser that keeps nothing: as without this script.
}
