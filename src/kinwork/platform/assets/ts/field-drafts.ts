import { DeviceStore } from "./device-store.ts";
import { FieldDrafts } from "./field-draft.ts";
import { draftSeal, user } from "./page-context.ts";

/** Those of whoever has signed in, on this device. */
export const drafts = new FieldDrafts(new DeviceStore(() => localStorage, `kinwork:${user}:`, draftSeal));
