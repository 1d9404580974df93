// Everything that pages do beyond what the server sends.
import * as agenda from "./agenda.ts";
import * as autosave from "./autosave.ts";
import * as formDrafts from "./form-drafts.ts";
import * as formFlow from "./form-flow.ts";
import * as genogram from "./genogram.ts";
import * as htmxSetup from "./htmx-setup.ts";
import * as lineStarters from "./line-starters.ts";
import * as live from "./live.ts";
import * as meetingRoom from "./meeting-room.ts";
import * as notices from "./notices.ts";
import * as offlineQueue from "./offline-queue.ts";
import * as pageParts from "./page-parts.ts";
import * as passkey from "./passkey.ts";
import * as rowShortcuts from "./row-shortcuts.ts";
import * as search from "./search.ts";
import * as sessionTimeout from "./session-timeout.ts";
import * as typedDates from "./typed-dates.ts";

document.documentElement.classList.remove("kw-no-js");

htmxSetup.start();
autosave.start();
live.start();
rowShortcuts.start();
agenda.start();
genogram.start();
search.start();
offlineQueue.start();
typedDates.start();
lineStarters.start();
meetingRoom.start();
formFlow.start();
sessionTimeout.start();
passkey.start();
pageParts.start();
notices.start();
formDrafts.start();
