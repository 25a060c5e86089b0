import { keccakHex } from "../../offchain/evm/hash.ts";
import type { Hex } from "../../offchain/evm/hex.ts";
import { hexToBytes } from "../../offchain/evm/hex.ts";
import type { PlayApp, PlayAsset, Players } from "../model/arbitrary/players.ts";
import type { Entry } from "../model/calls.ts";
import { PEOPLE } from "./keys.ts";
import type { Cast } from "./outside/cast.ts";
import { assetKindOf, DEAD } from "./outside/tokens.ts";
import { COURT_ABI, type World } from "./world.ts";

const NOBODY: Hex = `0x${"00".repeat(20)}`;
/** Entries that only newer contracts have. */
const LATER: readonly Entry[] = ["fundMany", "fundFor", "redirect"];

/** What the generator of sequences may name of a cast. */
export async function playersOf(world: World, cast: Cast): Promise<Players> {
  const app = async (at: Hex): Promise<PlayApp> => {
    const code = (await world.chain.request("eth_getCode", [at, "latest"])) as Hex; // the RPC's answer
    return { app: at, codeHash: keccakHex(hexToBytes(code)) };
  };
  return {
    people: PEOPLE.slice(0, 110),
    rich: cast.people.length,
    payees: [...cast.payees, ...cast.wallets, world.court, NOBODY, DEAD],
    assets: cast.tokens.flatMap((token) => assetsOf(cast, token)),
    scripted: await app(cast.apps.scripted),
    ticTacToe: await app(cast.apps.ticTacToe),
    wallets: cast.wallets.map((at) => ({ at, key: cast.surroundings.wallets.get(at)?.key ?? NOBODY })),
    without: LATER.filter((entry) => !COURT_ABI.has(entry === "redirect" ? "redirectCredit" : entry)),
  };
}

function assetsOf(cast: Cast, { kind, token, ids }: Cast["tokens"][number]): readonly PlayAsset[] {
  const assetKind = assetKindOf(kind);
  if (assetKind !== 1 && COURT_ABI.declares("AssetNotSupported")) return [];
  if (assetKind !== 2) return ids.map((id) => ({ token, id }));
  return ids.slice(0, 4).map((id) => ({ token, id, owners: [cast.people[Number(id - 1n) >> 1] ?? DEAD] }));
}
