import type { Hex } from "../../offchain/evm/hex.ts";
import { DEPOSIT, ETH, OTHER, PROFILE, type Simulation, TOKEN, TOKENS } from "./simulation.ts";
import { hold } from "./violation.ts";

const ROUNDS = 40;

const BOTH: readonly Hex[] = [OTHER, TOKEN];

interface Link {
  readonly members: readonly number[];
  readonly tokens: readonly Hex[];
}

/** A line in ETH and in a token, every other link of it in two tokens, and a direct one between its ends in every asset. */
function pairLinks({ nodes }: Simulation): Link[] {
  const count = nodes.length;
  const links: Link[] = [];
  for (let i = 0; i + 1 < count; i++) {
    links.push({ members: [i, i + 1], tokens: [ETH] });
    links.push({ members: [i + 1, i], tokens: (i + count) % 2 === 0 ? BOTH : [TOKEN] });
  }
  if (count > 2) links.push({ members: [0, count - 1], tokens: TOKENS });
  return links;
}

/** One group in ETH and a token; a line of pairs in another token; and in ETH from the last of the group to those outside of it. */
function groupLinks({ nodes, group }: Simulation): Link[] {
  const links: Link[] = [{ members: nodes.map((_, i) => i).slice(0, group), tokens: [ETH, OTHER] }];
  for (let i = 0; i + 1 < nodes.length; i++) {
    links.push({ members: [i + 1, i], tokens: [TOKEN] });
    if (i + 1 >= group) links.push({ members: [i, i + 1], tokens: [ETH] });
  }
  return links;
}

/** Opens the channels of a run, in pairs or with a group; then waits until all are open. */
export function openChannels(run: Simulation): void {
  const links = run.group > 0 ? groupLinks(run) : pairLinks(run);
  for (const node of run.nodes) node.turn([{ kind: "connected", nonce: node.nonce() }]);
  run.block(false);
  for (const [code] of run.world.apps)
    for (const node of run.nodes)
      run.request(node, {
        kind: "setPolicy",
        app: code,
        policy: { maxStakes: { [ETH]: 500n, [OTHER]: 500n, [TOKEN]: 500n }, ask: false },
      });
  for (const { members, tokens } of links) {
    const [opener, ...others] = members.flatMap((at) => run.nodes[at] ?? []);
    if (opener === undefined) continue;
    const opening = {
      peers: others.map(({ keys }) => keys.nodeId),
      assets: tokens.map((token) => ({ token, deposits: members.map(() => DEPOSIT) })),
      challengeDuration: PROFILE.challengeDuration,
      salt: BigInt(run.random.below(2 ** 31)),
    };
    run.request(opener, { kind: "openChannel", opening });
  }
  const ends = links.reduce((sum, { members }) => sum + members.length, 0);
  const open = (): number =>
    run.nodes.reduce((sum, node) => sum + node.channels().filter(({ life }) => life === "open").length, 0);
  for (let i = 0; i < ROUNDS && open() < ends; i++) run.round();
  hold(
    "15",
    open() === ends,
    () => `${open()} of ${ends} ends of channels are open after ${ROUNDS} rounds without faults`,
  );
}
