/** Single letters to change, put in or leave out to get from one word to the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (letter === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length] ?? 0;
}

/**
 * The word that was probably meant.
 *
 * @example nearest("tiemout", ["move", "timeout"]) // "timeout"
 */
export function nearest(word: string, words: readonly string[]): string {
  return [...words].sort((a, b) => distance(word, a) - distance(word, b))[0] ?? word;
}
