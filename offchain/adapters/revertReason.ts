import { Interface } from "ethers";
import type { Hex } from "../evm/hex.ts";
import { adjudicatorInterface } from "./adjudicatorInterface.ts";

/** What tokens revert with (ERC-6093), beside the adjudicator's own errors. */
const tokenErrors: Interface = new Interface([
  "error ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed)",
  "error ERC20InsufficientAllowance(address spender, uint256 allowance, uint256 needed)",
  "error ERC20InvalidReceiver(address receiver)",
  "error ERC20InvalidSpender(address spender)",
]);

/**
 * Revert data in words: the custom error with its arguments, a `require`'s text, or the bytes where nobody knows them.
 * @example revertReason("0x…") // "StaleVersion(have: 12, got: 12)"
 */
export function revertReason(data: Hex): string {
  if (data === "0x") return "it reverted without a reason";
  for (const known of [adjudicatorInterface, tokenErrors]) {
    const error = known.parseError(data);
    if (error === null) continue;
    const args = error.fragment.inputs.map(
      (input, i) => `${input.name === "" ? "" : `${input.name}: `}${String(error.args[i])}`,
    );
    return `${error.name}(${args.join(", ")})`;
  }
  return `an error nobody here knows, ${data.slice(0, 74)}`;
}
