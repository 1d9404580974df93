// Where things stand and how large they are, in the genogram. Pure.

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface Size {
  width: number;
  height: number;
}

const LEAST = 0.25;
const MOST = 4;
const STEP = { larger: 1.25, smaller: 0.8 };
const FILLS = 1.6; // a family of three need not be a poster
const ON_SCREEN = 2.5;
const MARGIN = 24; // between whoever has the focus and the edge
const BESIDE = 12; // between a symbol and its menu
const TOOLS = 48; // the height of the buttons above the drawing

/** Everything. ``most``: the height that the frame may grow to, where one is set. */
export function wholeScale(drawing: Size, frame: Size, most: number): number {
  const across = (frame.width - 2) / drawing.width;
  const down = (most - 2) / drawing.height || 1;
  return Math.max(LEAST, Math.min(across, down, FILLS));
}

/** What is seen first: it fills its frame, and names can be read from a chair. What has no room then is scrolled to. */
export function firstScale(drawing: Size, frame: Size, most: number): number {
  return Math.max(1, wholeScale(drawing, frame, most));
}

/** On the whole screen as large as it goes. */
export function screenScale(drawing: Size, frame: Size): number {
  return Math.min((frame.width - 2) / drawing.width, frame.height / drawing.height, ON_SCREEN);
}

export function zoomed(scale: number, by: keyof typeof STEP): number {
  return Math.min(MOST, Math.max(LEAST, scale * STEP[by]));
}

/** How far to scroll a frame so that a box in it is seen. */
export function scrollInto(frame: Box, box: Box): { left: number; top: number } {
  return {
    left: along(frame.left, frame.right, box.left, box.right),
    top: along(frame.top, frame.bottom, box.top, box.bottom),
  };
}

function along(first: number, last: number, from: number, to: number): number {
  if (from < first + MARGIN) return from - first - MARGIN;
  return to > last - MARGIN ? to - last + MARGIN : 0;
}

/** Where a menu of some width stands by a symbol: beside it if there is room; else below, so that it stays in sight. */
export function besideSymbol(frame: Box, symbol: Box, width: number): { left: number; top: number } {
  const room = frame.right - frame.left;
  const right = symbol.right - frame.left + BESIDE;
  const left = symbol.left - frame.left - width - BESIDE;
  if (right + width <= room || left >= 0) {
    return { left: right + width <= room ? right : left, top: Math.max(TOOLS, symbol.top - frame.top - 20) };
  }
  const middle = symbol.left - frame.left - width / 2;
  return { left: Math.max(0, Math.min(room - width, middle)), top: symbol.bottom - frame.top + 8 };
}
