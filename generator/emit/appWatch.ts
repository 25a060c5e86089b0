import type { AppModel, MoveModel, RoleModel, TimeoutModel } from "../model/appModel.ts";

/** A row of the app's table: what a role does in a phase once the channel is fixed (spec-language §4, Watcher). */
export interface WatchRowModel {
  readonly phase: string;
  readonly role: string;
  readonly due: readonly {
    readonly move: number;
    readonly name: string;
    readonly must: boolean;
    readonly needs: string;
  }[];
  readonly lock: "publish the preimage, if known" | "hand a published preimage upstream" | null;
  readonly clock: TimeoutModel["clock"];
  readonly timeout: { readonly name: string; readonly leadsTo: readonly string[] };
  readonly others: readonly string[];
}

/** A row for each role in each phase that is not final: the table is total, as every such phase has a timeout. */
export function watchRows(model: AppModel): WatchRowModel[] {
  return model.phases.flatMap((phase) => {
    const timeout = model.timeouts.find((candidate) => candidate.phase === phase.name);
    return timeout === undefined ? [] : model.roles.map((role) => watchRow(model, role, timeout));
  });
}

function watchRow(model: AppModel, role: RoleModel, timeout: TimeoutModel): WatchRowModel {
  const here = model.moves.filter((move) => move.in === timeout.phase);
  const onChain = here.filter((move) => move.atMostOnChain > 0);
  const mine = onChain.filter((move) => move.roles.includes(role.name));
  const others = onChain.filter((move) => role.max > 1 || move.roles.some((name) => name !== role.name));
  return {
    phase: timeout.phase,
    role: role.name.toLowerCase(),
    due: mine.map((move) => ({
      move: model.moves.indexOf(move),
      name: move.name,
      must: move.who !== "any",
      needs: needsOf(move),
    })),
    lock: lockDuty(here, role, timeout),
    clock: timeout.clock,
    timeout: { name: timeout.function, leadsTo: timeout.to },
    others: others.map((move) => move.name),
  };
}

/** Whose off-chain moves the registry replaces publishes; the others carry on what was published. */
function lockDuty(here: readonly MoveModel[], role: RoleModel, timeout: TimeoutModel): WatchRowModel["lock"] {
  if (!timeout.readsPublished) return null;
  return here.some((move) => move.roles.includes(role.name))
    ? "publish the preimage, if known"
    : "hand a published preimage upstream";
}

function needsOf(move: MoveModel): string {
  if (move.seals !== null) return "a new secret";
  if (move.reveals !== null) return "the stored secret";
  if (move.args.some((arg) => arg.type === "Quote")) return "a quote";
  return move.args.length > 0 ? "arguments" : "nothing";
}
