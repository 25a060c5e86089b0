import { checkNodes } from "./allowList.ts";
import { type AstNode, child, children, optional, text } from "./ast.ts";
import { type EmittedFunction, emitAs, type Module, parameterList, type Result, type Scope, use } from "./context.ts";
import { refuse } from "./diagnostics.ts";
import { checkEvaluationOrder } from "./evaluationOrder.ts";
import { frameOf } from "./frames.ts";
import { nodeOf, resolveVirtual, typeOf } from "./program.ts";
import { checkRepetition } from "./repetition.ts";
import { tsType, zeroOf } from "./representation.ts";
import { block, declare, indent, resultCode } from "./statements.ts";

/** A variable of a function's head: its name in the module and its types. */
interface Variable {
  readonly name: string;
  readonly shown: string;
  readonly zero: string;
}

function newScope(
  module: Module,
  owner: AstNode | null,
  calls: Set<string>,
  placeholder: string | null,
): Scope & { returns: Result[] } {
  const names = module.names.inner();
  return {
    module,
    owner,
    names,
    locals: new Map(),
    temporaries: [],
    calls,
    unchecked: false,
    returns: [],
    placeholder,
  };
}

function head(scope: Scope, nodes: readonly AstNode[]): Variable[] {
  return nodes.map((node) => {
    const type = typeOf(node);
    return {
      name: declare(scope, node),
      shown: tsType(scope.module, type, node),
      zero: zeroOf(scope.module, type, node),
    };
  });
}

function declareResults(scope: Scope & { returns: Result[] }, definition: AstNode): Variable[] {
  const nodes = parameterList(definition, "returnParameters");
  const results = head(scope, nodes);
  nodes.forEach((node, i) => {
    scope.returns.push({ type: typeOf(node), variable: results[i]?.name ?? "" });
  });
  return results;
}

function resultType(results: readonly Variable[]): string {
  const shown = results.map((r) => r.shown);
  return shown.length === 0 ? "void" : shown.length === 1 ? (shown[0] ?? "void") : `[${shown.join(", ")}]`;
}

function listed(variables: readonly Variable[]): string {
  return variables.map((v) => `${v.name}: ${v.shown}`).join(", ");
}

/** Whether control cannot reach the end of the lines: a syntactic test, for readable output only. */
function ends(lines: readonly string[]): boolean {
  return /^(return\b|throw\b)/.test(lines.at(-1) ?? "");
}

function assemble(signature: string, scope: Scope, lines: readonly string[]): string[] {
  const result = resultCode(scope);
  const closing = result === "" || ends(lines) ? [] : [`return ${result};`];
  return [`${signature} {`, ...indent([...scope.temporaries, ...lines, ...closing]), "}", ""];
}

/** Documentation of the definition, carried over. */
function documentation(definition: AstNode): string[] {
  const doc = optional(definition, "documentation");
  const words = doc === null ? "" : text(doc, "text").replaceAll("*/", "* /");
  const lines = words.split("\n").filter((line) => !line.trim().startsWith("@custom"));
  const shown = lines.map((line) => line.replace(/^\s*@notice\s*/, "").trim()).filter((line) => line !== "");
  return shown.length === 0 ? [] : ["/**", ...shown.map((line) => ` * ${line}`), " */"];
}

/** Translates a function, its modifiers included, into functions of the module. */
export function emitFunction(module: Module, definition: AstNode, name: string): EmittedFunction {
  const owner = module.program.ownerOf.get(definition.id) ?? null;
  const body = optional(definition, "body");
  if (body === null) return refuse(definition, `${text(definition, "name")} has no body`);
  checkNodes(definition);
  checkEvaluationOrder(module.program, module.summaries, definition);
  const calls = new Set<string>();
  const modifiers = children(definition, "modifiers").filter((use) => isModifier(module, use));
  if (modifiers.length > 0) return withModifiers(module, definition, name, owner, modifiers, calls);
  const scope = newScope(module, owner, calls, null);
  const parameters = head(scope, parameterList(definition, "parameters"));
  const results = declareResults(scope, definition);
  const lines = block(scope, body);
  const used = results.filter((r) => !(ends(lines) && !lines.some((line) => line.includes(r.name))));
  const start = used.map((r) => `let ${r.name}: ${r.shown} = ${r.zero};`);
  const signature = `function ${name}(${listed(parameters)}): ${resultType(results)}`;
  return {
    name,
    lines: [...documentation(definition), ...assemble(signature, scope, [...start, ...lines])],
    calls,
    frame: frameOf(module.program, definition),
  };
}

function isModifier(module: Module, use: AstNode): boolean {
  const id = child(use, "modifierName")["referencedDeclaration"];
  return typeof id === "number" && nodeOf(module.program, id, use).nodeType === "ModifierDefinition";
}

/**
 * Each modifier becomes a function that calls the next one, the last the body. Parameters and the initial results are handed
 * on as they came, so that a second `_` starts afresh, as in the IR pipeline.
 */
