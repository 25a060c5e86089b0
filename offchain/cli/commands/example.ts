/** The example at the end of a command's --help. */
export function example(...lines: readonly string[]): string {
  return `\nExample:\n${lines.map((line) => `  $ chenilles ${line}`).join("\n")}\n`;
}
