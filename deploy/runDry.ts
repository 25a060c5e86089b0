import { createCustomCommon, Mainnet } from "@ethereumjs/common";
import { createEVM, type EVM } from "@ethereumjs/evm";
import { createAccount, createAddressFromString } from "@ethereumjs/util";
import { concat, hexlify, keccak256 } from "ethers";
import { PROXY_CODE, SALT } from "./create2.ts";
import type { HardFork } from "./hardForks.ts";

/** A contract that a deployment makes: where, and the code that is there afterwards. */
export interface MadeContract {
  readonly address: string;
  /** Runtime code with its immutables, hexadecimal with 0x: it depends on the chain id. */
  readonly code: string;
  readonly codeHash: string;
}

/** What one deployment by CREATE2 comes to on a chain of this id and hard fork. */
export interface DryDeployment extends MadeContract {
  /** What its constructor made, in order of creation. */
  readonly annexes: readonly MadeContract[];
  /** Gas of the whole transaction, by Ethereum's rules. */
  readonly gas: bigint;
}

/** What of a chain a dry run needs. */
export interface DryChain {
  readonly chainId: number;
  readonly hardFork: HardFork;
  readonly factory: { readonly address: string };
}

/** Init code that does not run, whatever the chain. */
export class DryRunFailed extends Error {
  override readonly name = "DryRunFailed";
}

const DEPLOYER = "0x00000000000000000000000000000000000000d1";
/** More than any deployment takes; nobody pays for it. */
const GAS = 1_000_000_000n;

/**
 * Runs init code through the factory in an EVM of its own, as the chain would: no network is needed.
 *
 * @throws DryRunFailed if no code comes of it.
 * @example (await runDry(readChainProfile("sepolia"), ADJUDICATOR_INIT_CODE)).address
 */
export async function runDry(chain: DryChain, initCode: string): Promise<DryDeployment> {
  const common = createCustomCommon({ chainId: chain.chainId }, Mainnet, { hardfork: chain.hardFork });
  const evm = await createEVM({ common });
  const factory = createAddressFromString(chain.factory.address);
  await evm.stateManager.putCode(factory, bytesOf(PROXY_CODE));
  const deployer = createAddressFromString(DEPLOYER);
  await evm.stateManager.putAccount(deployer, createAccount({ nonce: 1n, balance: 10n ** 18n }));

  const calldata = bytesOf(concat([SALT, initCode]));
  const { execResult } = await evm.runCall({
    caller: deployer,
    origin: deployer,
    to: factory,
    data: calldata,
    gasLimit: GAS,
  });
  const made = hexlify(execResult.returnValue);
  if (execResult.exceptionError !== undefined || made.length !== 42)
    throw new DryRunFailed(
      `the init code leaves no contract under the rules of ${chain.hardFork}: ${execResult.exceptionError?.error ?? "nothing was made"}`,
    );
  const created = [...(execResult.createdAddresses ?? [])].map((address) => address.toLowerCase());
  const annexes = await Promise.all(
    created.filter((address) => address !== made).map((address) => contractAt(evm, address)),
  );
  const gas = transactionGas(chain.hardFork, calldata, execResult.executionGasUsed);
  return { ...(await contractAt(evm, made)), annexes, gas };
}

async function contractAt(evm: EVM, address: string): Promise<MadeContract> {
  const code = hexlify(await evm.stateManager.getCode(createAddressFromString(address)));
  return { address, code, codeHash: keccak256(code) };
}

/** Base cost and calldata; from Prague on no less than the floor that calldata alone sets (EIP-7623). */
function transactionGas(hardFork: HardFork, calldata: Uint8Array, execution: bigint): bigint {
  const zeros = calldata.filter((byte) => byte === 0).length;
  const tokens = BigInt(zeros + 4 * (calldata.length - zeros));
  const usual = 21_000n + 4n * tokens + execution;
  const floor = hardFork === "prague" || hardFork === "osaka" ? 21_000n + 10n * tokens : 0n;
  return usual > floor ? usual : floor;
}

const bytesOf = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex.slice(2), "hex"));
