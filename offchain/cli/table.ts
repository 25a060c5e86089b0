/**
 * Rows as columns of text, the heading first; numbers to the right.
 * @example table(["peer", "amount"], [["bob", "5"]]) // "peer  amount\nbob        5"
 */
export function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heading.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const numeric = heading.map(
    (_, i) => rows.length > 0 && rows.every((row) => /^-?[\d.,]*( \S+)?$/.test(row[i] ?? "")),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => (numeric[i] === true ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join("  ")
      .trimEnd();
  return [heading, ...rows].map(line).join("\n");
}

/** A long hexadecimal text, shortened for tables: "0x1234abcd…ef01". */
export function short(hex: string): string {
  return hex.length > 16 ? `${hex.slice(0, 10)}…${hex.slice(-4)}` : hex;
}
