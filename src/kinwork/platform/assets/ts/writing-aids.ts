// What helps while one writes at length: a draft on the server, files, light text, how long it took, lines begun by a press,
// entries taken up into a summary, and recording without a signal.
import * as attaching from "./attaching.ts";
import * as contactDraft from "./contact-draft.ts";
import * as lightBox from "./light-box.ts";
import * as lineStarters from "./line-starters.ts";
import * as phoneLine from "./phone-line.ts";
import * as phonePage from "./phone-page.ts";
import * as summary from "./summary.ts";
import * as writingTime from "./writing-time.ts";

export function start(): void {
  attaching.start();
  contactDraft.start();
  lightBox.start();
  lineStarters.start();
  phoneLine.start();
  phonePage.start();
  summary.start();
  writingTime.start();
}
