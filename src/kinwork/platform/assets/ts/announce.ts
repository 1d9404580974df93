import { byId } from "./contracts.ts";

/** A sentence for people who cannot see the page change. */
export function announce(words: string): void {
  const place = byId("kw-said");
  if (place) place.textContent = words;
}
