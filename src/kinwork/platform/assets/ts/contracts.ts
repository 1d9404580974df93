// What templates and scripts have agreed: every data-* attribute and id by which a template gives something to a script.
// Scripts read them here and nowhere else; a test, which needs no browser, compares them with all templates, both ways.

import { Contract, type Kinds, type Tag, flag, json, number, optional, text } from "./contract.ts";
import type { ElementId } from "./element-ids.ts";

export { type ElementId, IDS } from "./element-ids.ts";
import { CODING } from "./contracts-coding.ts";

export * from "./contracts-coding.ts";

/** Elements known by their first attribute. */
function elements<T extends Tag, const K extends Kinds>(tag: T, kinds: K): Contract<T, K> {
  return new Contract(`${tag.replace("*", "")}[${Object.keys(kinds)[0]}]`, kinds);
}

function element<T extends Tag, const K extends Kinds>(_tag: T, id: ElementId, kinds: K): Contract<T, K> {
  return new Contract(`#${id}`, kinds);
}

export function byId(id: ElementId): HTMLElement | null {
  return document.getElementById(id);
}

// ---- a family's page ----------------------------------------------------------------------------------------------

/** A link to a part that may be folded. */
export const jumpLink = elements("a", { "data-jump": text });
/** A part that is not read yet, and where it is. */
export const unreadPart = elements("details", { "data-part": text });

// ---- every page ---------------------------------------------------------------------------------------------------

export const signedIn = elements("body", {
  "data-user": text,
  "data-csrf": text,
  "data-draft-key": text, // seals what this person keeps on a device: 32 bytes in base64
  "data-idle": number, // seconds after which an unattended sign-in ends
});
export const newNotices = element("*", "kw-new", {
  "data-listen": text, // addresses
  "data-count": text,
});

// ---- forms --------------------------------------------------------------------------------------------------------

/** A date or time as people say it; beside it stands what was understood. */
export const typedDate = elements("input", {
  "data-date": text, // the id of that place
  "data-looks": text, // which way it looks: past, future, expected; or that it is a time
  "data-partial": optional(text), // what is enough: a month, a year
  "data-from": optional(text), // the day from which it counts, where that is not today
  "data-kind-in": optional(text), // the id of the box that says whether a birth is still expected
});
/** A button that begins a line with who says so. */
export const lineStarter = elements("button", {
  "data-begin": text,
  "data-into": text, // the id of the box
});
export const partLink = elements("a", { "data-to-part": flag }); // in the list of parts, to the part's heading
/** Goes along with a form, though it is typed beside it. */
export const typedBeside = elements("input", { "data-also": text }); // the id of the box beside
/** A form whose answer brings a new box: that is where one writes next. */
export const thenWrite = elements("form", { "data-then-write": flag });
export const thenTo = elements("form", { "data-then": text }); // the same, where the next box is always that one
/** What Enter presses. "choose": nothing, because the choices in the form are equally likely. */
export const enterButton = elements("button", { "data-enter": text });
export const callForm = elements("form", { "data-keeps": text, "data-says": text }); // the address; the id of a line
/** Files of a form that keeps its draft: where each is sent, and how large one may be. */
export const attachPart = elements("fieldset", { "data-attaches": text, "data-largest": number });
export const recordButton = elements("button", { "data-records": flag }); // sound, by the browser's microphone
export const markButton = elements("button", { "data-mark": text, "data-marks": text });
export const copyButton = elements("button", { "data-copies": text }); // the id of what is copied
export const searchForm = elements("form", { "data-search": flag });
export const searchLink = elements("a", { "data-to-search": flag });
export const signOutForm = elements("form", { "data-signs-out": flag });
export const passkeyButton = elements("button", { "data-passkey": flag });
export const passkeyProblem = element("*", "passkey-said", {
  "data-instead": text, // what to do now
  "data-making": flag,
});

// ---- recording without a signal -----------------------------------------------------------------------------------

export const withoutSignal = elements("main", { "data-without-signal": flag });
export const phonePart = elements("*", { "data-phone-part": text }); // of its page: what is shown when
export const takesText = elements("button", { "data-both": text }); // here, there
export const phoneFiles = elements("fieldset", { "data-phone-files": number }); // bytes that one may have
export const phoneForm = elements("form", { "data-face": text }); // kinds at which a child is seen face to face

// ---- lines that are dealt with by one key -------------------------------------------------------------------------

export const shortcutRow = elements("*", { "data-keys": flag });
export const shortcut = elements("*", { "data-key": text }); // what presses it
export const rowList = elements("*", { "data-rows": flag });
/** A line that is dealt with. */
export const settledRow = elements("*", { "data-over": flag });
/** Deals with its line; the focus goes on to the next one. */
export const settlesRow = elements("form", { "data-goes-on": flag });
export const undoesRow = elements("form", { "data-undoes": text }); // the line's id
/** What a form takes away as a whole, where that is no line. */
export const leaves = elements("*", { "data-leaves": flag });

// ---- the meeting --------------------------------------------------------------------------------------------------

