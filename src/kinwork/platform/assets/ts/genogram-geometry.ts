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
const READABLE = 0.6; // smaller than this nobody reads a name
const NEARLY_WHOLE = 0.85;
const ON_SCREEN = 2.5;
const MARGIN = 24; // between whoever has the focus and the edge
const BESIDE = 12; // between a symbol and its menu
const TOOLS = 48; // the height of the buttons above the drawing

/** All of it as far as that can be read. ``most``: the height that the frame may grow to. */
export function fitScale(drawing: Size, frame: Size, most: number): number {
  const across = (frame.width - 2) / drawing.width;
  const down = Math.max(most / drawing.height || 1, NEARLY_WHOLE); // the legend may wait below
  return Math.min(1, Math.max(Math.min(across, down), READABLE));
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
