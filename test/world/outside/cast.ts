import type { Address, Hex } from "../../../offchain/evm/hex.ts";
import { ticTacToeCode } from "../../../offchain/generated/apps/ticTacToe.ts";
import { PEOPLE } from "../keys.ts";
import { COURT_ABI, DEPLOYER, ETH, type World } from "../world.ts";
import type { Surroundings, WalletTwin } from "./surroundings.ts";
import { assetKindOf, assetOf, DEAD, minted, newToken, TOKEN_KINDS, type TokenKind, type TokenTwin } from "./tokens.ts";

/** A deployed token of contracts/mocks. `ids`: what of it exists; of an ERC-20 only 0. */
export interface CastToken {
  readonly kind: TokenKind;
  readonly at: Address;
  readonly token: Hex;
  readonly ids: readonly bigint[];
}

/** Everybody and everything that a sequence of calls meets, deployed in a fixed order: always the same addresses. */
export interface Cast {
  readonly reader: Address;
  /** Those whose keys are known, and who have tokens. */
  readonly people: readonly Address[];
  readonly payees: readonly Address[];
  readonly wallets: readonly Address[];
  readonly tokens: readonly CastToken[];
  readonly apps: { readonly scripted: Address; readonly ticTacToe: Address };
  readonly surroundings: Surroundings;
}

/** How many people have tokens; each smart wallet and payee has them too. */
const PERSONS = 6;
const PAYEES = 2;
const WALLETS = 1;
const GIVEN = 1n << 116n;
const ITEMS: readonly bigint[] = [1n, 2n];
const FOREVER = (1n << 256n) - 1n;

/** Deploys the cast in a world. */
export async function assemble(world: World): Promise<Cast> {
  const reader = await world.deployMock("Reader");
  const payees = await times(PAYEES, () => world.deployMock("HostilePayee"));
  const wallets = await times(WALLETS, (n) => world.deployMock("SmartWallet", [PEOPLE[PERSONS + n]]));
  const people = PEOPLE.slice(0, PERSONS);
  const scripted = await world.deployMock("ScriptedApp");
  const ticTacToe = await world.chain.deploy(DEPLOYER, ticTacToeCode.initCode);
  const twins = new Map<Address, TokenTwin>();
  const tokens: CastToken[] = [];
  for (const kind of TOKEN_KINDS) {
    const at = await world.deployMock(kind, kind === "TestToken" ? ["Test", "TST"] : []);
    const ids = assetKindOf(kind) === 1 ? [0n] : assetKindOf(kind) === 2 ? collectibles(people) : ITEMS;
    tokens.push({ kind, at, token: assetOf(kind, at), ids });
    twins.set(at, await endow(world, kind, at, { people, others: [...payees, ...wallets] }));
  }
  for (const payee of payees) {
    // Called back with all its gas, a payee takes its credit: short enough to be read from storage within the gas of a payment.
    const attack = COURT_ABI.encode("withdrawCredit", [ETH, 0n, payee]);
    await world.tell("HostilePayee", payee, "arm", [world.court, attack]);
  }
  const hooked = tokens.find(({ kind }) => kind === "HookToken");
  if (hooked !== undefined)
    for (const payee of payees) await world.tell("HookToken", hooked.at, "listen", [payee, true]);
  const closed = new Set([world.court, reader, scripted, ticTacToe, ...tokens.map(({ at }) => at)]);
  const keys = new Map(
    wallets.map((wallet, n): [Address, WalletTwin] => [wallet, { key: keyOfWallet(n), mood: "answers" }]),
  );
  const surroundings: Surroundings = {
    court: world.court,
    tokens: twins,
    payees: new Map(payees.map((payee) => [payee, "takes"])),
    wallets: keys,
    closed,
  };
  return { reader, people, payees, wallets, tokens, apps: { scripted, ticTacToe }, surroundings };
}

function keyOfWallet(n: number): Address {
  return PEOPLE[PERSONS + n] ?? DEAD;
}

/** Two collectibles for each person. */
function collectibles(people: readonly Address[]): readonly bigint[] {
  return people.flatMap((_, n) => [BigInt(2 * n + 1), BigInt(2 * n + 2)]);
}

interface Owners {
  readonly people: readonly Address[];
  readonly others: readonly Address[];
}

/** Gives everybody some, and lets the adjudicator take it. The twin knows the same. */
async function endow(world: World, kind: TokenKind, at: Address, { people, others }: Owners): Promise<TokenTwin> {
  let twin = newToken(kind);
  for (const [n, owner] of [...people, ...others].entries()) {
    const given = sharesOf(kind, n, people.length);
    for (const { id, amount } of given) {
      const args =
        assetKindOf(kind) === 1 ? [owner, amount] : assetKindOf(kind) === 2 ? [owner, id] : [owner, id, amount];
      await world.tell(kind, at, "mint", args);
      twin = minted(twin, owner, id, amount);
    }
    if (assetKindOf(kind) === 1) await world.tell(kind, at, "approve", [world.court, FOREVER], { by: owner });
    else await world.tell(kind, at, "setApprovalForAll", [world.court, true], { by: owner });
  }
  return twin;
}

function sharesOf(
  kind: TokenKind,
  n: number,
  people: number,
): readonly { readonly id: bigint; readonly amount: bigint }[] {
  if (assetKindOf(kind) === 1) return [{ id: 0n, amount: GIVEN }];
  if (assetKindOf(kind) === 3) return ITEMS.map((id) => ({ id, amount: GIVEN }));
  // A payee owns no collectible: minting asks nobody, but nobody would spend it either.
  return n < people ? [BigInt(2 * n + 1), BigInt(2 * n + 2)].map((id) => ({ id, amount: 1n })) : [];
}

async function times<T>(count: number, make: (n: number) => Promise<T>): Promise<readonly T[]> {
  const made: T[] = [];
  for (let n = 0; n < count; n++) made.push(await make(n));
  return made;
}
