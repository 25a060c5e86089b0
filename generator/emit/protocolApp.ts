import type { AbiFunction } from "./abiLiteral.ts";
import type { CallView } from "./contractCalls.ts";
import { callView, structsOf } from "./contractCalls.ts";
import { render } from "./render.ts";

/** `offchain/generated/protocol/app.ts`: what every app's code offers, from the interface `IApp`. */
export function emitApp(abi: readonly AbiFunction[]): string {
  const calls = abi.map(callView).map(withSelectorBytes);
  return render("app.ts", { calls, types: structsOf(calls), abis: abiImports(calls) });
}

/** `offchain/generated/protocol/rules.ts`: typed calls of the translated `ProtocolRules`, those derived as fixed layouts left out. */
export function emitRules(abi: readonly AbiFunction[], leaveOut: (name: string) => boolean, fixed: readonly string[]): string {
  const calls = abi
    .filter((fn) => !leaveOut(fn.name))
    .map(callView)
    .map(withSelectorBytes);
  return render("rules.ts", { calls, types: structsOf(calls), abis: abiImports(calls), fixed });
}

function withSelectorBytes(call: CallView): CallView & { bytes: string } {
  return { ...call, bytes: (call.selector.match(/../g) ?? []).map((byte) => `0x${byte}`).join(", ") };
}

function abiImports(calls: readonly CallView[]): string[] {
  const text = calls.flatMap((call) => [...call.inputs, ...call.outputs]).join();
  return [...new Set([...text.matchAll(/\b(\w+Abi)\b/g)].map((match) => match[1] ?? ""))].sort();
}

