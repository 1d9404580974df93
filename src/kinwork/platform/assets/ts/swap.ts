// Exchanging a part of the page without disturbing what somebody is typing in it.
import { Idiomorph } from "idiomorph/dist/idiomorph.esm.js";
import { adopt } from "./autosave.ts";
import { editableField, hasState, keptPart, picture, typedBeside } from "./contracts.ts";
import type { Swap } from "./events.ts";
import { type FormField, changedByHand, isFormField } from "./form-fields.ts";

/** Whether this was typed in the form that is being answered; a note beside it may have gone along with it. */
function wentWith(asked: Element, el: FormField): boolean {
  const form = asked.closest("form");
  if (!form) return true;
  return el.form === form || typedBeside.all(form).some((one) => typedBeside.get(one, "data-also") === el.id);
}

/**
 * Make ``old`` look like ``html``. ``mine``: it answers something that I did, and what I typed in the form that
 * ``asked`` has been taken. What I typed in other forms stays.
 */
export function swap(old: Element, html: string, mine: boolean, asked?: Element): void {
  const isTaken = (el: FormField) => mine && (!asked || wentWith(asked, el));
  const at = document.activeElement;
  const detail: Swap = { mine, id: old.id };
  document.dispatchEvent(new CustomEvent("kw:swapping", { detail }));
  Idiomorph.morph(old, html, {
    morphStyle: "outerHTML",
    ignoreActiveValue: !(isFormField(at) ? isTaken(at) : mine),
    callbacks: {
      beforeNodeMorphed: (from: Node, to: Node) => {
        if (!(from instanceof HTMLElement)) return true;
        if (keptPart.is(from) && !mine) return false; // somebody is at it
        if (picture.is(from)) {
          from.replaceChildren(...[...to.childNodes].map((one) => one.cloneNode(true))); // drawn anew as a whole
          return false;
        }
        if (editableField.is(from)) return false; // they look after themselves
        return !isFormField(from) || !changedByHand(from) || isTaken(from);
      },
      // What is said to this person alone stays until it is done with.
      beforeNodeRemoved: (node: Node) =>
        !(node instanceof HTMLElement && (hasState(node, "data-draft-note") || hasState(node, "data-queued-note"))),
      // What somebody has opened stays open.
      beforeAttributeUpdated: (name: string, node: Element, change: string) =>
        !(name === "open" && change === "remove" && node instanceof HTMLDetailsElement),
    },
  });
  adopt();
  document.dispatchEvent(new CustomEvent("kw:swapped", { detail }));
}

/** Ask the server for a part of the page again; says whether that went well. */
export async function refresh(id: string, url: string): Promise<boolean> {
  const old = document.getElementById(id);
  if (!old) return true;
  const headers = { "HX-Request": "true", "X-Kinwork-Background": "1" };
  const response = await fetch(url, { headers, credentials: "same-origin" }).catch(() => null);
  if (!response?.ok) return false;
  swap(old, await response.text(), false);
  return true;
}
