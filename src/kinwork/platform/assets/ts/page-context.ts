// What the server says about this page, read once.
import { signedIn } from "./contracts.ts";
import { sealWith } from "./seal.ts";

const body = signedIn.first();

export const user = body ? signedIn.get(body, "data-user") : "";
export const csrf = body ? signedIn.get(body, "data-csrf") : "";
export const draftSeal = body ? sealWith(signedIn.get(body, "data-draft-key")) : null;
export const idleSeconds = body ? signedIn.get(body, "data-idle") : 0;
// One page open in one window: lets others tell my two windows apart, and me ignore my own echo.
export const pageId = Math.random().toString(36).slice(2, 12);
