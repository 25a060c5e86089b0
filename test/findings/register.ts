// Every finding and every attack: where it is met, and the tests that show it. `register.test.ts` holds it against the tests,
// the papers and docs/attacks.md.

/** Who meets it. "documentation": nothing can, or nobody but its own victim is hurt; users are told. */
export type Where = "contract" | "off-chain core" | "generator" | "documentation";

/** A test: its file, and its title, or as much of it as the file says in one piece. */
export interface Shown {
  readonly file: string;
  readonly title: string;
}

export interface Entry {
  readonly id: string;
  readonly where: readonly Where[];
  readonly tests: readonly Shown[];
  /** Why there is no test, where there is none. */
  readonly why?: string;
}

const CONTRACT: readonly Where[] = ["contract"];
const CORE: readonly Where[] = ["off-chain core"];
const BOTH: readonly Where[] = ["contract", "off-chain core"];
const CHECKER: readonly Where[] = ["generator"];
const TOLD: readonly Where[] = ["documentation"];

const at =
  (file: string) =>
  (title: string): Shown => ({ file, title });
const critical = at("test/findings/critical.test.ts");
const high = at("test/findings/high.test.ts");
const medium = at("test/findings/medium.test.ts");
const apps = at("test/findings/apps.test.ts");
const attacks = at("test/findings/attacks.test.ts");
const core = at("test/findings/offchain.test.ts");
const apply = at("test/offchain/channel/apply.test.ts");
const opening = at("test/offchain/protocol/opening.test.ts");
const payments = at("test/offchain/protocol/payments.test.ts");
const finality = at("test/offchain/protocol/finality.test.ts");
const games = at("test/offchain/protocol/games.test.ts");
const groups = at("test/offchain/protocol/group.test.ts");
const updates = at("test/offchain/protocol/update.test.ts");
const wants = at("test/offchain/watcher/wants.test.ts");
const following = at("test/offchain/adapters/chainFollowing.test.ts");
const sending = at("test/offchain/adapters/chainTransactions.test.ts");
/** A known bug that the simulator must find. */
const bug = at("test/simulation/mutants.ts");
const kinds = at("test/world/kinds.test.ts");
const play = at("test/generator/play.test.ts");

const entry = (id: string, where: readonly Where[], ...tests: readonly Shown[]): Entry => ({ id, where, tests });
const without = (id: string, where: readonly Where[], why: string): Entry => ({ id, where, tests: [], why });

