// How an agreement between a template and a script is written (contracts.ts): its elements, and how attributes are read.

export interface Kind<T> {
  readonly isRequired: boolean; // the template writes it on every such element
  readonly parse: (written: string) => T;
  readonly missing: T;
}

export const text: Kind<string> = { isRequired: true, parse: (written) => written, missing: "" };
export const number: Kind<number> = { isRequired: true, parse: Number, missing: 0 };
/** Present or not; its value, if there is any, says nothing. */
export const flag: Kind<boolean> = { isRequired: false, parse: () => true, missing: false };

export function optional<T>(kind: Kind<T>): Kind<T | undefined> {
  return { isRequired: false, parse: kind.parse, missing: undefined };
}

/** The server wrote it for this very place, so its shape is believed. */
export function json<T>(missing: T): Kind<T> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return { isRequired: true, parse: (written) => JSON.parse(written) as T, missing };
}

export type Kinds = Record<`data-${string}`, Kind<unknown>>;
type ValueOf<K> = K extends Kind<infer T> ? T : never;
export type Tag = keyof HTMLElementTagNameMap | "*" | "svg *";
type ElementOf<T extends Tag> = T extends keyof HTMLElementTagNameMap
  ? HTMLElementTagNameMap[T]
  : T extends "svg *"
    ? SVGElement
    : HTMLElement;

/** Elements of one kind: how they are found, and what a template tells of them. */
export class Contract<T extends Tag, K extends Kinds> {
  readonly selector: string;
  readonly kinds: K;

  constructor(selector: string, kinds: K) {
    this.selector = selector;
    this.kinds = kinds;
  }

  first(within: ParentNode = document): ElementOf<T> | null {
    return within.querySelector<ElementOf<T>>(this.selector);
  }

  all(within: ParentNode = document): ElementOf<T>[] {
    return [...within.querySelectorAll<ElementOf<T>>(this.selector)];
  }

  closest(from: EventTarget | null | undefined): ElementOf<T> | null {
    return from instanceof Element ? from.closest<ElementOf<T>>(this.selector) : null;
  }

  is(what: EventTarget | null | undefined): what is ElementOf<T> {
    return what instanceof Element && what.matches(this.selector);
  }

  get<Name extends keyof K & `data-${string}`>(from: Element, name: Name): ValueOf<K[Name]> {
    const kinds: Kinds = this.kinds;
    const kind = kinds[name];
    const written = from.getAttribute(name);
    // Whoever writes goes on writing, whatever a template forgot: that is reported, and read as nothing.
    if (written === null && kind?.isRequired) console.error(`${this.selector} lacks ${name}`);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a table cannot say that its rows differ in type
    return (written === null ? kind?.missing : kind?.parse(written)) as ValueOf<K[Name]>;
  }
}
