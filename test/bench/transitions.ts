import { getBytes, Interface, type JsonFragment } from "ethers";
import { closureOf } from "../../generator/read/sources.ts";
import { bytesToHex, sameBytes } from "../../offchain/evm/hex.ts";
import type { AppState } from "../../offchain/generated/protocol/structs.ts";
import type { AppDescriptor } from "../../offchain/protocol/client/descriptor.ts";
import { type Compiled, compileForEvm } from "../generator/differential/evm.ts";
import { Random } from "../generator/differential/random.ts";
import { gameArgs, randomTerms, type Sealed } from "../parity/randomPlay.ts";
import { ROOT } from "../steps.ts";

/** One app's generated code beside the EVM, on the same calls. */
export interface TransitionRate {
  readonly app: string;
  /** Different calls of the games that were played. */
  readonly inputs: number;
  /** Calls per second of the generated `call`. */
  readonly generated: number;
  /** Calls per second of ethereumjs on the same contract and inputs. */
  readonly evm: number;
  readonly ratio: number;
}

/** An app and its generated code. */
interface App {
  readonly app: AppDescriptor;
  readonly call: (calldata: Uint8Array) => { readonly success: boolean; readonly data: Uint8Array };
}

const GAMES = 40;
const STEPS = 12;

/** Calldata of random games: all of them calls that return. */
function inputsOf(app: App, compiled: Compiled): readonly Uint8Array[] {
  // solc's ABI is what ethers reads
  const abi = new Interface(compiled.abi as JsonFragment[]);
  const inputs: Uint8Array[] = [];
  const ask = (name: string, args: readonly unknown[]): AppState | undefined => {
    const calldata = getBytes(abi.encodeFunctionData(name, args));
    const { success, data } = app.call(calldata);
    if (!success) return undefined;
    inputs.push(calldata);
    return name === "status" ? undefined : (abi.decodeFunctionResult(name, data)[0].toObject() as AppState);
  };
  const descriptor = app.app;
  for (let game = 0; game < GAMES; game++) {
    const random = new Random(game);
    const seats = descriptor.roles.reduce((sum, role) => sum + role.min, 0);
    const terms = randomTerms(random, descriptor);
    const sealed: Sealed = new Map();
    let state = ask("begin", [terms, seats]);
    for (let step = 0; state !== undefined && !state.isFinal && step < STEPS; step++) {
      ask("status", [terms, state, bytesToHex(new Uint8Array(4 * seats))]);
      const move = random.below(descriptor.moves.length);
      const seat = random.below(seats);
      const args = gameArgs(random, descriptor, descriptor.moves[move], seat, sealed);
      state = ask("play", [terms, state, seat, move, args]) ?? state;
    }
  }
  return inputs;
}

/** Turns that the two sides take, so that what else the machine does is shared. */
const TURNS = 10;

/** Calls and the time that they took: one input after the other until the time is over. */
async function runFor(
  inputs: readonly Uint8Array[],
  seconds: number,
  call: (calldata: Uint8Array) => unknown,
): Promise<{ readonly calls: number; readonly milliseconds: number }> {
  const started = performance.now();
  let calls = 0;
  while (performance.now() - started < 1000 * seconds) {
    for (const input of inputs) {
      const pending = call(input);
      if (pending instanceof Promise) await pending;
    }
    calls += inputs.length;
  }
  return { calls, milliseconds: performance.now() - started };
}

/** Calls per second of both sides, in turns. */
async function ratesOf(
  inputs: readonly Uint8Array[],
  seconds: number,
  sides: readonly ((calldata: Uint8Array) => unknown)[],
): Promise<number[]> {
  const sums = sides.map(() => ({ calls: 0, milliseconds: 0 }));
  for (let turn = 0; turn < TURNS; turn++)
    for (const [i, side] of sides.entries()) {
      const { calls, milliseconds } = await runFor(inputs, seconds / TURNS, side);
      const sum = sums[i] ?? { calls: 0, milliseconds: 0 };
      sums[i] = { calls: sum.calls + calls, milliseconds: sum.milliseconds + milliseconds };
    }
  return sums.map(({ calls, milliseconds }) => (1000 * calls) / milliseconds);
}

/**
 * Measures one app, both sides for so many seconds, after a round in which their answers are held against each other.
 * @throws Error where they differ, or where no call returns.
 */
export async function measureTransitions(descriptor: AppDescriptor, seconds: number): Promise<TransitionRate> {
  const name = descriptor.code.name;
  const constant = name.slice(0, 1).toLowerCase() + name.slice(1);
  // what a translated module exports
  const { call } = (await import(`../../offchain/generated/apps/${constant}Code.ts`)) as Pick<App, "call">;
  const app = { app: descriptor, call };
  const adapter = `contracts/generated/${name}App.sol`;
  const compiled = compileForEvm(closureOf(ROOT, [adapter]), adapter, `${name}App`);
  const inputs = inputsOf(app, compiled);
  if (inputs.length === 0) throw new Error(`no call of a random game of ${name} returns: nothing to measure`);
  for (const input of inputs) {
    const answer = await compiled.run(input);
    const own = app.call(input);
    if (answer === null || answer.success !== own.success || !sameBytes(answer.data, own.data))
      throw new Error(`${name} answers ${bytesToHex(input)} otherwise than the EVM`);
  }
  await runFor(inputs, seconds / 4, app.call);
  const [generated = 0, evm = 0] = await ratesOf(inputs, seconds, [app.call, (calldata) => compiled.run(calldata)]);
  return { app: name, inputs: inputs.length, generated, evm, ratio: generated / evm };
}
