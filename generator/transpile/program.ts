import { type AstNode, child, children, numbers, optionalNumber, text, typeIdentifier, walk } from "./ast.ts";
import type { Compiled } from "./compile.ts";
import { refuse } from "./diagnostics.ts";
import { type SolidityType, typeOfIdentifier } from "./solidityType.ts";

/** All nodes of a compilation by id, and what the language says of one contract's functions and modifiers. */
export interface Program {
  readonly nodes: ReadonlyMap<number, AstNode>;
  /** The contract, library or free scope around a declaration; null for file level. */
  readonly ownerOf: ReadonlyMap<number, AstNode>;
  /** Parameters of functions and modifiers: variables that can be aliases of what a caller holds. */
  readonly inputs: ReadonlySet<number>;
  readonly files: readonly string[];
  /** The contract that is translated; virtual calls are resolved from it. */
  readonly contract: AstNode;
}

/** Indexes what was compiled. */
export function indexProgram(compiled: Compiled, contract: AstNode): Program {
  const nodes = new Map<number, AstNode>();
  const ownerOf = new Map<number, AstNode>();
  const inputs = new Set<number>();
  for (const { ast } of compiled.units) {
    for (const node of walk(ast)) {
      nodes.set(node.id, node);
      if (node.nodeType === "FunctionDefinition" || node.nodeType === "ModifierDefinition") {
        for (const parameter of children(child(node, "parameters"), "parameters")) inputs.add(parameter.id);
      }
    }
    for (const owner of children(ast, "nodes")) {
      if (owner.nodeType !== "ContractDefinition") continue;
      for (const member of children(owner, "nodes")) ownerOf.set(member.id, owner);
    }
  }
  return { nodes, ownerOf, inputs, files: compiled.files, contract };
}

/** The node that an id of `user`'s refers to. */
export function nodeOf(program: Program, id: number, user: AstNode): AstNode {
  return program.nodes.get(id) ?? refuse(user, `refers to a declaration (${id}) that is in no source`);
}

/** The declaration that a name refers to; null for a word of the language. */
export function declarationOf(program: Program, node: AstNode): AstNode | null {
  const id = optionalNumber(node, "referencedDeclaration");
  return id === null ? null : (program.nodes.get(id) ?? null);
}

/** The node's type; for a declaration that of its variable. */
export function typeOf(node: AstNode): SolidityType {
  return typeOfIdentifier(typeIdentifier(node));
}

/** The type of parameters, for telling overloads apart. */
function parametersOf(definition: AstNode): string {
  const list = definition["parameters"];
  const parameters =
    typeof list === "object" && list !== null && "nodeType" in list ? children(list as AstNode, "parameters") : [];
  return parameters.map((p) => typeIdentifier(p).replace(/_(memory|calldata|storage)(_ptr)?/g, "")).join(",");
}

function overrides(program: Program, candidate: AstNode, target: AstNode): boolean {
  if (candidate.id === target.id) return true;
  const bases = [...numbers(candidate, "baseFunctions"), ...numbers(candidate, "baseModifiers")];
  return bases.some((id) => {
    const base = program.nodes.get(id);
    return base !== undefined && overrides(program, base, target);
  });
}

/** Members of a contract with the target's kind, name and parameters. */
function sameMember(contract: AstNode, target: AstNode): AstNode | null {
  const signature = parametersOf(target);
  const found = children(contract, "nodes").find(
    (member) =>
      member.nodeType === target.nodeType &&
      text(member, "name") === text(target, "name") &&
      parametersOf(member) === signature,
  );
  return found ?? null;
}

function lineOf(program: Program): readonly AstNode[] {
  return numbers(program.contract, "linearizedBaseContracts").flatMap((id) => program.nodes.get(id) ?? []);
}

/** The function or modifier that a call of `target` by its plain name runs in the translated contract. */
export function resolveVirtual(program: Program, target: AstNode): AstNode {
  const owner = program.ownerOf.get(target.id);
  if (owner === undefined || text(owner, "contractKind") === "library") return target;
  for (const contract of lineOf(program)) {
    const member = sameMember(contract, target);
    if (member !== null && (overrides(program, member, target) || contract.id === owner.id)) return member;
  }
  return target;
}

/** The function that `super.name` runs, called within a function of `owner`. */
export function resolveSuper(program: Program, target: AstNode, owner: AstNode): AstNode | null {
  const line = lineOf(program);
  const after = line.findIndex((contract) => contract.id === owner.id);
  for (const contract of line.slice(after + 1)) {
    const member = sameMember(contract, target);
    if (member !== null && member["implemented"] === true) return member;
  }
  return null;
}
