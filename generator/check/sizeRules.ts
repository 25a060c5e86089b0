import type { AppModel } from "../model/appModel.ts";
import type { FieldModel } from "../model/protocolModel.ts";
import type { AstNode } from "../read/ast.ts";
import { walk } from "../read/ast.ts";
import type { Diagnostic } from "../read/diagnostic.ts";
import type { Spec } from "../read/spec.ts";
import { functionOf } from "../read/spec.ts";
import type { Rule } from "./rule.ts";
import { functionFor, say } from "./rule.ts";

/** Bytes that the adjudicator and nodes take at most (design, "Limits and constants"). */
const MAX_STATE = 4096;
const MAX_TERMS = 4096;
const MAX_ARGUMENTS = 1024;
const MAX_MOVES = 256;

/** What is encoded stays within what the chain takes, for the most seats that the app allows. */
export const encodedSizes: Rule = (spec, model) => {
  const seats = model.roles.reduce((sum, role) => sum + role.max, 0);
  const found: Diagnostic[] = [];
  const state = stateSize(spec, model, seats);
  const node = spec.structs.find((each) => each.name === "State");
  const terms = sizeOf(spec, model.terms);
  if (state > MAX_STATE)
    found.push(
      say(spec, node, "app-size", `with ${seats} seats the state takes ${state} bytes on chain: ${MAX_STATE} at most`),
    );
  if (terms > MAX_TERMS)
    found.push(
      say(
        spec,
        spec.structs.find((each) => each.name === "Terms"),
        "app-size",
        `Terms takes ${terms} bytes: ${MAX_TERMS} at most`,
      ),
    );
  if (model.moves.length > MAX_MOVES)
    found.push(say(spec, spec.library, "app-size", `${model.moves.length} moves: ${MAX_MOVES} at most`));
  for (const move of model.moves) {
    const size = sizeOf(spec, move.args);
    if (size > MAX_ARGUMENTS)
      found.push(
        say(
          spec,
          functionFor(spec, move.name),
          "app-size",
          `${move.name}: its arguments take ${size} bytes: ${MAX_ARGUMENTS} at most`,
        ),
      );
  }
  return found;
};

/** The most bytes that state, terms and the arguments of a move take on chain. */
export function sizesOf(spec: Spec, model: AppModel): { state: number; terms: number; args: number } {
  const seats = model.roles.reduce((sum, role) => sum + role.max, 0);
  return {
    state: stateSize(spec, model, seats),
    terms: sizeOf(spec, model.terms),
    args: Math.max(0, ...model.moves.map((move) => sizeOf(spec, move.args))),
  };
}

/** abi.encode of the AppState: offset, isFinal, two offsets, the pot, and the body with its lists. */
function stateSize(spec: Spec, model: AppModel, seats: number): number {
  const body = model.state.filter((field) => field.name !== "pot");
  const lists = body.map((field) =>
    field.type.endsWith("[]")
      ? 32 + listLength(spec, field.name, seats) * sizeOfType(spec, field.type.slice(0, -2))
      : 0,
  );
  const pot = 32 + 32 * seats * model.assets.length;
  return 32 + 3 * 32 + pot + 32 + sizeOf(spec, body) + lists.reduce((sum, size) => sum + size, 0);
}

/** The length that `start` gives a list: the seats, or a number. */
function listLength(spec: Spec, field: string, seats: number): number {
  let length = 0;
  walk(functionOf(spec, "start")?.body, (node) => {
    if (node.nodeType !== "Assignment" || node.leftHandSide?.memberName !== field) return;
    const given = node.rightHandSide?.arguments?.[0];
    length = given?.nodeType === "Literal" && typeof given.value === "string" ? Number(given.value) : seats;
  });
  return length;
}

function sizeOf(spec: Spec, fields: readonly FieldModel[]): number {
  return fields.reduce((sum, field) => sum + sizeOfType(spec, field.type), 0);
}

/** Bytes of a type in the head: a list without length takes its offset. */
function sizeOfType(spec: Spec, type: string): number {
  const array = /^(.*)\[(\d*)\]$/.exec(type);
  if (array !== null) return array[2] === "" ? 32 : Number(array[2]) * sizeOfType(spec, array[1] ?? "");
  const struct = structNamed(spec, type);
  if (struct === undefined) return 32;
  return (struct.members ?? []).reduce((sum, member) => {
    const inner = (member.typeDescriptions?.typeString ?? "")
      .replace(/\b(struct|enum) /g, "")
      .replaceAll(`${spec.name}.`, "");
    return sum + sizeOfType(spec, inner);
  }, 0);
}

function structNamed(spec: Spec, name: string): AstNode | undefined {
  return [...spec.declarations.values()].find((node) => node.nodeType === "StructDefinition" && node.name === name);
}
