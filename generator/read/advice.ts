/** What to write instead, by the rule that is broken. Every rule of the checker is here: the tests hold one bad spec for each. */
export const ADVICE = {
  "app-library":
    'write one `library` named as its file, importing from "./Rules.sol" only; helpers and constants go inside',
  "pure-internal": "write `internal pure`: a spec reads no clock, chain, storage or caller",
  "no-modifier": "write the condition as a `require` or an `if` in the body",
  recursion: "write a loop with a constant bound, or break the cycle of calls",
  node: "write it with assignments, `if`, bounded `for`, `return`, `require` and calls of internal functions",
  loop: "write `for (uint256 i = a; i < N; i++)` and leave `i` alone in the body; N is a constant, `s.pot.seats` or a length",
  "bounded-type":
    "use a type of fixed size, or give the list its length once, in `start`: `s.list = new T[](s.pot.seats)`",
  "app-size": "use narrower or fewer fields, fewer seats, or keep a hash of what is long",
  phase: "declare `enum Phase {…}`, the initial phase first, and lead to each of the others by a move or a timeout",
  "phase-literal": "write `s.phase = Phase.X`, or a conditional of two names",
  role: "write `/// @custom:role`, `@custom:role 4` or, on the last role only, `@custom:role 2 to 16`, on a `uint256 constant`",
  "role-seat": "number the roles' first seats from 0, without gaps; only the last role has a varying number of seats",
  asset: "write `/// @custom:asset` on a `uint256 constant`",
  "asset-index": "number the assets from 0, in the order of the file",
  stake: "write `function stake(Terms memory t, uint256 asset, uint256 seat) internal pure returns (uint256)`",
  start: "write `function start(Terms memory t, State memory s) internal pure`",
  name: "give it another name",
  refusal: "write `require(condition, Error(arguments))` with an `error Error(…)` of the library",
  watch: "leave the watcher one answer for each phase, role and thing that the chain can show",
  state: "begin `struct State` with `Phase phase; Pot pot;`, then what else changes",
  terms: "declare `struct Terms {…}`; what changes belongs to `State`",
  params:
    "write a move as `f(Terms t?, State s, uint256 by?, own arguments…)`, a timeout as `f(Terms t?, State s, uint64 published?)`",
  title: "write `/// @title …` above the library",
  notice: "write `/// @notice …` above the function: the client and the sheet quote it",
  move: "write `/// @custom:move [each|any|turns] ROLE, … in Phase[, at most N on chain]`",
  who: "write 'each' (all must, in any order), 'turns' (one at a time) or 'any' (may, need not); one mode for a phase",
  turn: "write `function turn(State memory s, uint256 seat) internal pure returns (bool)`",
  "turn-reads": "only read the state in `turn`; what a move changes, the move changes",
  "no-timeout":
    "write `/// @custom:timeout Phase after duration` on a function that says what silence costs, and moves to a later phase",
  timeout:
    "write one `/// @custom:timeout Phase after duration [from time]` or `Phase at time`, naming fields of Terms",
  "timeout-forward": "assign a later phase of the enum on every path of the timeout",
  "timeout-total": "take the condition out: a timeout works from every state; pay with `payUpTo`, which never fails",
  total: "take the condition out; terms that make no sense are refused in `start`",
  panic: "bound the value before it is used: a narrower type, `%`, or a test with an early return",
  clock: "name a field of Terms of type `uint64`, in seconds",
  "absolute-clock":
    "write 'after <duration> from <time>'; 'at' only with one `Lock` in Terms, `uint64 published` and moves 'at most 0 on chain'",
  reveals:
    "seal in an earlier phase, show as `f(…, own arguments…, bytes32 salt)` tagged `@custom:reveals <sealing move>`, and check `s.seals[by].hides(by, abi.encode(own arguments), salt)`",
  pot: "move money by `s.pot.pay(ASSET, from, to, amount)` in moves and `s.pot.payUpTo(…)` in timeouts",
  alias: "use the parameter's own name; pass it on to helpers as an argument",
  "unknown-tag": "write role, asset, move, reveals or timeout after `@custom:`",
  conserve: "move money by `pay` and `payUpTo` only; if they do, this is a defect of the generator: please report it",
  waits:
    "leave the phase when the last seat has moved, and let nobody's move make another seat due in the same visit of an `each` phase",
  "silence-pays": "let the timeout take from who is late, never give",
  "silence-beats-play":
    "let silence cost at least what the late ones could still lose by playing: a higher stake, or a forfeit to the others",
  commute: "let the result depend on who showed what, never on who came first: break ties by the seat",
  budget: "raise 'at most N on chain' to the most moves that the phase can ask of one seat",
  "type-string":
    'write the constant as `keccak256("Name(type field,…)")` with the struct\'s own fields, and name it after the struct',
  limit: "write a number, or numbers joined by + - * <<",
  "lost-tag":
    "write the tag in a `///` comment directly above its constant or function, without an empty line inside the comment",
} as const;

/** The name of a rule, as diagnostics quote it. */
export type RuleName = keyof typeof ADVICE;
