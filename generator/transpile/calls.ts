import { type AstNode, bare, child, children, text, typeIdentifier } from "./ast.ts";
import { builtin } from "./builtins.ts";
import { emitAs, functionName, parameterList, type Scope, temporary } from "./context.ts";
import { refuse } from "./diagnostics.ts";
import { eitherOrder, eitherSequence } from "./eitherOrder.ts";
import { type HandedOver, handOver } from "./handedOver.ts";
import { fieldName } from "./names.ts";
import { declarationOf, resolveSuper, resolveVirtual, typeOf } from "./program.ts";
import { isSafe } from "./purity.ts";
import { structMembers, tsType } from "./representation.ts";
import type { SolidityType } from "./solidityType.ts";

/** A call, a conversion or the construction of a struct. */
export function emitCall(scope: Scope, node: AstNode): string {
  switch (text(node, "kind")) {
    case "typeConversion":
      return conversion(scope, node);
    case "structConstructorCall":
      return construction(scope, node);
    default:
      return call(scope, node);
  }
}

function conversion(scope: Scope, node: AstNode): string {
  const inner = children(node, "arguments")[0];
  return inner === undefined ? refuse(node, "nothing to convert") : emitAs(scope, inner, typeOf(node));
}

/** Arguments as parameters' types, computed in the order in which they are written. */
function argumentCodes(
  scope: Scope,
  node: AstNode,
  parameters: readonly { readonly name: string; readonly type: SolidityType }[],
): HandedOver {
  const args = children(node, "arguments");
  const names: unknown = node["names"];
  const named = Array.isArray(names) && names.length > 0;
  if (!named)
    return handOver(
      scope,
      args,
      parameters.map((p) => p.type),
    );
  const byName = new Map<string, string>();
  const steps = new Map<string, string>();
  args.forEach((arg, i) => {
    const name = String(names[i]);
    const type = parameters.find((p) => p.name === name)?.type ?? typeOf(arg);
    const code = emitAs(scope, arg, type);
    const kept = isSafe(arg) ? code : temporary(scope, tsType(scope.module, type, arg));
    if (kept !== code) steps.set(name, `${kept} = ${code}`);
    byName.set(name, kept);
  });
  const declared = parameters.flatMap((p) => steps.get(p.name) ?? []);
  const prepare = eitherSequence(scope, args, [...steps.values()], declared);
  return { prepare, codes: parameters.map((p) => byName.get(p.name) ?? refuse(node, `no argument for ${p.name}`)) };
}

function construction(scope: Scope, node: AstNode): string {
  const type = typeOf(node);
  if (type.kind !== "struct") return refuse(node, "no struct");
  const members = structMembers(scope.module, { ...type, location: "memory" }, node);
  const { prepare, codes } = argumentCodes(scope, node, members);
  const made = `{ ${members.map((m, i) => `${fieldName(m.name)}: ${codes[i] ?? refuse(node, `no value for ${m.name}`)}`).join(", ")} }`;
  return prepare.length === 0 ? made : `(${[...prepare, made].join(", ")})`;
}

const INTERNAL = /^t_function_internal_/;

function call(scope: Scope, node: AstNode): string {
  const callee = bare(child(node, "expression"));
  const identifier = typeIdentifier(callee);
  const builtinKind = /^t_function_([a-z0-9]+)_/.exec(identifier)?.[1];
  if (INTERNAL.test(identifier)) return internalCall(scope, node, callee);
  if (builtinKind === undefined || builtinKind === "external" || builtinKind === "delegatecall") {
    return refuse(node, "an external call leaves the contract: only pure functions of its own are translated");
  }
  return builtin(scope, node, builtinKind);
}

/** The definition that a call runs, and the value that it is called on, if any. */
function target(
  scope: Scope,
  node: AstNode,
  callee: AstNode,
): { readonly definition: AstNode; readonly bound: AstNode | null } {
  const program = scope.module.program;
  const declared = declarationOf(program, callee);
  if (declared === null || declared.nodeType !== "FunctionDefinition")
    return refuse(node, "function pointers are not translated");
  if (callee.nodeType === "Identifier") return { definition: resolveVirtual(program, declared), bound: null };
  if (callee.nodeType !== "MemberAccess") return refuse(node, "function pointers are not translated");
  const base = bare(child(callee, "expression"));
  const on = typeIdentifier(base);
  if (on.startsWith("t_type$_t_super") || on.startsWith("t_super"))
    return { definition: superTarget(scope, node, declared), bound: null };
  if (on.startsWith("t_type$") || on.startsWith("t_module")) return { definition: declared, bound: null };
  if (/\$(attached|bound)_to\$/.test(typeIdentifier(callee))) return { definition: declared, bound: base };
  return refuse(node, "function pointers are not translated");
}

function superTarget(scope: Scope, node: AstNode, declared: AstNode): AstNode {
  const found = scope.owner === null ? null : resolveSuper(scope.module.program, declared, scope.owner);
  return found ?? refuse(node, "super has no such function");
}

function internalCall(scope: Scope, node: AstNode, callee: AstNode): string {
  const { definition, bound } = target(scope, node, callee);
  if (definition["body"] === null || definition["body"] === undefined)
    return refuse(node, `${text(definition, "name")} has no body`);
  const parameters = parameterList(definition, "parameters").map((p) => ({ name: text(p, "name"), type: typeOf(p) }));
  const name = functionName(scope, definition);
  const first = parameters[0];
  if (bound === null || first === undefined) {
    const { prepare, codes } = argumentCodes(scope, node, parameters);
    return afterSteps(prepare, `${name}(${codes.join(", ")})`);
  }
  return boundCall(scope, node, name, bound, first.type, parameters.slice(1));
}

function afterSteps(steps: readonly string[], code: string): string {
  return steps.length === 0 ? code : `(${[...steps, code].join(", ")})`;
}

/** A call of a function on a value, which the older pipeline computes after the arguments. */
function boundCall(
  scope: Scope,
  node: AstNode,
  name: string,
  bound: AstNode,
  type: SolidityType,
  parameters: readonly { readonly name: string; readonly type: SolidityType }[],
): string {
  const own = { node: bound, code: emitAs(scope, bound, type), tsType: tsType(scope.module, type, bound) };
  const { prepare, codes } = argumentCodes(scope, node, parameters);
  const args = children(node, "arguments");
  if (prepare.length > 0) {
    if (isSafe(bound)) return afterSteps(prepare, `${name}(${[own.code, ...codes].join(", ")})`);
    const kept = temporary(scope, own.tsType);
    return afterSteps([`${kept} = ${own.code}`, ...prepare], `${name}(${[kept, ...codes].join(", ")})`);
  }
  if (args.length === 0) return `${name}(${own.code})`;
  const others = args.map((arg, i) => {
    const wanted = parameters[i]?.type ?? typeOf(arg);
    return { node: arg, code: codes[i] ?? "", tsType: tsType(scope.module, wanted, arg) };
  });
  const ordered = eitherOrder(scope, own, others);
  return afterSteps(ordered.steps, `${name}(${ordered.codes.join(", ")})`);
}
