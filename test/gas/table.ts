import type { Snapshot } from "./entries.ts";
import { ruleOf } from "./floors.ts";
import { FIGURE_NAMES, type FigureName, MEANINGS, TARGETS } from "./keys.ts";
import { PEER_GAS, PEERS } from "./peers.ts";

export const TABLE_FILE = "audits/gas.md";

const HEAD = `# Gas

Written by \`npm run gas -- --write\`, held by a test. solc and its settings as deploy/compiler.json pins them; hardhat's chain.

Conditions: the reentrancy guard is on, the court holds funds already, every channel's slots are fresh, two participants unless
said otherwise, one of two deltas negative, participants accounts with a balance, one of them the sender, everyone paid. A
payee that is not the sender and was not met before costs 2,500 more.
`;

const LEAST = `What the EVM itself charges for what has to happen under the rules of safety, calldata included: the transaction, words of
storage, signatures, payments, events, the guard; without a single instruction between them. \`test/gas/floors.ts\` has each sum.`;

const BESIDE = `Other projects' contracts were measured once, side by side, each with its own compiler and settings; what counts as pending
differs: guarantees in Nitro, sub-channels in Perun, hash locks elsewhere. In \`claimK\` Nitro's and Perun's pay both
parties as well, Raiden's is the unlocking alone, without its settlement of 124,000.`;

/** The figures as a document. @example tableOf(snapshot).startsWith("# Gas") */
export function tableOf({ sizes, figures, floors, entries }: Snapshot): string {
  const rows = FIGURE_NAMES.map((name) => [name, MEANINGS[name], shown(figures[name]), shown(TARGETS[name]), over(figures[name], TARGETS[name])]);
  return [
    HEAD,
    "## Against the targets\n",
    tableText(["figure", "what", "gas", "target", "over"], rows),
    "\n## The least they could cost\n",
    `${LEAST}\n`,
    tableText(
      ["figure", "gas", "target", "least", "why not less"],
      FIGURE_NAMES.flatMap((name) => leastRow(name, figures[name], floors[name])),
    ),
    "\n## Beside others\n",
    `${BESIDE}\n`,
    tableText(["figure", "here", ...PEERS], FIGURE_NAMES.flatMap((name) => peerRow(name, figures[name]))),
    "\n## Other entries\n",
    tableText(["what", "gas"], Object.entries(entries).map(([name, gas]) => [name, shown(gas)])),
    "\n## Sizes, in bytes\n",
    tableText(["what", "bytes"], Object.entries(sizes).map(([name, size]) => [name, shown(size)])),
    "",
  ].join("\n");
}

function leastRow(name: FigureName, gas: number | null, floor: number | undefined): readonly (readonly string[])[] {
  if (floor === undefined) return [];
  return [[name, shown(gas), shown(TARGETS[name]), shown(floor), ruleOf(name) ?? ""]];
}

function peerRow(name: FigureName, gas: number | null): readonly (readonly string[])[] {
  const row = PEER_GAS[name];
  return row === undefined ? [] : [[name, shown(gas), ...row.map(shown)]];
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
