import { TypedDataEncoder, type TypedDataField } from "ethers";
import type { Address, Hex } from "../../offchain/evm/hex.ts";
import { hexToBytes } from "../../offchain/evm/hex.ts";
import { hashDeposit } from "../../offchain/generated/protocol/hashes.ts";
import type { Deposit } from "../../offchain/generated/protocol/structs.ts";
import { dataOf } from "./assets.ts";
import { signDigest } from "./keys.ts";
import { type Signing, signHash } from "./signing.ts";
import type { World } from "./world.ts";

/** Where Permit2 is on every chain that has it. */
export const PERMIT2: Address = "0x000000000022d473030f116ddee9f6b43ac78ba3";

const DEPOSIT: TypedDataField[] = [
  { name: "channelId", type: "bytes32" },
  { name: "participant", type: "uint16" },
  { name: "token", type: "bytes32" },
  { name: "id", type: "uint256" },
  { name: "amount", type: "uint256" },
  { name: "minHeld", type: "uint256" },
  { name: "nonce", type: "uint256" },
  { name: "validUntil", type: "uint40" },
];

const tokenOf = (deposit: Deposit): Address => `0x${deposit.token.slice(26)}`;

function typedSignature(
  by: Address,
  domain: { readonly name: string; readonly version?: string; readonly verifyingContract: Address },
  chainId: number,
  types: Record<string, TypedDataField[]>,
  message: Record<string, unknown>,
): Hex {
  const digest = TypedDataEncoder.hash({ ...domain, chainId }, types, message) as Hex; // ethers writes hexadecimal
  return signDigest(by, digest);
}

/** Puts Permit2 (our stand-in for it) where it is on real chains. */
export async function placePermit2(world: World): Promise<void> {
  const made = await world.deployMock("Permit2Mock");
  const code = await world.chain.request("eth_getCode", [made, "latest"]);
  await world.chain.request("hardhat_setCode", [PERMIT2, code]);
}

/** The funder's signature for the way by allowance. */
export function signDeposit(signing: Signing, by: Address, deposit: Deposit): Hex {
  return signHash(signing, by, hashDeposit(deposit));
}

/** For Permit2, as its documentation says: the deposit is the witness, the adjudicator the spender. */
export function signPermit2(signing: Signing, by: Address, deposit: Deposit): Hex {
  const types = {
    PermitWitnessTransferFrom: [
      { name: "permitted", type: "TokenPermissions" },
      { name: "spender", type: "address" },
      { name: "nonce", type: "uint256" },
      { name: "deadline", type: "uint256" },
      { name: "witness", type: "Deposit" },
    ],
    TokenPermissions: [
      { name: "token", type: "address" },
      { name: "amount", type: "uint256" },
    ],
    Deposit: DEPOSIT,
  };
  const permitted = { token: tokenOf(deposit), amount: deposit.amount };
  const { nonce, validUntil: deadline } = deposit;
  const message = { permitted, spender: signing.court, nonce, deadline, witness: { ...deposit } };
  return typedSignature(by, { name: "Permit2", verifyingContract: PERMIT2 }, signing.chainId, types, message);
}

/** For ERC-3009 of DollarToken: the nonce is the deposit's struct hash. */
export function signAuthorization(signing: Signing, by: Address, deposit: Deposit): Hex {
  const types = {
    ReceiveWithAuthorization: [
      { name: "from", type: "address" },
      { name: "to", type: "address" },
      { name: "value", type: "uint256" },
      { name: "validAfter", type: "uint256" },
      { name: "validBefore", type: "uint256" },
      { name: "nonce", type: "bytes32" },
    ],
  };
  const message = {
    from: by,
    to: signing.court,
    value: deposit.amount,
    validAfter: 0,
    validBefore: deposit.validUntil,
    nonce: hashDeposit(deposit),
  };
  return typedSignature(by, dollars(tokenOf(deposit)), signing.chainId, types, message);
}

const dollars = (at: Address) => ({ name: "Dollar", version: "1", verifyingContract: at });

/** An ERC-2612 permit of DollarToken for the adjudicator. `bytes`: what a deposit takes; `call`: what anybody may send the token. */
export function signPermit(
  world: World,
  by: Address,
  at: Address,
  value: bigint,
  nonce = 0n,
): { readonly bytes: Hex; readonly call: Hex } {
  const types = {
    Permit: [
      { name: "owner", type: "address" },
      { name: "spender", type: "address" },
      { name: "value", type: "uint256" },
      { name: "nonce", type: "uint256" },
      { name: "deadline", type: "uint256" },
    ],
  };
  const deadline = BigInt(world.now) + 1000n;
  const message = { owner: by, spender: world.court, value, nonce, deadline };
  const signature = hexToBytes(typedSignature(by, dollars(at), world.signing.chainId, types, message));
  const [r, s] = [signature.slice(0, 32), signature.slice(32, 64)].map(
    (part): Hex => `0x${Buffer.from(part).toString("hex")}`,
  );
  const call = dataOf("DollarToken", "permit", [by, world.court, value, deadline, Number(signature[64]), r, s]);
  // The last five of the call's seven words.
  return { call, bytes: `0x${call.slice(10 + 2 * 64)}` };
}
