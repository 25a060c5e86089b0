import type { Hex } from "../../offchain/evm/hex.ts";
import { DEPOSIT, ETH, PROFILE, type Simulation, TOKEN } from "./simulation.ts";
import { hold } from "./violation.ts";

const ROUNDS = 40;

/** Opens the channels of a run: a line in ETH and in a token, and a direct one between its ends; then waits until all are open. */
export function openChannels(run: Simulation): void {
  const links: [number, number, Hex][] = [];
  for (let i = 0; i + 1 < run.nodes.length; i++) links.push([i, i + 1, ETH], [i + 1, i, TOKEN]);
  if (run.nodes.length > 2) links.push([0, run.nodes.length - 1, ETH]);
  for (const node of run.nodes) node.turn([{ kind: "connected", nonce: node.nonce() }]);
  run.block(false);
  for (const [code] of run.world.apps)
    for (const node of run.nodes)
      run.request(node, {
        kind: "setPolicy",
        app: code,
        policy: { maxStakes: { [ETH]: 500n, [TOKEN]: 500n }, ask: false },
      });
  for (const [from, to, token] of links) {
    const opener = run.nodes[from];
    const peer = run.nodes[to];
    if (opener === undefined || peer === undefined) continue;
    const opening = {
      request: null,
      assets: [{ token, deposits: [DEPOSIT, DEPOSIT] }],
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
