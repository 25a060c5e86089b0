const IMPORT = 'import chenilles from "chenilles/hardhat";\n';

/**
 * A Hardhat config with the plugin added, where it is plain how; null where it is not. `same` where it has it already.
 *
 * @example withPlugin('export default defineConfig({ plugins: [] });') // "import chenilles …\nexport default defineConfig({ plugins: [chenilles] });"
 */
export function withPlugin(config: string): string | "same" | null {
  if (/["']chenilles\/hardhat["']/.test(config)) return "same";
  if (/\bchenilles\b/.test(config) || /^import .* = require\(/m.test(config)) return null;
  const lists = [...config.matchAll(/\bplugins\s*:\s*\[/g)];
  const starts = [...config.matchAll(/\bdefineConfig\(\s*\{/g)];
  const at = lists.length === 1 ? lists[0] : lists.length === 0 && starts.length === 1 ? starts[0] : undefined;
  if (at === undefined || starts.length !== 1 || isInComment(config, at.index)) return null;
  const end = at.index + at[0].length;
  const rest = config.slice(end);
  const added = lists.length === 0 ? "\n  plugins: [chenilles]," : /^\s*\]/.test(rest) ? "chenilles" : "chenilles, ";
  return withImport(config.slice(0, end) + added + rest);
}

/** The import before the first of the file's own. */
function withImport(text: string): string {
  const first = /^import /m.exec(text);
  return first === null ? IMPORT + text : text.slice(0, first.index) + IMPORT + text.slice(first.index);
}

function isInComment(text: string, at: number): boolean {
  const line = text.slice(text.lastIndexOf("\n", at) + 1, at);
  return line.includes("//") || text.lastIndexOf("/*", at) > text.lastIndexOf("*/", at);
}
