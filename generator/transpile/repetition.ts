import { type AstNode, bare, child, children, optional, sparse, text, walk } from "./ast.ts";
import { parameterList } from "./context.ts";
import { refuse } from "./diagnostics.ts";
import { changed } from "./effects.ts";

// A modifier may run a function more than once. The older pipeline keeps the variables of parameters and results from one run to
// the next, the newer one starts each run afresh: it must not show.

const LOOPS = new Set(["ForStatement", "WhileStatement", "DoWhileStatement"]);

/** Whether a modifier may run the function more than once. */
function repeats(modifier: AstNode): boolean {
  const places = [...walk(modifier)].filter((node) => node.nodeType === "PlaceholderStatement");
  const looped = [...walk(modifier)].filter((node) => LOOPS.has(node.nodeType));
  return (
    places.length > 1 || looped.some((loop) => [...walk(loop)].some((node) => node.nodeType === "PlaceholderStatement"))
  );
}

/**
 * Refuses a function that a modifier may run twice, if the second run could find what the first one left in its variables.
 * @throws Refused at the modifier's use.
 */
export function checkRepetition(definition: AstNode, use: AstNode, modifier: AstNode): void {
  if (!repeats(modifier)) return;
  const body = child(definition, "body");
  const inputs = new Set(parameterList(definition, "parameters").map((p) => p.id));
  const assigned = [...walk(body)].some((node) =>
    (changed(node) ?? []).some((place) => inputs.has(Number(place["referencedDeclaration"]))),
  );
  const results = parameterList(definition, "returnParameters").map((p) => p.id);
  if (assigned || !setsAll(body, results)) {
    refuse(
      use,
      "the modifier runs the function twice, and the compiler's pipelines differ in what the second run finds in its variables",
    );
  }
}

/** Whether the body sets every result before it reads it, and before it ends: by its first statements, or by `return`. */
function setsAll(body: AstNode, results: readonly number[]): boolean {
  const open = new Set(results);
  for (const statement of children(body, "statements")) {
    const set = setBy(statement);
    const parts = set === null ? [statement] : [set.value];
    if (open.size > 0 && parts.some((part) => touches(part, open))) return false;
    for (const id of set?.results ?? []) open.delete(id);
  }
  return open.size === 0 || ends(body);
}

/** The variables that a statement sets, whatever happens, and the value that it computes for them. */
function setBy(statement: AstNode): { readonly results: readonly number[]; readonly value: AstNode } | null {
  const assignment = statement.nodeType === "ExpressionStatement" ? bare(child(statement, "expression")) : statement;
  if (assignment.nodeType !== "Assignment" || text(assignment, "operator") !== "=") return null;
  const left = bare(child(assignment, "leftHandSide"));
  const places = left.nodeType === "TupleExpression" ? sparse(left, "components").map((c) => c && bare(c)) : [left];
  if (!places.every((place) => place === null || place.nodeType === "Identifier")) return null;
  const results = places.flatMap((place) => (place === null ? [] : Number(place["referencedDeclaration"])));
  return { results, value: child(assignment, "rightHandSide") };
}

/** Whether a part reads or changes one of the variables, or returns what they hold. */
function touches(part: AstNode, variables: ReadonlySet<number>): boolean {
  return [...walk(part)].some(
    (node) =>
      (node.nodeType === "Identifier" && variables.has(Number(node["referencedDeclaration"]))) ||
      (node.nodeType === "Return" && optional(node, "expression") === null),
  );
}

/** Whether a statement never goes on to the next one: a syntactic test. */
function ends(statement: AstNode | null): boolean {
  switch (statement?.nodeType) {
    case "Block":
    case "UncheckedBlock":
      return ends(children(statement, "statements").at(-1) ?? null);
    case "IfStatement":
      return ends(child(statement, "trueBody")) && ends(optional(statement, "falseBody"));
    case "Return":
    case "RevertStatement":
      return true;
    default:
      return false;
  }
}
