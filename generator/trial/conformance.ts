import { Common, Hardfork, Mainnet } from "@ethereumjs/common";
import type { EVM } from "@ethereumjs/evm";
import { createEVM } from "@ethereumjs/evm";
import { bytesToHex, hexToBytes } from "../../offchain/evm/hex.ts";
import { compileContract } from "../read/compiler.ts";
import { closureOf } from "../read/sources.ts";
import type { Subject } from "./subject.ts";
import type { Outcome } from "./suite.ts";

/** Calls of play that are compared, evenly spread; four broken ones for each. */
const KEPT = 150;
const BROKEN = 4;
const GAS = 30_000_000n;

/** What one side answers. */
interface Answer {
  readonly success: boolean;
  readonly data: Uint8Array;
}

/** The adapter's runtime code, compiled from the project's own sources, in an EVM. */
export interface Adapter {
  readonly runtimeCode: Uint8Array;
  /** Null where it ran out of gas or memory. */
  answer(calldata: Uint8Array): Promise<Answer | null>;
}

/** Compiles the adapter of an app. @throws Refused with the compiler's errors. */
export async function adapterOf({ root, pin, app }: Subject): Promise<Adapter> {
  const path = `contracts/generated/${app.code.name}App.sol`;
  const compiled = compileContract(root, closureOf(root, [path]), path, `${app.code.name}App`, pin);
  const evm: EVM = await createEVM({ common: new Common({ chain: Mainnet, hardfork: Hardfork.Cancun }) });
  const runtimeCode = hexToBytes(compiled.runtimeCode);
  return {
    runtimeCode,
    async answer(data) {
      const { returnValue, exceptionError } = await evm.runCode({ code: runtimeCode, data, gasLimit: GAS });
      if (exceptionError !== undefined && exceptionError.error !== "revert") return null;
      return { success: exceptionError === undefined, data: returnValue };
    },
  };
}

/** The calls that play made give the same bytes in the EVM and in TypeScript (design rule 16). @throws Error at the first difference. */
export async function playConforms(subject: Subject): Promise<Outcome> {
  if (subject.explorations.length === 0) return NOTHING_PLAYED;
  const adapter = await adapterOf(subject);
  for (const calldata of keptCalls(subject)) {
    const answer = await agree(subject, adapter, calldata);
    if (answer?.success !== true)
      throw new Error(`${subject.app.code.name}: a call that play made reverts: ${bytesToHex(calldata)}`);
  }
  return undefined;
}

/** The same calls cut off, lengthened, and with words and bytes changed: the same answers, the same revert bytes. */
export async function brokenConforms(subject: Subject): Promise<Outcome> {
  if (subject.explorations.length === 0) return NOTHING_PLAYED;
  const adapter = await adapterOf(subject);
  const draw = drawFrom(1);
  let reverted = 0;
  for (const calldata of [new Uint8Array(0), new Uint8Array(3), new Uint8Array(4).fill(7)])
    await agree(subject, adapter, calldata);
  for (const calldata of keptCalls(subject))
    for (let i = 0; i < BROKEN; i++) {
      const answer = await agree(subject, adapter, brokenBy(draw, calldata));
      if (answer?.success === false) reverted++;
    }
  if (reverted === 0) throw new Error("no broken call was refused: this check has shown nothing");
  return undefined;
}

/** What the client would deploy is what the spec and the pinned compiler give. */
export async function codeIsDeployed(subject: Subject): Promise<Outcome> {
  const evm = await createEVM({ common: new Common({ chain: Mainnet, hardfork: Hardfork.Cancun }) });
  const { returnValue } = await evm.runCode({ code: hexToBytes(subject.app.code.initCode), gasLimit: GAS });
  const { runtimeCode } = await adapterOf(subject);
  if (bytesToHex(returnValue) !== bytesToHex(runtimeCode))
    throw new Error(
      `${subject.app.code.name}: its initCode does not deploy contracts/generated/${subject.app.code.name}App.sol: generate again`,
    );
  return undefined;
}

/** Why checks that need play do not concern an app. */
export const NOTHING_PLAYED: Outcome = { skip: "`start` refuses all sample terms: nothing was played" };

function keptCalls({ calls }: Subject): Uint8Array[] {
  const wanted = Number(process.env["CHENILLES_FUZZ_RUNS"] ?? KEPT);
  const stride = Math.max(1, Math.floor(calls.length / wanted));
  return calls.filter((_, i) => i % stride === 0).map(({ calldata }) => calldata);
}

/** The answer of both, or null where one of them comes to a limit: what the other says is then no measure. */
async function agree({ app, call }: Subject, adapter: Adapter, calldata: Uint8Array): Promise<Answer | null> {
  const [chain, own] = [await adapter.answer(calldata), ownAnswer(call, calldata)];
  if (chain === null || own === null) return null;
  if (chain.success !== own.success || bytesToHex(chain.data) !== bytesToHex(own.data))
    throw new Error(
      `${app.code.name}: ${bytesToHex(calldata)} ${said(chain)} in the EVM, and ${said(own)} in TypeScript: please report it`,
    );
  return own;
}

/** Null past the steps and the memory that the translation allows. */
function ownAnswer(call: Subject["call"], calldata: Uint8Array): Answer | null {
  try {
    return call(calldata);
  } catch (error) {
    if (error instanceof Error && error.name === "OutOfSteps") return null;
    throw error;
  }
}

function said(answer: { readonly success: boolean; readonly data: Uint8Array }): string {
  return `${answer.success ? "returns" : "reverts with"} ${bytesToHex(answer.data)}`;
}

/** Numbers below a bound, always the same from the same seed (xorshift). */
function drawFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** Calldata with one thing wrong. */
function brokenBy(draw: (below: number) => number, calldata: Uint8Array): Uint8Array {
  const words = Math.floor((calldata.length - 4) / 32);
  const at = 4 + 32 * draw(Math.max(1, words));
  const made = Uint8Array.from(calldata);
  switch (draw(5)) {
    case 0:
      return calldata.slice(0, 4 + draw(calldata.length - 4));
    case 1:
      return Uint8Array.from([...calldata, ...new Uint8Array(1 + draw(64)).fill(draw(256))]);
    case 2:
      made.fill(255, at, at + 32);
      return made;
    case 3:
      made.fill(0, at, at + 32);
      made[at + 31] = draw(256);
      return made;
    default:
      made[4 + draw(Math.max(1, calldata.length - 4))] = draw(256);
      return made;
  }
}
