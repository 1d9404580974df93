// How long an unattended sign-in still lasts, and what is said of it. Times are in milliseconds, spans in seconds.

const WARN = 120; // seconds before the end
const TELL = 240; // seconds after which a server that was told that somebody is there is told again
const ENDED =
  "You have been signed out, because this page was not used for a while. What you typed is kept; " +
  "sign in again to continue.";

export function tellEvery(idle: number): number {
  return Math.min(TELL, idle / 6);
}

export function secondsLeft(idle: number, seen: number, now: number): number {
  return Math.round(idle - (now - seen) / 1000);
}

/** Nothing as long as there is time. */
export function warning(idle: number, left: number): string {
  if (left > Math.min(WARN, idle / 2)) return "";
  if (left <= 0) return ENDED;
  const soon = left > 60 ? "two minutes" : "less than a minute";
  return `This page has not been used for a while: you will be signed out in ${soon}. What you typed is kept.`;
}
