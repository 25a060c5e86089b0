import { keccakHex } from "../../evm/hash.ts";
import type { Hex } from "../../evm/hex.ts";
import { bytesToHex } from "../../evm/hex.ts";
import type { AbiField } from "../../evm/strictAbi.ts";
import { abiDecodeHex, abiEncode } from "../../evm/strictAbi.ts";
import type { AppDescriptor, MoveDescriptor } from "./descriptor.ts";
import type { InteractionSnapshot, SecretStore } from "./port.ts";

/** There is no secret stored for this seal: it was made on another machine, or the store is an old one. */
export class SecretMissing extends Error {
  constructor(move: string) {
    super(`${move}: the secret that was sealed is not in this node's store; restore the backup that has it`);
    this.name = "SecretMissing";
  }
}

/** Draws 32 random bytes. */
export type Draw = () => Uint8Array;

/** The platform's own randomness, in Node and in browsers. */
export const drawRandom: Draw = () => crypto.getRandomValues(new Uint8Array(32));

const SEAL: readonly AbiField[] = [
  { name: "seat", type: { kind: "uint", bits: 256 } },
  { name: "secret", type: { kind: "bytes" } },
  { name: "salt", type: { kind: "bytesN", size: 32 } },
];

/** Where a secret is kept: by the seal that hides it, so that secrets of several candidates live side by side. */
function keyOf(app: AppDescriptor, seal: Hex): string {
  return `seal/${app.code.name}/${seal}`;
}

/**
 * Seals what `shown` will show: stores the arguments and the salt, and only then returns the sealing move's arguments.
 * The seal is `Rules.sol`'s `hides`: keccak256(abi.encode(seat, abi.encode(secrets), salt)).
 */
export async function seal(
  app: AppDescriptor,
  move: MoveDescriptor,
  seat: number,
  secrets: Readonly<Record<string, unknown>>,
  store: SecretStore,
  draw: Draw,
): Promise<Record<string, unknown>> {
  const shown = app.moves.find((candidate) => candidate.name === move.opener);
  const argument = move.args[0];
  if (shown === undefined || argument === undefined) throw new Error(`${move.name} seals nothing`);
  const salt = bytesToHex(draw());
  const own = shown.args.slice(0, -1);
  const secret = own.length === 0 ? "0x" : bytesToHex(abiEncode(own, secrets));
  const sealed = keccakHex(abiEncode(SEAL, { seat, secret, salt }));
  await store.put(
    keyOf(app, sealed),
    bytesToHex(abiEncode(shown.args, { ...secrets, [shown.args.at(-1)?.name ?? ""]: salt })),
  );
  return { [argument.name]: sealed };
}

/** The arguments of a move that shows what its seat sealed: found by the seals that the state shows. */
export async function open(
  app: AppDescriptor,
  move: MoveDescriptor,
  snapshot: InteractionSnapshot,
  seat: number,
  store: SecretStore,
): Promise<Record<string, unknown>> {
  for (const candidate of sealsIn(app, snapshot)) {
    const stored = await store.get(keyOf(app, candidate));
    if (stored === undefined) continue;
    const args = abiDecodeHex(move.args, stored);
    if (app.code.play(snapshot.terms, snapshot.state, seat, app.moves.indexOf(move), stored).ok) return args;
  }
  throw new SecretMissing(move.name);
}

/** Every 32-byte word of the state that may be a seal. */
function sealsIn(app: AppDescriptor, snapshot: InteractionSnapshot): Hex[] {
  const fields = abiDecodeHex(app.body, snapshot.state.body);
  const found: Hex[] = [];
  const look = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) look(item);
    // A hexadecimal word by its length: fields of other types are not of it.
    else if (typeof value === "string" && /^0x[0-9a-f]{64}$/.test(value)) found.push(value as Hex);
  };
  for (const value of Object.values(fields)) look(value);
  return found;
}
