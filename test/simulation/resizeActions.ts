import type { Simulation } from "./simulation.ts";

/** Some money out of a channel, or more into it, without closing it; now and then more than there is. */
export function resize(run: Simulation): void {
  const { random } = run;
  const node = random.pick(run.nodes);
  const channel = node === undefined ? undefined : random.pick(node.channels());
  const asset = channel === undefined ? undefined : random.pick(channel.genesis.assets);
  if (node === undefined || channel === undefined || asset === undefined) return;
  const amount = BigInt(1 + random.below(random.once(6) ? 12_000 : 800));
  const { channelId } = channel.genesis;
  run.request(node, { kind: random.once(3) ? "deposit" : "withdraw", channelId, token: asset.token, amount });
}
