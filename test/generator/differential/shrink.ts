/**
 * The least source that still fails, as far as leaving out lines finds it: halves first, then smaller runs of lines, down to
 * single ones, until nothing more can go. What does not compile does not fail.
 *
 * @example await shrink(source, async (smaller) => (await mismatches(smaller, calldata)) > 0)
 */
export async function shrink(
  source: string,
  fails: (source: string) => Promise<boolean>,
  attempts = 300,
): Promise<string> {
  let lines = source.split("\n");
  let left = attempts;
  for (let size = Math.ceil(lines.length / 2); size >= 1; ) {
    let smaller = false;
    for (let at = lines.length - size; at > -size && left > 0; at -= size) {
      const from = Math.max(0, at);
      const rest = [...lines.slice(0, from), ...lines.slice(at + size)];
      left--;
      if (rest.length === lines.length || !(await fails(rest.join("\n")))) continue;
      lines = rest;
      smaller = true;
    }
    if (left <= 0) break;
    if (!smaller || size > 1) size = size === 1 ? 0 : Math.floor(size / 2);
  }
  return lines.join("\n");
}
