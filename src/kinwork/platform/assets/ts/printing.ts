// A box is printed as what stands in it: the browser prints as much of a box as is seen, and cannot part it over pages.

const PRINTED = "kw-printed";

function unfold(): void {
  for (const box of document.querySelectorAll("textarea")) {
    if (!box.value || box.previousElementSibling?.classList.contains(PRINTED)) continue;
    const words = document.createElement("div");
    words.className = PRINTED;
    words.textContent = box.value;
    box.before(words);
  }
}

function fold(): void {
  for (const words of document.querySelectorAll(`.${PRINTED}`)) words.remove();
}

export function start(): void {
  window.addEventListener("beforeprint", unfold);
  window.addEventListener("afterprint", fold);
}
