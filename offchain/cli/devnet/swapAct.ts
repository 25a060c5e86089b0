import { formatEther, parseEther } from "ethers";
import { ETH_TOKEN } from "../amounts.ts";
import { fieldText } from "./actors.ts";
import type { Cast, NodeName } from "./cast.ts";
import { channelOf } from "./channelFacts.ts";
import type { Narrator } from "./narrator.ts";
import type { Channels } from "./openingAct.ts";
import type { Stage } from "./stage.ts";
import { eventually } from "./waiting.ts";

const GOODS = parseEther("4");
const PRICE = parseEther("0.1");
const TIP = parseEther("1");

/**
 * In a channel of three assets: alice's tokens against bob's ETH, both or neither; and a payment in the third. Whether each side has
 * what it should.
 */
export async function swap(say: Narrator, stage: Stage, cast: Cast, { games }: Channels): Promise<boolean> {
  const { channelId } = games;
  const { alice, bob } = cast.nodes;
  const [first, second] = stage.tokens;
  if (first === undefined || second === undefined) throw new Error("a stage has two tokens");
  const [goods, other] = [first.address.toLowerCase(), second.address.toLowerCase()];
  const tokens = [ETH_TOKEN, goods, other];
  const has = (who: NodeName): Promise<readonly bigint[]> =>
    Promise.all(tokens.map(async (token) => (await channelOf(cast.nodes[who], channelId, token))?.local ?? -1n));
  const [hers, his] = [await has("alice"), await has("bob")];
  const what = `alice offers ${formatEther(GOODS)} ${first.symbol} for ${formatEther(PRICE)} eth, bob takes it`;
  await say.step(what, async () => {
    await bob.request("acceptapp", { app: "Swap", maxStakes: [{ token: ETH_TOKEN, amount: PRICE.toString() }] });
    const terms = { goods: GOODS.toString(), price: PRICE.toString(), premium: "0", patience: "600" };
    const assets = { goods, money: "eth" };
    const offer = await alice.request("openapp", { channelId, app: "Swap", terms, role: "maker", assets });
    await bob.request("playapp", { channelId, index: Number(fieldText(offer, "index")), move: "accept", args: {} });
  });
  await say.step(`bob pays alice ${formatEther(TIP)} ${second.symbol} in the same channel`, () =>
    bob.request("sendpayment", { peer: cast.ids.alice.nodeId, token: other, amount: TIP.toString(), channelId }),
  );
  const moved = [PRICE, -GOODS, TIP];
  const wanted = [
    hers.map((amount, a) => amount + (moved[a] ?? 0n)),
    his.map((amount, a) => amount - (moved[a] ?? 0n)),
  ];
  const right = await eventually(
    "both have changed hands",
    async () => {
      const now = [await has("alice"), await has("bob")];
      return now.join("/") === wanted.join("/") ? true : null;
    },
    10,
  ).catch(() => false);
  return say.check("each side has what the swap and the payment gave it, of three assets", right);
}
