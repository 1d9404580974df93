// What is said of a button whose press did not arrive, or was not taken.

export const WILL_BE_SENT = "No connection: this will be sent when you are back online.";
export const NOT_SENT =
  "Not done: there is no connection. What you typed is kept; press the button again when you are back online.";
const SIGNED_OUT =
  "Not done: you are signed out. What you typed is kept. Sign in in another window, then press the button again.";
const WENT_WRONG = "Not done: something went wrong. Try again, or reload the page.";
const HAS_A_PROBLEM = 422; // the form comes back and says itself what is wrong

/** The server was reached and has done it, or says in the form why not. */
export function hasArrived(status: number): boolean {
  return (status > 0 && status < 400) || status === HAS_A_PROBLEM;
}

/** Why the server has not done it; nothing where the form says so itself. */
export function refusal(status: number): string {
  if (hasArrived(status)) return "";
  return status === 401 ? SIGNED_OUT : WENT_WRONG;
}
