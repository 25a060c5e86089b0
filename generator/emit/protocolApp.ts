import type { AstNode } from "../read/ast.ts";
import { childrenOf } from "../read/ast.ts";
import type { Unit } from "../read/sources.ts";
import type { AbiFunction } from "./abiLiteral.ts";
import type { CallView } from "./contractCalls.ts";
import { callView, structsOf } from "./contractCalls.ts";
import { docComment, render } from "./render.ts";
import { declarationsOf, expressionRule } from "./ruleExpressions.ts";

/** `offchain/generated/protocol/app.ts`: what every app's code offers, from the interface `IApp`. */
export function emitApp(abi: readonly AbiFunction[], unit: Unit): string {
  const functions = functionsOf(unit, "IApp");
  const calls = abi.map((fn) => ({ ...callView(fn), comment: commentOf(functions, fn.name, "  ") }));
  return render("app.ts", { calls, types: structsOf(calls), abis: abisOf(calls) });
}

/** `offchain/generated/protocol/rules.ts`: the pure rules that both sides share, from the contract `ProtocolRules`. */
export function emitRules(abi: readonly AbiFunction[], units: ReadonlyMap<string, Unit>, path: string): string {
  const unit = units.get(path);
  const functions = unit === undefined ? [] : functionsOf(unit, "ProtocolRules");
  const declarations = declarationsOf(units);
  // What EIP-712's type strings say is in hashes.ts.
  const rules = abi.filter((fn) => !/^(hash[A-Z]|digest$|domainSeparatorOf$)/.test(fn.name));
  const expressions = rules.flatMap((fn) => {
    const node = functions.find((candidate) => candidate.name === fn.name);
    const rule = node === undefined ? undefined : expressionRule(node, declarations);
    return rule === undefined ? [] : [{ ...rule, comment: docComment(rule.comment || `\`${fn.name}\` of ${path}.`) }];
  });
  const calls = rules
    .filter((fn) => !expressions.some((rule) => rule.name === fn.name))
    .map((fn) => ({
      ...callView(fn),
      comment: docComment(`\`${fn.name}\` of ${path}. Throws \`RuleRefused\` where the contract reverts.`),
    }));
  const text = [
    ...calls.flatMap((call) => [...call.inputs, ...call.outputs]),
    ...expressions.flatMap((rule) => rule.layouts),
  ];
  return render("rules.ts", {
    expressions,
    calls,
    imports: ruleImports(
      text.join("\n"),
      expressions.flatMap((rule) => rule.layouts).join("\n"),
      [...expressions, ...calls],
      calls.length > 0,
    ),
  });
}

/** The import lines that the emitted text needs. */
function ruleImports(
  literals: string,
  layouts: string,
  rules: readonly { readonly declared: string; readonly returns: string }[],
  translated: boolean,
): string[] {
  const signatures = rules.map((rule) => `${rule.declared} ${rule.returns}`).join(" ");
  const uses = (text: string, names: readonly string[]): string[] =>
    names.filter((name) => new RegExp(`\\b${name}\\b`).test(text));
  const line = (names: readonly string[], from: string, type = false): string[] =>
    names.length === 0 ? [] : [`import ${type ? "type " : ""}{ ${names.join(", ")} } from "${from}";`];
  const structs = [
    ...new Set(
      [...signatures.matchAll(/: readonly ([A-Z]\w*)|: ([A-Z]\w*)/g)].map((match) => match[1] ?? match[2] ?? ""),
    ),
  ].filter((name) => name !== "Hex" && name !== "Address");
  return [
    ...line(
      uses(layouts, [
        "fixedLayout",
        "putAddress",
        "putBigInt",
        "putBigUint",
        "putBool",
        "putBytes",
        "putInt",
        "putUint",
      ]),
      "../../evm/fixedLayout.ts",
    ),
    ...line(["keccakHex"], "../../evm/hash.ts"),
    ...line(uses(`Hex ${signatures}`, ["Address", "Hex"]), "../../evm/hex.ts", true),
    ...line(uses(layouts, ["AbiField"]), "../../evm/strictAbi.ts", true),
    ...line(["abiEncode"], "../../evm/strictAbi.ts"),
    ...(translated
      ? [
          ...line(["FunctionAbi"], "../../evm/translatedCall.ts", true),
          ...line(["callTranslated"], "../../evm/translatedCall.ts"),
        ]
      : []),
    ...line(abiNames([literals]), "./codecs.ts"),
    ...(translated ? line(["call"], "./rulesCode.ts") : []),
    ...line(structs.sort(), "./structs.ts", true),
  ];
}

function functionsOf(unit: Unit, contract: string): AstNode[] {
  return childrenOf(unit.ast, "ContractDefinition")
    .filter((node) => node.name === contract)
    .flatMap((node) => childrenOf(node, "FunctionDefinition"));
}

function commentOf(functions: readonly AstNode[], name: string, indent: string): string {
  const text = functions.find((fn) => fn.name === name)?.documentation?.text ?? "";
  return docComment(text.replace(/^@\w+ /, ""), indent);
}

function abisOf(calls: readonly CallView[]): string[] {
  return abiNames(calls.flatMap((call) => [...call.inputs, ...call.outputs]));
}

function abiNames(texts: readonly string[]): string[] {
  return [...new Set([...texts.join().matchAll(/\b([A-Z]\w*Abi)\b/g)].map((match) => match[1] ?? ""))].sort();
}
