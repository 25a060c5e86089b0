/** What we say to each of slither's detectors that has something to report. One without an answer here is an open finding. */
export const TRIAGE: Readonly<Record<string, string>> = {
  "arbitrary-send-erc20":
    "The funder is the caller, or has signed this very deposit: `Consents.spend` for what is pulled by allowance (finding C5; named tests).",
  assembly: "Each block has a proof beside it and a differential test (record 0022).",
  "calls-loop": "Payments of a batch: each is capped, and its failure a credit.",
  "costly-loop": "Bounded by 100 participants and 16 assets; masks slice what would be too much (finding H12).",
  "divide-before-multiply": "In OpenZeppelin's Math, which nothing here calls with a quotient that matters.",
  "incorrect-equality":
    "Meant: the balance moves by the amount exactly, or the deposit reverts (finding H13, attack 26). Nobody else is hurt by tokens sent in.",
  "incorrect-exp": "In OpenZeppelin's Math: the Newton iteration's first guess is an exclusive or.",
  "incorrect-return": "Meant: the answer of the annex or the cashier is the answer of the call.",
  "low-level-calls": "Payments, capped and their answer bounded (attack 29); a permit that may fail.",
  "missing-zero-check": "An owner may burn what is its own (finding L4).",
  "naming-convention": "Immutables in capitals, as constants.",
  pragma: "OpenZeppelin's files name ranges; what compiles them is pinned in deploy/compiler.json.",
  "redundant-statements": "`ok;` says that the answer of a permit is ignored on purpose.",
  "reentrancy-benign": "Under the lock; see below.",
  "reentrancy-events": "Under the lock: no entry that writes runs meanwhile, and nothing else of a channel emits.",
  "reentrancy-no-eth":
    "Deposits write after they pull, for what comes in is known only then. The transient lock refuses every entry that writes until the call ends (attack 28; fuzzed with tokens that call back).",
  "reentrancy-eth": "Under the lock, effects first.",
  "shadowing-local": "A name of a parameter and of a function of a library; no state.",
  "solc-version": "0.8.30 is pinned; OpenZeppelin's files name ranges.",
  timestamp: "Deadlines are the purpose. Durations are hours, a proposer moves a timestamp by seconds (attack 8).",
  "too-many-digits": "Literals of OpenZeppelin, and type hashes.",
  "uninitialized-local": "Zero is the value that is meant: the loop's first turn sets them.",
  "unused-return":
    "`conclude` writes no new version: the closed holdings refuse every state from then on (finding H5). The others are OpenZeppelin's.",
};
