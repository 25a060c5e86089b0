import compiler from "../../deploy/compiler.json" with { type: "json" };
import type { Address, Hex } from "../../offchain/evm/hex.ts";
import { compiled, contractSources } from "./solidity.ts";

/** A mistake that was put into the contracts: in one place of a file, another text. `BUG` stands for "this mistake is on". */
export interface Bug {
  readonly name: string;
  readonly file: string;
  readonly text: string;
  readonly mistaken: string;
  /** Whether a few sequences find it, so that every test run can show it. */
  readonly quick: boolean;
}

const QUICK: ReadonlySet<string> = new Set(["H5", "C6", "rule 2", "rule 8", "attack 28"]);

function bug(name: string, file: string, text: string, mistaken: string): Bug {
  const shows = /\((.*)\)$/.exec(name)?.[1] ?? "";
  return { name, file, text, mistaken, quick: QUICK.has(shows) };
}

/** Mistakes that sequences must find. */
export const BUGS: readonly Bug[] = [
  bug(
    "a channel is fixed one second late (H6)",
    "contracts/libraries/Slots.sol",
    "status(slot) == DISPUTED && block.timestamp >= deadline(slot)",
    "status(slot) == DISPUTED && block.timestamp >= deadline(slot) + (BUG ? 1 : 0)",
  ),
  bug(
    "a child is fixed one second after its expiry (H1)",
    "contracts/libraries/Slots.sol",
    "block.timestamp >= expiry)",
    "block.timestamp >= expiry + (BUG ? 1 : 0))",
  ),
  bug(
    "a closed channel takes deposits (H5)",
    "contracts/libraries/Funding.sol",
    "require(!Holdings.isClosed(word)",
    "require(BUG || !Holdings.isClosed(word)",
  ),
  bug(
    "a hash lock is claimed twice (C6)",
    "contracts/libraries/HashLocks.sol",
    "payee == NOBODY || word & bit != 0",
    "payee == NOBODY || (!(BUG) && word & bit != 0)",
  ),
  bug(
    "a publication at `until` is late (H11)",
    "contracts/libraries/HashLocks.sol",
    "published <= until",
    "published + (BUG ? 1 : 0) <= until",
  ),
  bug(
    "leaves eat more than is locked (M6)",
    "contracts/libraries/HashLocks.sol",
    "if (Leaves.released(book, channelId, asset) + amount > locked) return;",
    "if (!(BUG) && Leaves.released(book, channelId, asset) + amount > locked) return;",
  ),
  bug(
    "a deadline repeats (H7)",
    "contracts/libraries/Disputes.sol",
    "if (deadline <= slot.deadline())",
    "if (!(BUG) && deadline <= slot.deadline())",
  ),
  bug(
    "an authorisation never ends (M7)",
    "contracts/libraries/Disputes.sol",
    "block.timestamp <= validUntil &&",
    "(BUG || block.timestamp <= validUntil) &&",
  ),
  bug(
    "withdrawals that are not paid yet are forgotten (C2)",
    "contracts/libraries/Registration.sol",
    "left -= int256(Holdings.unpaid(",
    "if (!(BUG)) left -= int256(Holdings.unpaid(",
  ),
  bug(
    "a settlement is paid twice (rule 2)",
    "contracts/libraries/Holdings.sol",
    "book.holding[at] = withNet(word, i, -delta);",
    "if (!(BUG)) book.holding[at] = withNet(word, i, -delta);",
  ),
  bug(
    "a payment that fails leaves no credit (rule 8)",
    "contracts/libraries/Pay.sol",
    "book.credit[payout][key] += amounts[i];",
    "if (!(BUG)) book.credit[payout][key] += amounts[i];",
  ),
  bug(
    "a move is taken at its end (S11)",
    "contracts/libraries/AppSteps.sol",
    "require(block.timestamp < end, MoveTooLate(end));",
    "require(block.timestamp < end + (BUG ? 1 : 0), MoveTooLate(end));",
  ),
  bug(
    "a leg is paid before its child is complete (C8)",
    "contracts/libraries/Children.sol",
    "if (Leaves.released(book, channelId, k) != state.assets[k].locked) return false;",
    "if (!(BUG) && Leaves.released(book, channelId, k) != state.assets[k].locked) return false;",
  ),
  bug(
    "the registered version is registered again (attack 2)",
    "contracts/Adjudicator.sol",
    "require(state.version > slot.version(), StaleVersion",
    "require(state.version + (BUG ? 1 : 0) > slot.version(), StaleVersion",
  ),
  bug(
    "an entry that pays is entered again from inside (attack 28)",
    "contracts/Adjudicator.sol",
    "require(entered == 0, Reentered());\n        entered = 1;",
    "require(BUG || entered == 0, Reentered());\n        entered = 1;",
  ),
];

/** Who mines the blocks in which a mistake is made; with any other miner none is. */
export function minerOf(index: number): Address {
  return `0x${(0xb0900 + index).toString(16).padStart(40, "0")}`;
}

/**
 * The adjudicator's init code with all mistakes in it, each made only where `minerOf` its place mines: one compilation.
 * @throws Error where the text of a mistake is not, or not once, in its file.
 */
export function codeWithBugs(): Hex {
  const sources = contractSources();
  BUGS.forEach(({ name, file, text, mistaken }, n) => {
    const parts = (sources[file] ?? "").split(text);
    if (parts.length !== 2) throw new Error(`"${name}": ${file} has ${parts.length - 1} times ${text}`);
    const isOn = `block.coinbase == address(uint160(${BigInt(minerOf(n))}))`;
    sources[file] = parts.join(mistaken.replace("BUG", isOn));
  });
  const wanted = ["contracts/Adjudicator.sol"];
  const needed = Object.entries(sources).filter(([file]) => !file.startsWith("contracts/mocks/"));
  // Only what keeps the stack in reach: a third of the time of the full optimizer, and none of its reasons here.
  const optimizer = {
    enabled: false,
    details: { yul: true, yulDetails: { stackAllocation: true, optimizerSteps: "" } },
  };
  const settings = { evmVersion: compiler.settings.evmVersion, viaIR: true, optimizer };
  const contracts = compiled({ name: "bugs", sources: Object.fromEntries(needed), settings, wanted });
  return contracts["Adjudicator"]?.initCode ?? "0x";
}
