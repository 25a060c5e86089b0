import { posix } from "node:path";
import type { Hex } from "../../offchain/evm/hex.ts";
import { initCodes, type Sources, sourcesOf } from "./compile.ts";
import { DEFENCES, type Defence } from "./defences.ts";

/** Code in which some defences can be taken out: the n-th of them, from 1, is out where the block's coinbase is n. */
export interface Weakened {
  readonly initCode: Hex;
  readonly defences: readonly Defence[];
}

/** The defences as they stand in the sources: a place, and where several share it, all of them. */
interface Place {
  readonly file: string;
  readonly from: number;
  readonly to: number;
  readonly defences: Defence[];
}

const SWITCH = "contracts/libraries/Removed.sol";

/** One word that no contract reads says which defence is out. Pure in name, so that it fits everywhere. */
const SWITCH_SOURCE = `// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;
library Removed {
    function at(uint256 n) internal pure returns (bool) {
        function(uint256) internal view returns (bool) looking = isOut;
        function(uint256) internal pure returns (bool) blind;
        assembly ("memory-safe") { blind := looking }
        return blind(n);
    }
    function isOut(uint256 n) private view returns (bool) { return uint160(address(block.coinbase)) == n; }
}
`;

/** The account that has to be a chain's coinbase for the n-th defence to be out; 0: all stand. */
export function coinbaseFor(n: number): Hex {
  return `0x${n.toString(16).padStart(40, "0")}`;
}

/**
 * Where a defence stands.
 * @throws Error if its text is not there, or there twice.
 */
export function placeOf({ id, file, text }: Defence, content: string): number {
  const from = content.indexOf(text);
  if (from < 0)
    throw new Error(`${id}: ${file} does not read \`${text}\` any more: write the defence as it stands now`);
  if (content.includes(text, from + 1))
    throw new Error(`${id}: ${file} reads \`${text}\` twice: take more of the line`);
  return from;
}

/** The adjudicator with all these defences removable, compiled as for deployment: as few times as places that overlap allow. */
export function weaken(defences: readonly Defence[] = DEFENCES): readonly Weakened[] {
  const sources = sourcesOf(["contracts/Adjudicator.sol"]);
  return batchesOf(places(defences, sources)).map((batch) => {
    const numbered = batch.flatMap((place) => place.defences);
    const code = initCodes(rewritten(sources, batch, numbered), ["Adjudicator"]).get("Adjudicator");
    if (code === undefined) throw new Error("the weakened sources hold no Adjudicator");
    return { initCode: code, defences: numbered };
  });
}

function places(defences: readonly Defence[], sources: Sources): Place[] {
  const found: Place[] = [];
  for (const defence of defences) {
    const content = sources[defence.file]?.content;
    if (content === undefined) throw new Error(`${defence.id}: the adjudicator is made without ${defence.file}`);
    const from = placeOf(defence, content);
    const to = from + defence.text.length;
    const same = found.find((place) => place.file === defence.file && place.from === from && place.to === to);
    if (same === undefined) found.push({ file: defence.file, from, to, defences: [defence] });
    else same.defences.push(defence);
  }
  return found;
}

/** Places of one batch do not overlap. */
function batchesOf(all: readonly Place[]): Place[][] {
  const batches: Place[][] = [];
  for (const place of all) {
    const room = batches.find((batch) => !batch.some((other) => overlap(place, other)));
    if (room === undefined) batches.push([place]);
    else room.push(place);
  }
  return batches;
}

function overlap(a: Place, b: Place): boolean {
  return a.file === b.file && a.from < b.to && b.from < a.to;
}

function rewritten(sources: Sources, batch: readonly Place[], numbered: readonly Defence[]): Sources {
  const next: Sources = { ...sources, [SWITCH]: { content: SWITCH_SOURCE } };
  for (const file of new Set(batch.map((place) => place.file))) {
    let content = sources[file]?.content ?? "";
    const here = batch.filter((place) => place.file === file).sort((a, b) => b.from - a.from);
    for (const place of here)
      content = content.slice(0, place.from) + switched(place, numbered) + content.slice(place.to);
    const path = posix.relative(posix.dirname(file), SWITCH);
    const imported = `import {Removed} from "${path.startsWith(".") ? path : `./${path}`}";`;
    next[file] = { content: content.replace(/^pragma .*$/m, (pragma) => `${pragma}\n${imported}`) };
  }
  return next;
}

function switched({ defences }: Place, numbered: readonly Defence[]): string {
  const text = defences[0]?.text ?? "";
  return defences.reduce((otherwise, defence) => {
    const out = `Removed.at(${numbered.indexOf(defence) + 1})`;
    if (/[;}]$/.test(text)) return `if (${out}) { ${defence.removal} } else { ${otherwise} }`;
    return `(${out} ? (${defence.removal}) : (${otherwise}))`;
  }, text);
}
