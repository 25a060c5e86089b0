import { join } from "node:path";
import { type BaseContract, ContractFactory, type InterfaceAbi } from "ethers";
import { compileContract, readCompilerPin } from "../../generator/read/compiler.ts";
import { closureOf } from "../../generator/read/sources.ts";
import type { Hex } from "../../offchain/evm/hex.ts";
import { hashDeposit } from "../../offchain/generated/protocol/hashes.ts";
import { channelOf, type Court, gasOf, hex, idOf, NOBODY, signAll } from "./court.ts";
import type { Gas } from "./scenarios.ts";
import { ether } from "./units.ts";

const ROOT = join(import.meta.dirname, "..", "..");

/** Deposits of the other kinds, by batch and by signature: the first of its channel each, so that its slots are fresh. */
export async function deposits(court: Court, salts: () => bigint): Promise<Gas> {
  const gas: Gas = {};
  const kitty = await token(court, "TestCollectible", ["Kitty"], (owner) => [owner, 1]);
  const items = await token(court, "TestItems", ["Items"], (owner) => [owner, 3, 1000]);
  const gold = await token(court, "TestToken", ["Gold", "GLD"], (owner) => [owner, 1000]);
  const by = court.signers[0];
  const id = () => idOf(court, channelOf(court, salts()));
  // So that the court has some already, as for ETH.
  await gasOf(court, "fund", [id(), 0, asset(1, gold), 0, 10, 0], { by });
  await gasOf(court, "fund", [id(), 0, asset(3, items), 3, 10, 0], { by });

  gas["fund, a collectible"] = await gasOf(court, "fund", [id(), 0, asset(2, kitty), 1, 1, 0], { by });
  gas["fund, items"] = await gasOf(court, "fund", [id(), 0, asset(3, items), 3, 10, 0], { by });

  const channel = channelOf(court, salts());
  const item = { participant: 0, token: NOBODY, id: 0, amount: ether(2), minHeld: 0, permit: "0x" };
  const both = [item, { ...item, token: asset(1, gold), amount: 10 }];
  gas["fundMany, ETH and a token"] = await gasOf(court, "fundMany", [channel, idOf(court, channel), both], { by, value: ether(2) });

  const deposit = {
    channelId: id(),
    participant: 0,
    token: asset(1, gold),
    id: 0n,
    amount: 10n,
    minHeld: 0n,
    nonce: 7n,
    validUntil: 2 ** 40 - 1,
  };
  const source = { funder: by?.address, way: 0, signature: signAll(court, hashDeposit(deposit), 1), permit: "0x" };
  gas["fundFor, a token by allowance"] = await gasOf(court, "fundFor", [deposit, source]);
  return gas;
}

function asset(kind: number, at: string): Hex {
  return hex(`0x0${kind}${"00".repeat(11)}${at.slice(2)}`);
}

/** A token of contracts/mocks, compiled as the court is; the first signer has some and allows the court to take it. */
async function token(
  court: Court,
  name: string,
  args: readonly string[],
  minted: (owner: string) => readonly unknown[],
): Promise<string> {
  const path = `contracts/mocks/${name}.sol`;
  const { abi, initCode } = compileContract(ROOT, closureOf(ROOT, [path]), path, name, readCompilerPin(ROOT));
  const [owner] = court.signers;
  if (owner === undefined) throw new Error("a court has signers");
  const factory = new ContractFactory(abi as InterfaceAbi, initCode, owner); // solc's ABI
  await court.tick();
  const made: BaseContract = await factory.deploy(...(factory.interface.deploy.inputs.length > 0 ? args : []));
  await made.waitForDeployment();
  const say = async (entry: string, values: readonly unknown[]) => {
    await court.tick();
    await (await made.getFunction(entry)(...values)).wait();
  };
  await say("mint", minted(owner.address));
  if (made.interface.hasFunction("setApprovalForAll")) await say("setApprovalForAll", [court.contract.target, true]);
  else await say("approve", [court.contract.target, 1000]);
  return String(made.target);
}
