// Times and numbers in words.

/** "1 h 5 min"; nothing for a span of more than five hours, which nobody means any more. */
export function spanWords(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  const hours = Math.floor(minutes / 60);
  if (hours > 5) return "";
  return hours ? `${hours} h ${minutes % 60} min` : `${minutes} min`;
}

/** A day, a month or a year, as they are written in addresses: 2024-03-09, 2024-03, 2024. */
export function dateWords(written: string): string {
  const [year, month, day] = written.split("-");
  const date = new Date(Number(year), Number(month ?? 1) - 1, Number(day ?? 1));
  const parts: Intl.DateTimeFormatOptions = { year: "numeric" };
  if (month) parts.month = "long";
  if (day) parts.day = "numeric";
  return date.toLocaleDateString("en-GB", parts);
}

/** "Grace is writing here too." Nothing if nobody is. */
export function writersWords(names: string[]): string {
  const all = [...new Set(names)];
  if (all.length === 0) return "";
  const verb = all.length > 1 || all[0] === ME_ELSEWHERE ? "are" : "is";
  return `${all.join(" and ")} ${verb} writing here too.`;
}

export const ME_ELSEWHERE = "You, in another window";
