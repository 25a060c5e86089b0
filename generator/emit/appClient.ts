import { keccak_256 } from "@noble/hashes/sha3.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { AppModel, MoveModel, PhaseModel, RoleModel } from "../model/appModel.ts";
import type { FieldModel } from "../model/protocolModel.ts";
import type { Prelude } from "../read/prelude.ts";
import { clientField, clientType, usedStructs } from "./appTypes.ts";
import { watchRows } from "./appWatch.ts";
import { lowerFirst } from "./protocolHashes.ts";
import { render } from "./render.ts";

/** What names an app's compiled adapter. */
export interface AdapterCode {
  readonly codeHash: string;
  readonly initCode: string;
  /** By CREATE2, through the deterministic deployment proxy. */
  readonly address: string;
}

/** `offchain/generated/apps/<app>.ts`: the app's types, its code, its client and its watcher's table. */
export function emitClient(model: AppModel, prelude: Prelude, code: AdapterCode): string {
  const seenAs = (field: FieldModel): string => clientType(field.type, model, prelude).ts;
  const shape = (fields: readonly FieldModel[]): object[] =>
    fields.map((field) => ({ name: field.name, ts: seenAs(field) }));
  const view = {
    app: model.app,
    constant: lowerFirst(model.app),
    title: model.title,
    notice: model.notice,
    code,
    enums: model.enums.map((item) => ({ name: item.name, union: union(item.values) })),
    structs: [...usedStructs(model, prelude), ...model.structs].map((struct) => ({
      name: struct.name,
      fields: shape(struct.fields),
    })),
    phases: model.phases.map((phase) => ({
      literal: JSON.stringify({ name: phase.name, final: phase.final, timeout: phase.timeout }),
    })),
    phaseUnion: union(model.phases.map((phase) => phase.name)),
    assets: JSON.stringify(model.assets.map((asset) => asset.name.toLowerCase())),
    assetUnion: union(model.assets.map((asset) => asset.name.toLowerCase())),
    terms: shape(model.terms),
    state: shape(model.state.filter((field) => field.name !== "pot" && field.name !== "phase")),
    roles: model.roles.map((role) => roleView(role, model, seenAs)),
    moves: model.moves.map((move) => moveLiteral(move, model, prelude)),
    termsFields: model.terms.map((field) => clientField(field, model, prelude)),
    bodyFields: model.state.filter((field) => field.name !== "pot").map((field) => clientField(field, model, prelude)),
    errors: errorsOf(model, prelude).map((error) => errorView(error, model, prelude)),
    watch: watchRows(model).map((row) => JSON.stringify(row)),
  };
  const text = render("appClient.ts", { ...view, hex: "", address: "" });
  return render("appClient.ts", { ...view, hex: /\bHex\b/.test(text) ? "Hex" : "", address: "" });
}

function union(names: readonly string[]): string {
  return names.map((name) => JSON.stringify(name)).join(" | ");
}

function roleView(role: RoleModel, model: AppModel, seenAs: (field: FieldModel) => string): object {
  const name = role.name.toLowerCase();
  const type = `${camel(role.name)}View`;
  return {
    name,
    type,
    seated: role.max > 1 ? "readonly Address[]" : "Address",
    literal: JSON.stringify({ name, seat: role.seat, min: role.min, max: role.max }),
    views: model.phases.map((phase) => viewOf(phase, role, type, model, seenAs)),
  };
}

/** `GOOD_SELLER` -> `GoodSeller`. */
function camel(name: string): string {
  return name
    .toLowerCase()
    .split("_")
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join("");
}

function viewOf(
  phase: PhaseModel,
  role: RoleModel,
  type: string,
  model: AppModel,
  seenAs: (field: FieldModel) => string,
): object {
  const timeout = model.timeouts.find((candidate) => candidate.phase === phase.name);
  const moves = model.moves.filter((move) => move.in === phase.name && move.roles.includes(role.name));
  return {
    phase: JSON.stringify(phase.name),
    final: phase.final,
    by: JSON.stringify(timeout?.function ?? ""),
    leadsTo: union(timeout?.to ?? []),
    clock: JSON.stringify(timeout?.clock.kind ?? "after"),
    moves: moves.map((move) => ({
      notice: move.notice,
      name: move.name,
      parameters: parametersOf(move, model, seenAs),
      type,
    })),
  };
}

/** What a method of the client takes: of a sealing move what will be shown, less the salt; of a showing move nothing. */
function parametersOf(move: MoveModel, model: AppModel, seenAs: (field: FieldModel) => string): string {
  const opener = model.moves.find((candidate) => candidate.name === move.opener);
  const taken = opener !== undefined ? opener.args.slice(0, -1) : move.reveals !== null ? [] : move.args;
  if (taken.length === 0) return "";
  return `${opener === undefined ? "args" : "secret"}: { ${taken.map((field) => `readonly ${field.name}: ${seenAs(field)}`).join("; ")} }`;
}

function moveLiteral(move: MoveModel, model: AppModel, prelude: Prelude): string {
  const args = move.args.map((field) => clientField(field, model, prelude)).join(", ");
  const roles = JSON.stringify(move.roles.map((role) => role.toLowerCase()));
  return `{ name: ${JSON.stringify(move.name)}, notice: ${JSON.stringify(move.notice)}, roles: ${roles}, phase: ${JSON.stringify(move.in)}, must: ${move.who !== "any"}, args: [${args}], opener: ${JSON.stringify(move.opener)}, reveals: ${JSON.stringify(move.reveals)} }`;
}

type ErrorModel = AppModel["errors"][number];

/** The errors that an app can refuse a move with: its own, the prelude's, and the adapter's. */
function errorsOf(model: AppModel, prelude: Prelude): ErrorModel[] {
  const adapter: ErrorModel[] = ["NoSuchMove", "WrongPhase", "NotItsTurn", "NotLater"].map((name) => ({
    name,
    args: [],
  }));
  const amounts = [
    { name: "AmountTooLarge", args: [{ name: "amount", type: "uint256" }] },
    { name: "BadSeats", args: [{ name: "seats", type: "uint256" }] },
  ];
  return [...model.errors, ...prelude.errors, ...adapter, ...amounts];
}

function errorView(error: ErrorModel, model: AppModel, prelude: Prelude): object {
  const types = error.args.map((arg) => clientType(arg.type, model, prelude));
  const signature = `${error.name}(${types.map((type) => type.canonical).join(",")})`;
  const selector = `0x${bytesToHex(keccak_256(new TextEncoder().encode(signature))).slice(0, 8)}`;
  return {
    member: `{ readonly error: ${JSON.stringify(error.name)}${error.args.map((arg, i) => `; readonly ${arg.name}: ${types[i]?.ts ?? ""}`).join("")} }`,
    literal: `{ name: ${JSON.stringify(error.name)}, selector: "${selector}", args: [${error.args.map((arg) => clientField(arg, model, prelude)).join(", ")}] }`,
  };
}
