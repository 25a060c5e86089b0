import type { Address, Hex } from "../../offchain/evm/hex.ts";
import { ContractAbi } from "./abi.ts";
import { mock } from "./mocks.ts";
import type { Cast } from "./outside/cast.ts";
import type { Surroundings } from "./outside/surroundings.ts";
import { assetKindOf, tokenBalance } from "./outside/tokens.ts";
import type { Question } from "./panel.ts";

/** What an account has of a token, or who has a collectible. */
export interface BalanceQuestion extends Question {
  readonly what: string;
  /** What the twin of the token says, in words. */
  expected(around: Surroundings): string;
}

const erc20 = new ContractAbi(mock("TestToken").abi);
const erc721 = new ContractAbi(mock("TestCollectible").abi);
const erc1155 = new ContractAbi(mock("TestItems").abi);

const wordOf = (value: bigint): string => value.toString(16).padStart(64, "0");

/** What these accounts have of every token of a cast. */
export function tokenBalances(cast: Cast, accounts: readonly Address[]): readonly BalanceQuestion[] {
  return cast.tokens.flatMap(({ kind, at, ids }) => {
    if (assetKindOf(kind) === 2) return ids.map((id) => ownerOf(at, id, accounts));
    return ids.flatMap((id) => accounts.map((account) => amountOf(kind, at, id, account)));
  });
}

function amountOf(kind: Cast["tokens"][number]["kind"], to: Address, id: bigint, account: Address): BalanceQuestion {
  const single = assetKindOf(kind) === 1;
  const data: Hex = single ? erc20.encode("balanceOf", [account]) : erc1155.encode("balanceOf", [account, id]);
  return {
    to,
    data,
    words: 1,
    what: `${kind}${single ? "" : ` ${id}`} of ${account}`,
    expected: (around) => wordOf(tokenBalance(twinOf(around, to), account, id)),
  };
}

function ownerOf(to: Address, id: bigint, accounts: readonly Address[]): BalanceQuestion {
  return {
    to,
    data: erc721.encode("ownerOf", [id]),
    words: 1,
    what: `owner of collectible ${id}`,
    expected: (around) => {
      const owner = accounts.find((account) => tokenBalance(twinOf(around, to), account, id) === 1n);
      return wordOf(BigInt(owner ?? 0));
    },
  };
}

function twinOf(
  around: Surroundings,
  token: Address,
): Surroundings["tokens"] extends ReadonlyMap<Address, infer T> ? T : never {
  const twin = around.tokens.get(token);
  if (twin === undefined) throw new Error(`no twin of ${token}`);
  return twin;
}
