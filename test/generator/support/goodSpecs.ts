import { specText } from "./verdict.ts";

/** One place of a good spec, what is written there instead, and what the checker says of it. */
export interface Edit {
  readonly rule: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly says: RegExp;
}

/** An edit of tic-tac-toe, or of another of the specs below. */
export const edit = (rule: string, from: string, to: string, says: RegExp, file = "TicTacToe.sol"): Edit => ({
  rule,
  file,
  from,
  to,
  says,
});

const ticTacToe = specText("TicTacToe");

/** Specs to break, by the name of their file; some are broken in many places already. */
export const GOOD: Readonly<Record<string, string>> = {
  "TicTacToe.sol": ticTacToe,
  "HashLock.sol": specText("HashLock"),
  "RockPaperScissors.sol": specText("RockPaperScissors"),
  "Unphased.sol": ticTacToe.replace("library TicTacToe {", "library Unphased {").replaceAll(/\bPhase\b/g, "Stage"),
  "Call.sol": ticTacToe.replace("library TicTacToe {", "library Call {"),
  "TwoMoves.sol": ticTacToe
    .replace("library TicTacToe {", "library TwoMoves {")
    .replace(
      "/// @custom:timeout",
      "/// @notice Pass.\n    /// @custom:move turns X, O in Playing\n    function pass(State memory s) internal pure {\n        s.moves++;\n    }\n\n    /// @custom:timeout",
    ),
  "Bare.sol": ticTacToe
    .replace("library TicTacToe {", "library Bare {")
    .replaceAll("Terms memory t, ", "")
    .replaceAll("(t, s, ", "(s, ")
    .replaceAll("t.stake", "1"),
};
