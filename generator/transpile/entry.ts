import type { AstNode } from "./ast.ts";
import { children, optionalText, text } from "./ast.ts";
import { constantName, constantScope } from "./constants.ts";
import {
  callLibrary,
  type EmittedFunction,
  functionName,
  type Module,
  parameterList,
  type Scope,
  use,
} from "./context.ts";
import { encodeResults } from "./encoding.ts";
import { resolveVirtual, typeOf } from "./program.ts";
import { codecOf, headOf, underlying } from "./representation.ts";
import { inCalldata, type SolidityType } from "./solidityType.ts";
import { indent } from "./statements.ts";

/** A public or external function of the translated contract. */
export interface Entry {
  /** `name(types)`, as the compiler writes it. */
  readonly signature: string;
  readonly selector: string;
  readonly definition: AstNode;
}

/** The public and external functions of a contract and of its parents, each once, as selected from outside. */
export function entriesOf(
  module: Module,
  selectors: Readonly<Record<string, string>>,
  line: readonly AstNode[],
): readonly Entry[] {
  const bySelector = new Map(Object.entries(selectors).map(([signature, selector]) => [selector, signature]));
  const entries = new Map<string, Entry>();
  for (const contract of line) {
    for (const member of children(contract, "nodes")) {
      const selector = optionalText(member, "functionSelector");
      if (selector === null || entries.has(selector)) continue;
      const definition = member.nodeType === "FunctionDefinition" ? resolveVirtual(module.program, member) : member;
      entries.set(selector, { signature: bySelector.get(selector) ?? text(member, "name"), selector, definition });
    }
  }
  return [...entries.values()];
}

/** The head place of each parameter, and the bytes of all. */
function heads(
  module: Module,
  types: readonly SolidityType[],
  user: AstNode,
): { readonly places: readonly number[]; readonly total: number } {
  const places: number[] = [];
  let total = 0;
  for (const type of types) {
    places.push(total);
    total += headOf(module, type, user).bytes;
  }
  return { places, total };
}

function parameterCode(scope: Scope, given: SolidityType, place: number, node: AstNode): string {
  const type = underlying(scope.module, given, node);
  const codec = codecOf(scope.module, type, node);
  if (!inCalldata(type)) return callLibrary(scope, "parameter", codec, place);
  if (type.kind === "bytes" || type.kind === "string") return callLibrary(scope, "calldataBytes", codec, place);
  const dynamic = type.kind === "array" && type.length === null;
  return callLibrary(scope, dynamic ? "calldataArray" : "calldataPlace", codec, place);
}

/** Decodes the parameters of one function, calls it and encodes what it gives. */
export function emitEntry(module: Module, entry: Entry): EmittedFunction {
  const scope = constantScope(module, null);
  const definition = entry.definition;
  const name = module.names.take(`call_${text(definition, "name")}`);
  if (definition.nodeType === "VariableDeclaration") return constantEntry(scope, name, entry);
  const parameters = parameterList(definition, "parameters");
  const types = parameters.map(typeOf);
  const { places, total } = heads(module, types, definition);
  const codes = types.map((type, i) => parameterCode(scope, type, places[i] ?? 0, definition));
  const names = parameters.map((p, i) => scope.names.take(text(p, "name") === "" ? `argument${i}` : text(p, "name")));
  const results = parameterList(definition, "returnParameters").map(typeOf);
  const call = `${functionName(scope, definition)}(${names.join(", ")})`;
  const lines = [
    `/** ${entry.signature} */`,
    `function ${name}(): Uint8Array {`,
    ...indent([
      `${callLibrary(scope, "parameters", total)};`,
      ...names.map((n, i) => `const ${n} = ${codes[i]};`),
      ...outcome(scope, call, results, definition),
    ]),
    "}",
    "",
  ];
  return { name, lines, calls: scope.calls, frame: 0 };
}

function outcome(scope: Scope, call: string, results: readonly SolidityType[], node: AstNode): string[] {
  const first = results[0];
  if (first === undefined) return [`${call};`, "return new Uint8Array(0);"];
  if (results.length === 1) return [`return ${encodeResults(scope, [call], [first], node)};`];
  const names = results.map((_, i) => scope.names.take(`result${i}`));
  return [`const [${names.join(", ")}] = ${call};`, `return ${encodeResults(scope, names, results, node)};`];
}

/** The getter of a public constant. */
function constantEntry(scope: Scope, name: string, entry: Entry): EmittedFunction {
  const type = typeOf(entry.definition);
  const value = constantName(scope, entry.definition);
  const lines = [
    `/** ${entry.signature} */`,
    `function ${name}(): Uint8Array {`,
    `  return ${encodeResults(scope, [value], [type], entry.definition)};`,
    "}",
    "",
  ];
  return { name, lines, calls: scope.calls, frame: 0 };
}

/** Calls `fallback` or `receive`: what comes and goes is bytes as they are, not encoded. */
export function emitFallback(module: Module, definition: AstNode): EmittedFunction {
  const scope = constantScope(module, null);
  const name = module.names.take(`call_${text(definition, "kind")}`);
  const given = parameterList(definition, "parameters").length === 0 ? "" : callLibrary(scope, "msgData");
  const call = `${functionName(scope, definition)}(${given})`;
  const gives = parameterList(definition, "returnParameters").length > 0;
  const body = gives ? [`return ${call};`] : [`${call};`, "return new Uint8Array(0);"];
  return { name, lines: [`function ${name}(): Uint8Array {`, ...indent(body), "}", ""], calls: scope.calls, frame: 0 };
}

/** An entry and the function that answers it; null where it needs a chain. */
export interface ChosenEntry {
  readonly entry: Entry;
  readonly name: string | null;
}

/** `fallback` or `receive`, and the function that answers for it; null where it needs a chain. */
export interface SpecialEntry {
  readonly name: string | null;
}

function answer(module: Module, name: string | null, shown: string): string {
  return name === null ? callLibrary({ module }, "notTranslated", JSON.stringify(shown)) : `${name}()`;
}

/** The module's public function, and the choice by selector. */
export function emitDispatch(
  module: Module,
  chosen: readonly ChosenEntry[],
  fallback: SpecialEntry | null,
  receive: SpecialEntry | null,
): string[] {
  const run = use({ module }, module.imports.has("rightFirst") ? "runInBothOrders" : "run");
  module.typeImports.add("Outcome");
  const other =
    fallback === null ? callLibrary({ module }, "revertEmpty") : answer(module, fallback.name, "the fallback function");
  const cases = chosen.flatMap(({ entry, name }) => [
    `    case 0x${entry.selector}:`,
    `      return ${answer(module, name, entry.signature)};`,
  ]);
  const nothing = receive === null ? "" : callLibrary({ module }, "msgData");
  return [
    "function dispatch(selector: number | null): Uint8Array {",
    ...(receive === null
      ? []
      : [`  if (${nothing}.length === 0) return ${answer(module, receive.name, "the receive function")};`]),
    "  switch (selector) {",
    ...cases,
    "    default:",
    `      return ${other};`,
    "  }",
    "}",
    "",
    "/** Calls the function that the calldata selects, with exactly the EVM's answer. */",
    "export function call(calldata: Uint8Array): Outcome {",
    `  return ${run}(calldata, dispatch);`,
    "}",
    "",
  ];
}