export const REGISTER: readonly Entry[] = [
  entry("C1", CONTRACT, critical("C1: a state that counts on a deposit never made undoes nothing")),
  entry(
    "C2",
    BOTH,
    critical("C2: what lies there for an unpaid withdrawal is nobody else's"),
    apply("spends what is spendable, and not a unit more (adjudicator C2)"),
  ),
  entry(
    "C3",
    BOTH,
    critical("C3: a withdrawal paid in a dispute, cancelled in a newer state, freezes nothing"),
    critical("C3: nor is an asset that a newer state drops paid out twice"),
  ),
  entry(
    "C4",
    BOTH,
    critical("C4: an asset listed twice is no state"),
    opening("one asset twice (adjudicator C4)"),
    opening("assets out of order (adjudicator C4)"),
  ),
  entry(
    "C5",
    CONTRACT,
    critical("C5: an allowance pays for nobody but its owner's own call"),
    critical("C5: a signed deposit goes where it was signed for, once and in time"),
    at("test/world/fundFor.test.ts")("binds each field of the deposit (C5)"),
    at("test/world/fundMany.test.ts")("pulls from nobody by another's permit, used or not (C5)"),
  ),
  entry(
    "C6",
    BOTH,
    critical("C6: one leaf is claimed once, under one index"),
    at("test/offchain/channel/tree.test.ts")(
      "proves each leaf as the contract checks it, the index below 2^depth (adjudicator C6)",
    ),
  ),
  entry(
    "C7",
    BOTH,
    critical("C7: both legs of a virtual channel pay by one outcome, each to its seats: the intermediary ends even"),
  ),
  entry("C8", CONTRACT, critical("C8: a leg reads nothing that can still change")),
  entry(
    "H1",
    CONTRACT,
    high("H1: a virtual channel ends at its expiry, whoever does nothing"),
    high("H1: a challenge just before the expiry does not put off the end"),
  ),
  entry(
    "H2",
    CONTRACT,
    high("H2: what never resolves inside is settled at resolveBy, and nothing is claimed afterwards"),
  ),
  entry(
    "H3",
    CONTRACT,
    high("H3: whoever registers a state of a virtual channel, and however, shows it to the intermediary"),
  ),
  entry(
    "H4",
    BOTH,
    high("H4: a final state below the registered one concludes nothing"),
    high("H4: nor does one in a virtual channel"),
    apply("drains before it is final, and nothing follows a final state (adjudicator H4)"),
  ),
  entry("H5", CONTRACT, high("H5: a concluded channel takes no deposit and no older state")),
  entry(
    "H6",
    BOTH,
    high("H6: fixed by the clock alone, at the second of the deadline"),
    wants("is answered until the deadline, and from then on paid out (adjudicator H6)"),
  ),
  entry("H7", CONTRACT, high("H7: a resume ends one challenge, not the next of the same second")),
  entry(
    "H8",
    CORE,
    finality("counts nothing while a challenge is on chain, even what is held by then (protocol FROZEN)"),
    bug("no freeze"),
  ),
  entry(
    "H9",
    CONTRACT,
    high("H9: a challenge that was overtaken by newer states starts the clock all the same"),
    high("H9: nor does it fail in a virtual channel"),
  ),
  entry(
    "H10",
    CORE,
    finality("does not take held for final: a rejected state may still be signed (bug 1 of the first drafts)"),
    bug("count when held"),
  ),
  entry(
    "H11",
    BOTH,
    high("H11: the second of the publication decides, whenever somebody claims"),
    high("H11: paid long after T, for what was published before"),
    payments("pays nothing off chain from the cutoff on without a final publication (H2)"),
    payments("gives a lock back once a final block says that nobody published in time (H5)"),
    bug("pay off chain after the cutoff"),
  ),
  entry("H12", CONTRACT, high("H12: a hundred payees that burn their gas are settled in slices")),
  entry(
    "H13",
    CONTRACT,
    high("H13: a collectible is no amount"),
    kinds("a collectible as an ERC-20: number 777 counts as 1, not as 777"),
    kinds("an ERC-20, items, an account or a precompile as a collectible"),
  ),
  entry(
    "H14",
    BOTH,
    high("H14: with nothing signed ever, everybody leaves with what it brought"),
    wants("is started with nothing where nothing was signed (adjudicator H14)"),
  ),
  entry("M1", CONTRACT, medium("M1: a mover whose app comes to the chain at the last second has its whole window")),
  entry("M2", CONTRACT, medium("M2: in a game whose states repeat a move is played once")),
  entry(
    "M3",
    BOTH,
    medium("M3: an app that fails for ever pays its pot as it stands, after the fallback delay"),
    wants("that does not go on is claimed as the pot stands, after its fallback delay (adjudicator M3)"),
    games("a fallback before the window and its margin are over (adjudicator M3)"),
  ),
  entry("M4", CONTRACT, medium("M4: nobody is pushed to a credit by a caller who leaves too little gas")),
  entry(
    "M5",
    CONTRACT,
    medium("M5: a batch goes through although somebody claimed a part of it before, or it is not decided"),
  ),
  entry(
    "M6",
    CONTRACT,
    medium("M6: colluders' locks never eat what other channels hold"),
    medium("M6: nor do colluders' apps"),
  ),
  entry("M7", CONTRACT, medium("M7: a tower's authorisation starts one challenge, in time, with a state new enough")),
  entry("M8", CONTRACT, medium("M8: on both sides of a fork of the chain a channel settles by the same states")),
  entry(
    "M9",
    CORE,
    core("M9: nobody locks for a hash whose preimage everybody can read"),
    payments("settles a hash once: a later lock on it comes back (H7)"),
  ),
  entry("M10", CORE, core("M10: on one chain a lock out may end with the lock in, and never after it")),
  entry("M11", CORE, opening("a challenge too short for four margins (adjudicator M11)")),
  entry("M12", CONTRACT, medium("M12: nobody signs for the zero address, and no deposit is nobody's")),
  entry(
    "M13",
    BOTH,
    medium("M13: whoever wins everything can be paid everything"),
    opening("a deposit above 2^112 (adjudicator M13)"),
  ),
  entry("M14", CONTRACT, medium("M14: a deposit that waits for the other's is refused before it")),
  without(
    "L1",
    TOLD,
    "two states of one fingerprint cost 2^80 hashes to find, and the victim has signed one of them: accepted",
  ),
  without("L2", TOLD, "a name: `isFinal`, since `final` is a reserved word"),
  without(
    "L3",
    TOLD,
    "hash locks give an intermediary a free option and let a wormhole take the fees between: no cure on chain",
  ),
  entry("L4", CORE, opening("a payout that is not its own (adjudicator L4)")),
  entry("L5", CORE, opening("one signer twice (adjudicator L5)")),
  entry(
    "L6",
    CORE,
    updates("signs in no other term (BAD_TERM) and no version it used (VERSION_USED, rule 9) or far ahead (LIMIT)"),
  ),
  entry("L7", TOLD, attacks("attack 26: a token that shrinks harms its own channels alone")),
  entry("S1", CORE, core("S1: no move is signed for the chain before the channel is fixed")),
  entry("S1b", CONTRACT, apps("S1b, S2: a move signed for one version is played in no other")),
  entry("S2", CONTRACT, apps("S1b, S2: a move signed for one version is played in no other")),
  entry("S3", CONTRACT, apps("S3: nor in another app at the same state")),
  entry("S4", CONTRACT, apps("S4: nor in another round")),
  entry("S5", CONTRACT, apps("S5: nor as an answer to another move than it answered")),
  entry("S6", CONTRACT, apps("S6: nor once its state has been moved on, whoever was to move")),
  entry("S7", CONTRACT, apps("S7, S8b: a move that makes an entry restarts the clock")),
  entry("S8", CONTRACT, apps("S8: an `each` move that stays in its phase restarts no clock, and voids nobody's")),
  entry("S8b", CONTRACT, apps("S7, S8b: a move that makes an entry restarts the clock")),
  entry("S9", CONTRACT, apps("S9, S10: a time of the terms puts the clock off, and no longer than that")),
  entry("S10", CONTRACT, apps("S9, S10: a time of the terms puts the clock off, and no longer than that")),
  entry("S11", CONTRACT, apps("S11: from the end on there is no move, and nothing to race the timeout")),
  entry("S12", CONTRACT, apps("S12: a refund waits for a block after the publication's last one")),
  entry("S13", CONTRACT, apps("S13: the fallback waits for the app's own times")),
  entry("S13c", CONTRACT, apps("S13c, S14: the fallback pays the pot as it stands, never the stakes")),
  entry(
    "S14",
    BOTH,
    apps("S13c, S14: the fallback pays the pot as it stands, never the stakes"),
    games("a fallback before the window and its margin are over (adjudicator M3)"),
  ),
  entry(
    "S16",
    ["contract", "generator"],
    apps("S16: a timeout that fails is no verdict"),
    at("test/generator/panics.test.ts")("panics are decided (adjudicator S16, attack 22)"),
  ),
  entry(
    "S16b",
    CHECKER,
    at("test/generator/panics.test.ts")(
      "no timeout panics on any terms and state within the intervals, reached or not",
    ),
  ),
  entry(
    "S17",
    ["contract", "generator"],
    apps("S17: where a due seat has no move left, the pot as it stands is the outcome"),
    play("too few moves on chain"),
  ),
  entry("S18", CONTRACT, apps("S18: too little gas is the caller's fault, and fails nobody's move")),
  entry("S19", CORE, core("S19, S25: nor in answer to one that a reorganisation may still take back")),
  entry("S20", CORE, groups("has a move wait for the one that it answers, until that one is in every possible state")),
  entry("S21", CHECKER, play("the phase begins again")),
  entry("S22", CHECKER, play("the phase begins again")),
  entry("S23", CONTRACT, apps("S23: an app that gives more than it holds gives nothing")),
  entry(
    "S24",
    BOTH,
    apps("S24: in an `each` phase a move fits its entry, whatever others moved since"),
    games("makes on chain the move that was not co-signed in time, and no other (adjudicator §9 (b))"),
  ),
  entry(
    "S25",
    ["off-chain core", "generator"],
    core("S19, S25: nor in answer to one that a reorganisation may still take back"),
    play("equal bids: the first to show wins"),
  ),
  entry("W1", CORE, games("a window shorter than an answer on chain takes (adjudicator §9 (e))")),
  entry("R1", CONTRACT, apps("R1: in a child nothing is played from resolveBy on")),

  entry(
    "attack 1",
    BOTH,
    attacks("attack 1: an old state replaces no newer one"),
    wants("with an older state is answered by half of the window with the newest (attack 1, rule 6)"),
  ),
  entry("attack 2", CONTRACT, attacks("attack 2: no state, new or equal, gives a challenge more time")),
  entry("attack 3", CONTRACT, attacks("attack 3: ending a challenge brings no earlier state back")),
  entry("attack 4", CONTRACT, attacks("attack 4: an outsider starts no clock, but may bring a newer state")),
  entry("attack 5", CONTRACT, attacks("attack 5: nothing is concluded without everybody, or without the final flag")),
  entry("attack 6", CONTRACT, attacks("attack 6: nothing is settled by a state that the caller prefers")),
  entry(
    "attack 7",
    CORE,
    sending("raises the fee of what is not mined, keeps the nonce, and stops at the cap (attacks 7, 12)"),
  ),
  entry(
    "attack 8",
    BOTH,
    attacks("attack 8: time is the block's time, and no block is counted"),
    opening("a challenge too short for four margins (adjudicator M11)"),
  ),
  entry("attack 9", CORE, core("M10: on one chain a lock out may end with the lock in, and never after it")),
  entry("attack 10", CORE, core("attack 10: no more locks are taken than can be claimed in time")),
  entry("attack 11", CORE, core("attack 11: nor for longer than a peer's money may be held")),
  entry("attack 12", CORE, sending("sends again what a reorg threw out of the chain (attack 12: the effect counts)")),
  entry("attack 13", CORE, following("says that the head stands still, and when it moves again (attack 13)")),
  without("attack 14", TOLD, "hash locks cannot keep two hops of a route from meeting: the fees between are theirs"),
  entry(
    "attack 15",
    CORE,
    core("attack 11: nor for longer than a peer's money may be held"),
    at("test/e2e/typedSwap.test.ts")(
      "lapses on chain when the taker falls silent: the goods go back, the premium is the maker's",
    ),
  ),
  entry(
    "attack 16",
    BOTH,
    attacks("attack 16: a preimage has 32 bytes, and its hash is SHA-256"),
    apply("pays a lock to whom its end says, by preimage of exactly that hash (attacks 16, 19)"),
  ),
  entry(
    "attack 17",
    BOTH,
    attacks("attack 17: a second publication changes nothing about the first"),
    payments("publishes by C what the payer does not sign, and is paid by the registry (H3, rules 11 and 12)"),
  ),
  entry(
    "attack 18",
    CORE,
    payments("fails upstream only when the lock out is DEAD: asking for it is not enough (H4, attack 18)"),
    bug("fail upstream early"),
  ),
  entry(
    "attack 19",
    CORE,
    payments("a payment without the payee's secret (attack 19)"),
    payments("settles a hash once: a later lock on it comes back (H7)"),
  ),
  entry(
    "attack 20",
    CORE,
    payments("is not signed by the payee where too little time is left (H1), or where it is worth less than its claim"),
  ),
  entry(
    "attack 21",
    BOTH,
    attacks("attack 21: nothing is held of a token that delivers nothing"),
    kinds("collectibles and items by a safe transfer are refused, one or many"),
    opening("signs nothing before every agreed deposit is final (L2, attack 21), and takes payments when they are"),
  ),
  entry(
    "attack 22",
    BOTH,
    attacks("attack 22: one signature has one form, and counts once"),
    at("test/offchain/adapters/nodeKeys.test.ts")(
      "rule 17: refuses what the chain would refuse: wrong v, high s, other bytes, other lengths",
    ),
  ),
  entry("attack 23", CONTRACT, attacks("attack 23: a signature is for one contract, one channel, one purpose")),
  entry("attack 24", CONTRACT, attacks("attack 24: an account without a key signs no state, whatever it would say")),
  entry("attack 25", CONTRACT, attacks("attack 25: another rule is another channel")),
  entry(
    "attack 26",
    CONTRACT,
    attacks("attack 26: a token that takes a fee is not taken"),
    attacks("attack 26: a token that shrinks harms its own channels alone"),
    kinds("items of which one is lost on the way"),
  ),
  entry(
    "attack 27",
    CONTRACT,
    attacks("attack 27: a payee that is refused holds up nobody, and is paid later"),
    at("test/world/redirectCredit.test.ts")("by anybody who holds the message, once"),
  ),
  entry(
    "attack 28",
    CONTRACT,
    attacks("attack 28: whoever is paid or asked for a token enters nothing"),
    attacks("attack 28: nor does a token's hook, whatever entry it calls"),
  ),
  entry(
    "attack 29",
    CONTRACT,
    attacks("attack 29: a payee that burns its gas, or answers with a flood, costs the others a bounded amount"),
  ),
  entry(
    "attack 30",
    CONTRACT,
    attacks("attack 30: other code than was agreed on decides nothing"),
    attacks("attack 30: an app writes nothing and takes no more gas than agreed"),
  ),
  entry("attack 31", CONTRACT, attacks("attack 31: the id commits to who is paid, and a first deposit comes back")),
  entry(
    "attack 32",
    CORE,
    following("shows a deposit at the head first, and as final only `reorg` seconds of blocks later (attack 32)"),
    following("takes back what a reorg undoes: deposits and publications (attack 32)"),
  ),
  entry("attack 33", CONTRACT, attacks("attack 33: a state makes nothing, nor does a child's")),
  entry(
    "attack 34",
    CONTRACT,
    attacks("attack 34: nothing is claimed, withdrawn or settled twice"),
    attacks("attack 34: nor is a child's outcome"),
  ),
  entry("attack 35", CONTRACT, attacks("attack 35: a channel is on one chain")),
  entry(
    "attack 36",
    BOTH,
    attacks("attack 36: what failed to be paid stays its owner's when the channel is gone"),
    finality("counts nothing while a challenge is on chain, even what is held by then (protocol FROZEN)"),
  ),
  entry("attack 37", CONTRACT, attacks("attack 37: nobody owns the court, pauses it or takes what is not its own")),
  entry(
    "attack 38",
    BOTH,
    attacks("attack 38: what is no answer, or no leaf, is refused by name"),
    at("test/offchain/protocol/messages.test.ts")(
      "never does anything but decode or be Malformed: 20,000 mutated frames, 20,000 random ones",
    ),
    at("test/offchain/routing/invoice.test.ts")("attack 38: any text at all is refused by name"),
  ),
  entry("attack 39", BOTH, attacks("attack 39: what a tower holds moves no money")),
  entry(
    "attack 40",
    CONTRACT,
    attacks("attack 40: what backs a virtual channel is paid by its legs, and by nothing else"),
  ),
  entry(
    "attack 41",
    CONTRACT,
    attacks("attack 41: until the deadline the newest state can be registered, and from it on be settled, for ever"),
  ),
];
