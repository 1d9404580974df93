// The one page that someone outside opens with a link: what they type outlives a reload, in this tab alone and until it
// has been sent. Whatever else a page of ours does is not there for them.
const PLACE = `kinwork:outside:${location.pathname}`;

function start(): void {
  const box = document.querySelector<HTMLTextAreaElement>("main form textarea");
  if (!box) {
    if (!document.querySelector("main form")) sessionStorage.removeItem(PLACE); // sent, or no longer open
    return;
  }
  if (!box.value) box.value = sessionStorage.getItem(PLACE) ?? "";
  box.addEventListener("input", () => sessionStorage.setItem(PLACE, box.value));
}

try {
  start();
} catch {
  // A browser that keeps nothing: as without this script.
}
