import { digestOf } from "../../offchain/channel/content.ts";
import { entries } from "../../offchain/channel/hexMap.ts";
import { leaves } from "../../offchain/channel/tree.ts";
import type { Hex } from "../../offchain/evm/hex.ts";
import type { ChannelState } from "../../offchain/protocol/channelState.ts";
import { walletOf } from "./ledger.ts";
import type { SimNode } from "./simNode.ts";
import { type Simulation, TOKENS, WEALTH } from "./simulation.ts";
import { hold } from "./violation.ts";

/** Rounds of a second within which everything is over once faults have ceased: locks, a dispute, a game on chain, and margins. */
export const BOUND = 420;

const honest = (run: Simulation): readonly SimNode[] => run.nodes.filter((node) => !run.oracle.byzantine.has(node));

/**
 * What a node that lost its last record cannot end by itself yet: an outcome it has forgotten, which others pay out (reading the
 * state out of the calldata, protocol C3, is not there), and recovery while a bad peer keeps the newest state to itself, or while
 * nobody else has ever seen the final state that was lost (protocol §3 excepts it; the operator's choice of V5 is not there).
 */
function forgotten(run: Simulation, node: SimNode, { life, outcome, behind }: ChannelState): boolean {
  if (!node.stale) return false;
  return (
    (life === "fixed" && outcome === null) || (behind !== null && (behind.sticky || run.oracle.byzantine.size > 0))
  );
}

/** What of a channel is not over, or null. */
function pendingIn({ life, candidates, pending, unfinal, held, genesis, behind }: ChannelState): string | null {
  const name = `${genesis.channelId.slice(0, 10)} (participant ${genesis.me})`;
  if (life === "closed") return null;
  if (life !== "open") return `channel ${name} is ${life}`;
  if (behind !== null) return `channel ${name} is behind`;
  if (candidates.length > 0) return `channel ${name} has ${candidates.length} candidates`;
  if (pending.length > 0) return `channel ${name} has pending ${pending.map(({ op }) => op.body.kind).join(", ")}`;
  if (unfinal.length > 0) return `channel ${name} has operations that are not final`;
  // A child channel may stay open for as long as its ends like.
  const waiting = leaves(held.content.tree).filter(([, { kind }]) => kind !== "leg").length;
  return waiting > 0 ? `channel ${name} has ${waiting} interactions` : null;
}

/** What of a node is not over, or null. */
function pendingOf(run: Simulation, node: SimNode): string | null {
  for (const channel of node.channels()) {
    const found = forgotten(run, node, channel) ? null : pendingIn(channel);
    if (found !== null) return `${node.name}: ${found}`;
  }
  // What hangs on a channel that it cannot end waits with it.
  if (node.channels().some((channel) => forgotten(run, node, channel))) return null;
  const { payments, forwards, invoices } = node.state;
  for (const [id, payment] of entries(payments))
    if (payment.status === "inFlight") return `${node.name}: payment ${id} (${payment.kind}) is in flight`;
  for (const [id, { status }] of entries(forwards))
    if (status !== "settled" && status !== "failed") return `${node.name}: forward ${id} is ${status}`;
  for (const [id, { status }] of entries(invoices))
    if (status === "accepted") return `${node.name}: invoice ${id} is accepted, not settled`;
  return null;
}

/** Rule 15: without faults everything is over within the bound. */
function quiet(run: Simulation, whose: () => readonly SimNode[]): void {
  let left: string | null = "";
  for (let i = 0; i < BOUND; i++) {
    run.round();
    left =
      whose()
        .map((node) => pendingOf(run, node))
        .find((found) => found !== null) ?? null;
    if (left === null) return;
  }
  hold("15", false, () => `after ${BOUND} rounds without faults: ${left}`);
}

/** Both ends of a channel that both know agree on the newest state. */
function agree(run: Simulation): void {
  const seen = new Map<Hex, { digest: Hex; name: string }>();
  for (const node of honest(run)) {
    for (const { genesis, held, life } of node.channels()) {
      if (life !== "open") continue;
      const other = seen.get(genesis.channelId);
      hold(
        "15",
        other === undefined || other.digest === held.digest,
        () => `${node.name} and ${other?.name} do not agree on ${genesis.channelId}`,
      );
      seen.set(genesis.channelId, { digest: held.digest, name: node.name });
    }
  }
}

function askToClose(run: Simulation, force: boolean): void {
  for (const node of honest(run)) {
    for (const { genesis, life } of node.channels()) {
      const first = run.oracle.honestIn(genesis.channelId)[0]?.node;
      if (life === "open" && first === node) run.request(node, { kind: "close", channelId: genesis.channelId, force });
    }
  }
}

function closeAll(run: Simulation): void {
  askToClose(run, false);
  for (let i = 0; i < BOUND; i++) {
    run.round();
    // Some are closed from the chain at once, and those that do not close together, later.
    if (i === 60) askToClose(run, true);
    if (
      honest(run).every((node) =>
        node.channels().every((channel) => channel.life === "closed" || forgotten(run, node, channel)),
      )
    )
      return;
  }
  const open = honest(run).flatMap((node) =>
    node
      .channels()
      .flatMap(({ life, genesis }) =>
        life === "closed" ? [] : [`${node.name}: ${genesis.channelId.slice(0, 10)} is ${life}`],
      ),
  );
  hold("15", false, () => `not closed ${BOUND} rounds after it was asked for: ${open.join("; ")}`);
}

/** What each owns in the end is what it has been told. */
function audit(run: Simulation): void {
  const games = run.games.gains();
  for (const node of honest(run)) {
    if (node.stale || node.mutant?.skipsAudit === true) continue;
    const gains = run.ghost.gains(node);
    for (const token of TOKENS) {
      const want = WEALTH + (gains.get(token) ?? 0n) + (games.get(`${token}/${node.keys.payout}`) ?? 0n);
      const have = walletOf(run.chain.head.world, token, node.keys.payout);
      // A payee that has forgotten, or is bad, may leave money with its payer: nobody honest may have less.
      const exact = run.oracle.byzantine.size === 0 && run.nodes.every(({ stale }) => !stale);
      const fits = exact ? have === want : have >= want;
      hold("6", fits, () => `${node.name} owns ${have} of ${token.slice(0, 6)}, by its own records it must be ${want}`);
    }
  }
}

/** Who has gone to the chain because nobody answered; eight rejected states after another are another matter (protocol C4). */
function impatient(run: Simulation): readonly string[] {
  return run.nodes.flatMap((node) =>
    node
      .channels()
      .flatMap(({ genesis, force }) => (force?.match(/owes/) ? [`${node.name}/${genesis.channelId}`] : [])),
  );
}

/** The last byte of the input: faults cease, everything is settled, and everybody is made whole. */
export function settle(run: Simulation): void {
  run.tamper = null;
  const before = impatient(run);
  run.network.partition(new Set());
  if (run.oracle.byzantine.size === 0) {
    quiet(run, () => honest(run));
    agree(run);
    const late = run.nodes.some(({ stale }) => stale) ? [] : impatient(run).filter((name) => !before.includes(name));
    hold("15", late.length === 0, () => `with nothing in its way, the chain is asked for what is owed: ${late.join()}`);
  }
  closeAll(run);
  quiet(run, () => honest(run));
  for (const channelId of run.oracle.groups.keys()) {
    const state = run.oracle.honestIn(channelId).find(({ state: { outcome } }) => outcome !== null)?.state;
    if (state?.outcome === undefined || state.outcome === null) continue;
    run.oracle.settledOn(channelId, digestOf(state.genesis.domain, channelId, state.outcome));
  }
  audit(run);
}
