// Lines that are dealt with one after another: which one comes next, and which one was dealt with last.

/** The first line after this one that is still to be dealt with; if there is none, the last one before it. */
export function nextRow(row: string, rows: string[], isOpen: (id: string) => boolean): string | undefined {
  const at = rows.indexOf(row);
  const order = [...rows.slice(at + 1), ...rows.slice(0, Math.max(at, 0)).toReversed()];
  return order.find((id) => id !== row && isOpen(id));
}

/** By list: the lines dealt with, so that the last can be undone first. */
export class RowHistory {
  private readonly settled = new Map<string, string[]>();

  settle(list: string, row: string): void {
    this.settled.set(list, [...(this.settled.get(list) ?? []), row]);
  }

  undo(list: string, row: string): void {
    const rows = this.settled.get(list) ?? [];
    this.settled.set(
      list,
      rows.filter((one) => one !== row),
    );
  }

  last(list: string): string | undefined {
    return this.settled.get(list)?.at(-1);
  }
}