/** A text that saves itself. */
export const editableField = elements("textarea", {
  "data-box": text, // kind:id
  "data-version": number,
  "data-about": text, // what to call it
  "data-save-to": optional(text), // an address of its own
});
/** Shows what is in a box. */
export const mirror = elements("*", { "data-mirror": text }); // kind:id
export const livePage = elements("*", {
  "data-live": text, // addresses: what is heard,
  "data-here": text, // where I say that I am here,
  "data-save": text, // where texts are saved,
  "data-sections": json<Record<string, string>>({}), // and parts of the page by their names
  "data-texts": optional(text), // and where all texts of a discussion are
  "data-discussion": optional(text),
  "data-most": optional(number), // characters that a box holds
});
export const nobodyElse = elements("*", { "data-nobody": flag });
export const closedBy = elements("*", { "data-closed-by": flag });
export const projectorButton = elements("button", { "data-projector": flag });
export const minutesSince = elements("*", { "data-since": text });
export const agendaItem = elements("*", { "data-move": text }); // its place
export const dropForm = elements("form", { "data-drop": flag });

// ---- a summary ----------------------------------------------------------------------------------------------------

export const summaryPart = elements("section", { "data-summary-part": text }); // its key
export const summaryEntries = elements("*", { "data-summary-entries": flag }); // what happened since
/** Goes along with what is taken up: the part it goes into. */
export const intoPart = elements("input", { "data-into-part": flag });
export const intoWords = elements("*", { "data-into-words": flag }); // the same in words

// ---- a questionnaire ----------------------------------------------------------------------------------------------

export const answeringForm = elements("form", { "data-answering": text }); // one question, or all
export const answeringSaved = elements("p", { "data-answer-saved": flag }); // what became of the last answer
export const readAloud = elements("button", { "data-reads": text }); // the id of what it reads
export const handedOver = elements("body", { "data-handed-over": flag });

// ---- a family's drawings ------------------------------------------------------------------------------------------

export const genogram = element("*", "genogram", {
  "data-genogram": text, // its address
  "data-steps": optional(json<Record<string, Record<string, string>>>({})), // where an arrow key leads from somebody
  "data-past": optional(text), // the day that it is of
});
export const network = elements("*", { "data-followed": text }); // its address
/** Hears what others draw, where no meeting does. */
export const familyStream = elements("*", { "data-changes": text });
/** A drawing, which is exchanged as a whole. */
export const picture = elements("*", { "data-picture": flag });
/** Whoever is at it keeps it when the page around changes. */
export const keptPart = elements("*", { "data-keep": flag });
/** A symbol in the drawing; the server's drawing writes it. */
export const person = elements("svg *", { "data-person": text });
/** Opens what can be drawn from somebody. */
export const personLink = elements("a", { "data-by": flag });
/** Of whom the menu is. */
export const personCard = elements("*", { "data-who": text });
export const closeLink = elements("a", { "data-close": flag });
export const drawForm = elements("form", { "data-draws": flag });
export const turnForm = elements("form", { "data-turn": text }); // back or again
export const viewButton = elements("button", { "data-see": text });
export const panButtons = elements("*", { "data-pan": flag });
export const timeSlider = element("input", "genogram-time", { "data-stops": json<[string, string][]>([]) });

export const CONTRACTS: readonly { readonly selector: string; readonly kinds: Kinds }[] = [
  signedIn,
  newNotices,
  typedDate,
  lineStarter,
  partLink,
  typedBeside,
  thenWrite,
  thenTo,
  enterButton,
  callForm,
  attachPart,
  recordButton,
  markButton,
  copyButton,
  searchForm,
  searchLink,
  signOutForm,
  passkeyButton,
  passkeyProblem,
  withoutSignal,
  phonePart,
  takesText,
  phoneFiles,
  phoneForm,
  shortcutRow,
  shortcut,
  rowList,
  settledRow,
  settlesRow,
  undoesRow,
  leaves,
  editableField,
  mirror,
  livePage,
  nobodyElse,
  closedBy,
  projectorButton,
  minutesSince,
  agendaItem,
  dropForm,
  summaryPart,
  summaryEntries,
  intoPart,
  intoWords,
  answeringForm,
  answeringSaved,
  readAloud,
  handedOver,
  genogram,
  network,
  familyStream,
  picture,
  keptPart,
  person,
  personLink,
  personCard,
  closeLink,
  drawForm,
  turnForm,
  viewButton,
  panButtons,
  timeSlider,
  jumpLink,
  unreadPart,
  ...CODING,
];

// ---- the other way round, and past the scripts --------------------------------------------------------------------

/** What scripts write, for the style sheet, for each other and for tests to see. */
export const STATES = [
  "data-dragged",
  "data-drop-target",
  "data-draft-note", // what was begun is back
  "data-listens", // from now on nothing is missed
  "data-queued-note", // this waits for the connection
  "data-somebody", // somebody else writes here
  "data-trouble",
  "data-unsaved",
  "data-writing",
] as const;
export type State = (typeof STATES)[number];

export function setState(of: Element, state: State, is = true): void {
  of.toggleAttribute(state, is);
}

export function hasState(of: Element, state: State): boolean {
  return of.hasAttribute(state);
}

/** What templates and drawings write for the style sheet, or for tests, alone. */
export const UNSCRIPTED = ["data-label", "data-phone", "data-state", "data-system", "data-tie"] as const;
/** What belongs to others: GOV.UK Frontend, allauth. */
export const LIBRARIES = ["data-module", "data-allauth-onload"] as const;
