import type { Hex } from "../../offchain/evm/hex.ts";
import { DEPOSIT, ETH, OTHER, PROFILE, type Simulation, TOKEN, TOKENS } from "./simulation.ts";
import { hold } from "./violation.ts";

const ROUNDS = 40;

const BOTH: readonly Hex[] = [OTHER, TOKEN];

/**
 * Opens the channels of a run: a line in ETH and in a token, every other link of it in two tokens, and a direct one between its ends
 * in every asset; then waits until all are open.
 */
export function openChannels(run: Simulation): void {
  const count = run.nodes.length;
  const links: [number, number, readonly Hex[]][] = [];
  for (let i = 0; i + 1 < count; i++) links.push([i, i + 1, [ETH]], [i + 1, i, (i + count) % 2 === 0 ? BOTH : [TOKEN]]);
  if (count > 2) links.push([0, count - 1, TOKENS]);
  for (const node of run.nodes) node.turn([{ kind: "connected", nonce: node.nonce() }]);
  run.block(false);
  for (const [code] of run.world.apps)
    for (const node of run.nodes)
      run.request(node, {
        kind: "setPolicy",
        app: code,
        policy: { maxStakes: { [ETH]: 500n, [OTHER]: 500n, [TOKEN]: 500n }, ask: false },
      });
  for (const [from, to, tokens] of links) {
    const opener = run.nodes[from];
    const peer = run.nodes[to];
    if (opener === undefined || peer === undefined) continue;
    const opening = {
      request: null,
      assets: tokens.map((token) => ({ token, deposits: [DEPOSIT, DEPOSIT] })),
      challengeDuration: PROFILE.challengeDuration,
      salt: BigInt(run.random.below(2 ** 31)),
    };
    run.request(opener, { kind: "openChannel", peer: peer.keys.nodeId, opening });
  }
  const open = (): number =>
    run.nodes.reduce((sum, node) => sum + node.channels().filter(({ life }) => life === "open").length, 0);
  for (let i = 0; i < ROUNDS && open() < 2 * links.length; i++) run.round();
  hold(
    "15",
    open() === 2 * links.length,
    () => `${open()} of ${2 * links.length} ends of channels are open after ${ROUNDS} rounds without faults`,
  );
}