function withModifiers(
  module: Module,
  definition: AstNode,
  name: string,
  owner: AstNode | null,
  uses: readonly AstNode[],
  calls: Set<string>,
): EmittedFunction {
  const stages = uses.map((_, i) => module.names.take(`${name}_modifier${i}`));
  const inner = module.names.take(`${name}_body`);
  const scope = newScope(module, owner, calls, null);
  const parameters = head(scope, parameterList(definition, "parameters"));
  const results = declareResults(scope, definition);
  const all = [...parameters, ...results];
  const body = optional(definition, "body") ?? refuse(definition, "no body");
  const lines = assemble(`function ${inner}(${listed(all)}): ${resultType(results)}`, scope, block(scope, body));
  const entry = `${stages[0] ?? inner}(${[...parameters.map((p) => p.name), ...results.map((r) => r.zero)].join(", ")})`;
  const made = [
    ...documentation(definition),
    `function ${name}(${listed(parameters)}): ${resultType(results)} {`,
    `  return ${entry};`,
    "}",
    "",
    ...uses.flatMap((use, i) => stage(module, definition, use, stages[i] ?? "", stages[i + 1] ?? inner, calls)),
    ...lines,
  ];
  return { name, lines: made, calls, frame: frameOf(module.program, definition) };
}

/** The function of one modifier, which runs `next` where it says `_`. */
function stage(
  module: Module,
  definition: AstNode,
  use: AstNode,
  name: string,
  next: string,
  calls: Set<string>,
): string[] {
  const id = child(use, "modifierName")["referencedDeclaration"];
  const declared = nodeOf(module.program, typeof id === "number" ? id : -1, use);
  const base = child(use, "modifierName");
  const direct = base.nodeType === "IdentifierPath" && text(base, "name").includes(".");
  const modifier = direct ? declared : resolveVirtual(module.program, declared);
  checkNodes(modifier);
  checkRepetition(definition, use, modifier);
  checkEvaluationOrder(module.program, module.summaries, modifier);
  const scope = newScope(module, module.program.ownerOf.get(modifier.id) ?? null, calls, null);
  const parameters = head(scope, parameterList(definition, "parameters"));
  const results = head(scope, parameterList(definition, "returnParameters"));
  const targets = results.map((r) => scope.names.take(`${r.name}_now`));
  parameterList(definition, "returnParameters").forEach((node, i) => {
    scope.returns.push({ type: typeOf(node), variable: targets[i] ?? "" });
  });
  const initial = results.map((r, i) => `let ${targets[i]}: ${r.shown} = ${r.name};`);
  const call = `${next}(${[...parameters, ...results].map((v) => v.name).join(", ")});`;
  const placeholder =
    targets.length === 0
      ? call
      : targets.length === 1
        ? `${targets[0]} = ${call}`
        : `[${targets.join(", ")}] = ${call}`;
  const args = children(use, "arguments");
  const own = children(child(modifier, "parameters"), "parameters");
  const values = own.map((p, i) => emitAs(scope, args[i] ?? refuse(use, "an argument is missing"), typeOf(p)));
  const start = own.map((p, i) => `let ${declare(scope, p)}: ${tsType(module, typeOf(p), p)} = ${values[i]};`);
  const inside: Scope = { ...scope, placeholder };
  const lines = block(inside, optional(modifier, "body") ?? refuse(modifier, "no body"));
  return assemble(`function ${name}(${listed([...parameters, ...results])}): ${resultType(results)}`, inside, [
    ...initial,
    ...start,
    ...lines,
  ]);
}

/** Functions that can reach themselves, counted in depth; their lines are changed to do so. */
export function meterRecursion(module: Module, functions: readonly EmittedFunction[]): readonly EmittedFunction[] {
  const byName = new Map(functions.map((f) => [f.name, f]));
  const reaches = (from: EmittedFunction, goal: string): boolean => {
    const seen = new Set<string>();
    const rest = [...from.calls];
    for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
      if (next === goal) return true;
      if (seen.has(next)) continue;
      seen.add(next);
      rest.push(...(byName.get(next)?.calls ?? []));
    }
    return false;
  };
  const recursive = new Set(functions.flatMap((f) => (reaches(f, f.name) ? f.name : [])));
  const others = functions.filter((f) => !recursive.has(f.name));
  const reserved = Math.max(0, 2 * longestChain(others) - RESERVE);
  return functions.map((f) => (recursive.has(f.name) ? countDepth(module, f, reserved) : f));
}

/** Words of the stack that are free besides what is counted: for the functions around recursive ones. */
const RESERVE = 100;

/** The words that functions take which call each other, none of them twice. */
function longestChain(functions: readonly EmittedFunction[]): number {
  const byName = new Map(functions.map((f) => [f.name, f]));
  const known = new Map<string, number>();
  const wordsOf = (f: EmittedFunction): number => {
    const before = known.get(f.name);
    if (before !== undefined) return before;
    const below = [...f.calls].flatMap((name) => byName.get(name) ?? []).map(wordsOf);
    const words = f.frame + Math.max(0, ...below);
    known.set(f.name, words);
    return words;
  };
  return Math.max(0, ...functions.map(wordsOf));
}

/** Renames the function to `…_counted` and calls it with the depth raised. */
function countDepth(module: Module, f: EmittedFunction, reserved: number): EmittedFunction {
  const counted = module.names.take(`${f.name}_counted`);
  const at = f.lines.findIndex((line) => line.startsWith(`function ${f.name}(`));
  const signature = f.lines[at] ?? "";
  const body = f.lines.map((line, i) =>
    i === at ? line.replace(`function ${f.name}(`, `function ${counted}(`) : line,
  );
  const open = signature.indexOf("(");
  const close = signature.lastIndexOf("): ");
  const names = [...signature.slice(open + 1, close).matchAll(/(?:^|, )([A-Za-z_$][\w$]*): /g)].map((m) => m[1] ?? "");
  const wrapper = [
    signature,
    `  return ${use({ module }, "deeper")}(${f.frame}, () => ${counted}(${names.join(", ")})${reserved > 0 ? `, ${reserved}` : ""});`,
    "}",
    "",
  ];
  return { ...f, lines: [...wrapper, ...body] };
}
