import type { Snapshot } from "./entries.ts";
import { FIGURE_NAMES, MEANINGS, TARGETS } from "./keys.ts";

export const TABLE_FILE = "audits/gas.md";

const HEAD = `# Gas

Written by \`npm run gas -- --write\`, held by a test. solc and its settings as deploy/compiler.json pins them; hardhat's chain.

Conditions: the reentrancy guard is on, the court holds funds already, every channel's slots are fresh, two participants unless
said otherwise, one of two deltas negative, signers and payouts accounts with a balance, no payout the sender, everyone paid.
`;

/** The figures as a document. @example tableOf(snapshot).startsWith("# Gas") */
export function tableOf({ sizes, figures, entries }: Snapshot): string {
  const rows = FIGURE_NAMES.map((name) => [name, MEANINGS[name], shown(figures[name]), shown(TARGETS[name]), over(figures[name], TARGETS[name])]);
  return [
    HEAD,
    "## Against the targets\n",
    tableText(["figure", "what", "gas", "target", "over"], rows),
    "\n## Other entries\n",
    tableText(["what", "gas"], Object.entries(entries).map(([name, gas]) => [name, shown(gas)])),
    "\n## Sizes, in bytes\n",
    tableText(["what", "bytes"], Object.entries(sizes).map(([name, size]) => [name, shown(size)])),
    "",
  ].join("\n");
}

function over(gas: number | null, target: number | null): string {
  if (gas === null || target === null || gas <= target) return "";
  return shown(gas - target);
}

function shown(value: number | null): string {
  return value === null ? "" : value.toLocaleString("en-US");
}

function tableText(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}
