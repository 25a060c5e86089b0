/**
 * The shortest part of `list`, found by leaving out ever smaller pieces, with which `fails` still holds. The last item stays.
 * At most `attempts` tries.
 *
 * @example await shrunk([1, 2, 3, 4], async (part) => part.includes(2)) // [2, 4]
 */
export async function shrunk<T>(
  list: readonly T[],
  fails: (part: readonly T[]) => Promise<boolean>,
  attempts = 400,
): Promise<readonly T[]> {
  let kept = list;
  let left = attempts;
  for (let size = Math.ceil(kept.length / 2); size >= 1 && left > 0; ) {
    let dropped = false;
    for (let at = Math.max(0, kept.length - 1 - size); left > 0; at -= size) {
      const from = Math.max(0, at);
      const to = Math.min(kept.length - 1, from + size);
      const part = [...kept.slice(0, from), ...kept.slice(to)];
      if (part.length < kept.length) {
        left -= 1;
        if (await fails(part)) {
          kept = part;
          dropped = true;
        }
      }
      if (at <= 0) break;
    }
    if (size === 1 && !dropped) break;
    size = size === 1 ? 1 : Math.ceil(size / 2);
  }
  return kept;
}
