// Exchanging a part of the page without disturbing what somebody is typing in it.
import { Idiomorph } from "idiomorph/dist/idiomorph.esm.js";
import { adopt } from "./boxes";

export type Typed = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function isTyped(node: Node): node is Typed {
  return node instanceof HTMLInputElement || node instanceof HTMLTextAreaElement || node instanceof HTMLSelectElement;
}

export function changedByHand(el: Typed): boolean {
  if (el instanceof HTMLSelectElement) {
    const given = [...el.options].findIndex((option) => option.defaultSelected);
    return el.selectedIndex !== Math.max(given, 0); // without a given one the browser shows the first
  }
  if (el instanceof HTMLInputElement && (el.type === "checkbox" || el.type === "radio")) return el.checked !== el.defaultChecked;
  return el.value !== el.defaultValue;
}

/** Whether this was typed in the form that is being answered; a note beside it may have gone along with it. */
function wentWith(asked: Element, el: Typed): boolean {
  const form = asked.closest("form");
  if (!form) return true;
  return el.form === form || [...form.querySelectorAll<HTMLElement>("[data-also]")].some((also) => also.dataset.also === el.id);
}

/**
 * Make ``old`` look like ``html``. ``mine``: it answers something that I did, and what I typed in the form that ``asked``
 * has been taken. What I typed in other forms stays.
 */
export function exchange(old: Element, html: string, mine: boolean, asked?: Element): void {
  const taken = (el: Typed) => mine && (!asked || wentWith(asked, el));
  const at = document.activeElement;
  document.dispatchEvent(new CustomEvent("kw:exchanging", { detail: { mine, id: old.id } }));
  Idiomorph.morph(old, html, {
    morphStyle: "outerHTML",
    ignoreActiveValue: !(at && isTyped(at) ? taken(at) : mine),
    callbacks: {
      beforeNodeMorphed: (from: Node, to: Node) => {
        if (from instanceof HTMLElement && from.dataset.keep !== undefined && !mine) return false; // somebody is at it
        if (from instanceof HTMLElement && from.dataset.picture !== undefined) {
          from.replaceChildren(...[...to.childNodes].map((one) => one.cloneNode(true))); // drawn anew as a whole
          return false;
        }
        if (from instanceof HTMLTextAreaElement && from.dataset.box) return false; // boxes look after themselves
        return !isTyped(from) || !changedByHand(from) || taken(from);
      },
      // What is said to this person alone stays until it is done with.
      beforeNodeRemoved: (node: Node) => !(node instanceof HTMLElement && ("kept" in node.dataset || "waits" in node.dataset)),
      // What somebody has opened stays open.
      beforeAttributeUpdated: (name: string, node: Element, change: string) =>
        !(name === "open" && change === "remove" && node instanceof HTMLDetailsElement),
    },
  });
  adopt();
  document.dispatchEvent(new CustomEvent("kw:exchanged", { detail: { mine, id: old.id } }));
}

/** Ask the server for a part of the page again; says whether that went well. */
export async function refresh(id: string, url: string): Promise<boolean> {
  const old = document.getElementById(id);
  if (!old) return true;
  const response = await fetch(url, { headers: { "HX-Request": "true", "X-Kinwork-Background": "1" }, credentials: "same-origin" }).catch(() => null);
  if (!response?.ok) return false;
  exchange(old, await response.text(), false);
  return true;
}
