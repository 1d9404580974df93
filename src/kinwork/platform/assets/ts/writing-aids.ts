// What helps while one writes: lines begun by a press, entries taken up into a summary.
import * as lineStarters from "./line-starters.ts";
import * as summary from "./summary.ts";

export function start(): void {
  lineStarters.start();
  summary.start();
}
