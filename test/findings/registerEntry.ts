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

export const CONTRACT: readonly Where[] = ["contract"];
export const CORE: readonly Where[] = ["off-chain core"];
export const BOTH: readonly Where[] = ["contract", "off-chain core"];
export const CHECKER: readonly Where[] = ["generator"];
export const TOLD: readonly Where[] = ["documentation"];

export const at =
  (file: string) =>
  (title: string): Shown => ({ file, title });
export const critical = at("test/findings/critical.test.ts");
export const high = at("test/findings/high.test.ts");
export const medium = at("test/findings/medium.test.ts");
export const apps = at("test/findings/apps.test.ts");
export const attacks = at("test/findings/attacks.test.ts");
export const core = at("test/findings/offchain.test.ts");
export const apply = at("test/offchain/channel/apply.test.ts");
export const opening = at("test/offchain/protocol/opening.test.ts");
export const payments = at("test/offchain/protocol/payments.test.ts");
export const finality = at("test/offchain/protocol/finality.test.ts");
export const games = at("test/offchain/protocol/games.test.ts");
export const groups = at("test/offchain/protocol/group.test.ts");
export const updates = at("test/offchain/protocol/update.test.ts");
export const wants = at("test/offchain/watcher/wants.test.ts");
export const following = at("test/offchain/adapters/chainFollowing.test.ts");
export const sending = at("test/offchain/adapters/chainTransactions.test.ts");
/** A known bug that the simulator must find. */
export const bug = at("test/simulation/mutants.ts");
export const worldKinds = at("test/world/kinds.test.ts");
export const kinds = at("test/findings/kinds.test.ts");
export const play = at("test/generator/play.test.ts");

export const entry = (id: string, where: readonly Where[], ...tests: readonly Shown[]): Entry => ({ id, where, tests });
export const without = (id: string, where: readonly Where[], why: string): Entry => ({ id, where, tests: [], why });
export const virtual = at("test/offchain/protocol/virtual.test.ts");
