import type { Address } from "../../offchain/evm/hex.ts";
import { ContractAbi } from "./abi.ts";
import { mock } from "./mocks.ts";
import type { CastToken } from "./outside/cast.ts";
import type { Surroundings } from "./outside/surroundings.ts";
import { assetKindOf, ownerOfCollectible, type TokenTwin, tokenBalance } from "./outside/tokens.ts";
import type { Item } from "./watch.ts";

const erc20 = new ContractAbi(mock("TestToken").abi);
const erc721 = new ContractAbi(mock("TestCollectible").abi);
const erc1155 = new ContractAbi(mock("TestItems").abi);

const wordOf = (value: bigint): string => value.toString(16).padStart(64, "0");

/** What an account has of a fungible token, against the token's twin. */
export function amountOf({ kind, at }: CastToken, id: bigint, account: Address): Item {
  const single = assetKindOf(kind) === 1;
  const data = single ? erc20.encode("balanceOf", [account]) : erc1155.encode("balanceOf", [account, id]);
  return {
    question: { to: at, data, words: 1 },
    what: () => `${kind}${single ? "" : ` ${id}`} of ${account}`,
    want: ({ around }) => wordOf(tokenBalance(twinOf(around, at), account, id)),
  };
}

/** Who has a collectible. */
export function ownerOf({ kind, at }: CastToken, id: bigint): Item {
  return {
    question: { to: at, data: erc721.encode("ownerOf", [id]), words: 1 },
    what: () => `owner of ${kind} ${id}`,
    want: ({ around }) => wordOf(BigInt(ownerOfCollectible(twinOf(around, at), id))),
  };
}

function twinOf(around: Surroundings, token: Address): TokenTwin {
  const twin = around.tokens.get(token);
  if (twin === undefined) throw new Error(`no twin of ${token}`);
  return twin;
}
