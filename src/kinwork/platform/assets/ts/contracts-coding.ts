// What the page on which a recording is heard and coded gives to its scripts (contracts.ts has all others).
import { Contract, flag, number, text } from "./contract.ts";

export const player = new Contract<"section", { "data-player": typeof text; "data-size": typeof number }>(
  "section[data-player]",
  { "data-player": text, "data-size": number }, // where moments are saved; bytes of the recording
);
export const playerButton = new Contract<"button", { "data-press": typeof text }>("button[data-press]", {
  "data-press": text, // play, back or mark
});
export const letterKeys = new Contract<"input", { "data-letters": typeof flag }>("input[data-letters]", {
  "data-letters": flag,
});
export const moment = new Contract<"button", { "data-seek": typeof number }>("button[data-seek]", {
  "data-seek": number, // seconds from the beginning
});
export const domain = new Contract<"fieldset", { "data-domain": typeof number }>("fieldset[data-domain]", {
  "data-domain": number,
});
export const codingTurn = new Contract<"a", { "data-coding": typeof text }>("a[data-coding]", {
  "data-coding": text, // previous or following: another of one's open codings
});
export const codingForm = new Contract<"form", { "data-codes": typeof flag }>("form[data-codes]", {
  "data-codes": flag, // saved as one codes; below it a line that says so
});
export const CODING = [codingForm, codingTurn, player, playerButton, letterKeys, moment, domain];
