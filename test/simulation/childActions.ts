import { entries } from "../../offchain/channel/hexMap.ts";
import { margin } from "../../offchain/protocol/profile.ts";
import { ETH, PROFILE, type Simulation } from "./simulation.ts";

/** Offers a virtual channel over a node that both ends have channels with; now and then too large, or too short. */
export function openVirtual(run: Simulation): void {
  const { random } = run;
  const hubAt = 1 + random.below(Math.max(1, run.nodes.length - 2));
  const ends = random.once(2) ? [hubAt - 1, hubAt + 1] : [hubAt + 1, hubAt - 1];
  const [from, to] = ends.map((at) => run.nodes[at]);
  const hub = run.nodes[hubAt];
  if (from === undefined || to === undefined || hub === undefined) return;
  const now = run.chain.head.ref.timestamp;
  const life = PROFILE.challengeDuration + PROFILE.inclusion + margin(PROFILE);
  const expiry = now + life + random.below(random.once(3) ? 20 : 150);
  const amount = (): bigint => BigInt(random.below(random.once(8) ? 12_000 : 2_000));
  run.request(from, {
    kind: "openChannel",
    opening: {
      peers: [to.keys.nodeId],
      assets: [{ token: ETH, deposits: [amount(), amount()] }],
      challengeDuration: PROFILE.challengeDuration,
      salt: BigInt(random.below(2 ** 31)),
      virtual: { hub: hub.keys.nodeId, expiry, resolveBy: expiry + margin(PROFILE) },
    },
  });
}

/** Ends one of the virtual channels that there are, together or by the chain. */
export function closeVirtual(run: Simulation): void {
  const { random } = run;
  const node = random.pick(run.nodes);
  const children = node === undefined ? [] : node.channels().filter(({ genesis }) => genesis.child !== undefined);
  const child = random.pick(children.filter(({ life }) => life !== "closed"));
  if (node === undefined || child === undefined) return;
  run.request(node, { kind: "close", channelId: child.genesis.channelId, force: random.once(4) });
}

/** How many virtual channels nodes have stood between. */
export const mediatedBy = (run: Simulation): number =>
  run.nodes.reduce((sum, { state }) => sum + entries(state.mediated).length, 0);
