import type { AppModel, MoveModel } from "../../model/appModel.ts";
import type { AstNode } from "../../read/ast.ts";
import { parametersOf } from "../../read/ast.ts";
import type { Spec } from "../../read/spec.ts";
import { functionOf } from "../../read/spec.ts";
import { admit } from "./admit.ts";
import { evaluateCall, runBody } from "./calls.ts";
import { branch } from "./conditions.ts";
import type { Env } from "./env.ts";
import { newEnv } from "./env.ts";
import type { Interval } from "./interval.ts";
import { hull, isSame, only } from "./interval.ts";
import type { Frame, Machine, Undecided } from "./machine.ts";
import { execute } from "./statements.ts";
import { rangeOf, typeNameOf } from "./types.ts";

/** Rounds after which a bound that still moves goes to the end of its type. */
const PATIENCE = 4;
const STEPS = 2_000_000;

/** What holds of an app's terms and states with one number of seats. */
export interface Bounds {
  readonly seats: bigint;
  /** Of the terms that can be opened: `t.stake` and such. */
  readonly terms: ReadonlyMap<string, Interval>;
  /** Of every state that moves and timeouts lead to: `s.moves`, `s.marks[]`, `s.seals.length` and such. */
  readonly fields: ReadonlyMap<string, Interval>;
  /** Of the terms: `t.limit>=t.reserve` and such, demanded by `start`. */
  readonly order: ReadonlySet<string>;
}

/** How a function of the spec is run: what its parameters besides terms and state are, and the phase it finds. */
interface Entry {
  readonly fn: AstNode;
  readonly phase: string | null;
  readonly third: Interval | undefined;
  readonly onReturn?: Frame["onReturn"];
}

function machineFor(
  spec: Spec,
  model: AppModel,
  bounds: Bounds,
  wrote: Machine["wrote"],
  undecided: (found: Undecided) => void,
): Machine {
  return {
    on: { branch, evaluateCall, execute },
    spec,
    seats: bounds.seats,
    assets: BigInt(model.assets.length),
    order: bounds.order,
    fallback: (place) => bounds.terms.get(place) ?? bounds.fields.get(place),
    wrote,
    undecided,
    frames: [],
    loops: [],
    unchecked: false,
    steps: STEPS,
  };
}

/** Runs a function on everything that it may be given; returns what is known where it ends. */
function enter(machine: Machine, entry: Entry): Env {
  const env = { ...newEnv(), atLeast: new Set(machine.order) };
  const phase = machine.spec.phases.indexOf(entry.phase ?? "");
  if (phase >= 0) env.known.set("s.phase", only(BigInt(phase)));
  let hasThird = entry.third !== undefined;
  for (const parameter of parametersOf(entry.fn)) {
    const type = typeNameOf(parameter);
    if (type === `struct ${machine.spec.name}.Terms`) env.names.set(parameter.id, "t");
    else if (type === `struct ${machine.spec.name}.State`) env.names.set(parameter.id, "s");
    else if (hasThird && ["by", "published", "seat"].includes(parameter.name ?? "")) {
      env.known.set(`v${parameter.id}`, entry.third ?? only(0n));
      hasThird = false;
    } else env.known.set(`v${parameter.id}`, rangeOf(machine.spec, type));
  }
  runBody(machine, entry.fn, env, entry.onReturn);
  return env;
}

/** The terms and states that there can be with so many seats. */
export function boundsOf(spec: Spec, model: AppModel, seats: bigint): Bounds {
  const fields = new Map<string, Interval>();
  const bounds = { seats, terms: new Map<string, Interval>(), fields, order: new Set<string>() };
  const { terms, order } = admittedTerms(spec, model, bounds);
  const told = new Map<string, { value: Interval; type: string }>();
  const wrote = (place: string, value: Interval, type: string): void => {
    const before = told.get(place);
    told.set(place, { value: before === undefined ? value : hull(before.value, value), type });
  };
  // The first state: all zero, then what `start` writes.
  for (const [place, value] of zeroes(spec, "State", "s")) fields.set(place, value);
  const known = { ...bounds, terms, order };
  const start = functionOf(spec, "start");
  const silent = (): void => {};
  if (start !== undefined)
    enter(machineFor(spec, model, known, wrote, silent), {
      fn: start,
      phase: spec.phases[0] ?? null,
      third: undefined,
    });
  for (let round = 0; ; round++) {
    let moved = false;
    for (const [place, { value, type }] of told) {
      const before = fields.get(place);
      const next = before === undefined ? value : hull(before, value);
      if (before !== undefined && isSame(before, next)) continue;
      fields.set(place, round < PATIENCE || before === undefined ? next : widened(before, next, rangeOf(spec, type)));
      moved = true;
    }
    if (round > 0 && !moved) return known;
    const machine = machineFor(spec, model, known, wrote, silent);
    for (const entry of entriesOf(spec, model, seats)) enter(machine, entry);
  }
}

function widened(before: Interval, next: Interval, range: Interval): Interval {
  return { lo: next.lo < before.lo ? range.lo : before.lo, hi: next.hi > before.hi ? range.hi : before.hi };
}

/** Every move by each of its roles, every timeout. */
function entriesOf(spec: Spec, model: AppModel, seats: bigint): Entry[] {
  const moves = model.moves.flatMap((move) =>
    rolesOf(model, move, seats).map((third) => ({ fn: functionNamed(spec, move.name), phase: move.in, third })),
  );
  return [...moves, ...timeoutEntries(spec, model)];
}

function timeoutEntries(spec: Spec, model: AppModel): Entry[] {
  return model.timeouts.map((timeout) => ({
    fn: functionNamed(spec, timeout.function),
    phase: timeout.phase,
    third: timeout.readsPublished ? rangeOf(spec, "uint64") : undefined,
  }));
}

/** The seats of each role of a move. */
function rolesOf(model: AppModel, move: MoveModel, seats: bigint): Interval[] {
  return model.roles
    .filter((role) => move.roles.includes(role.name))
    .map((role) => ({ lo: BigInt(role.seat), hi: lesser(BigInt(role.seat + role.max), seats) - 1n }))
    .filter((run) => run.hi >= run.lo);
}

function lesser(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function functionNamed(spec: Spec, name: string): AstNode {
  const fn = functionOf(spec, name);
  if (fn === undefined) throw new Error(`${spec.name} has no function ${name}`);
  return fn;
}

/** The scalar fields of a struct, and of structs and fixed arrays in it, as zeroes. */
function zeroes(spec: Spec, struct: string, place: string): [string, Interval][] {
  const members = spec.structs.find((node) => node.name === struct)?.members ?? [];
  return members.flatMap((member) => zeroesOf(spec, typeNameOf(member), `${place}.${member.name ?? ""}`));
}

function zeroesOf(spec: Spec, type: string, place: string): [string, Interval][] {
  if (type === "struct Pot") return [];
  if (type.endsWith("]")) return zeroesOf(spec, type.replace(/\[\d*\]$/, ""), `${place}[]`);
  const own = /^struct (?:\w+\.)?(\w+)$/.exec(type)?.[1];
  return own === undefined ? [[place, only(0n)]] : zeroes(spec, own, place);
}

/** The terms that `stake` and `start` let through: stakes of 2^128 and more are refused at opening. */
function admittedTerms(
  spec: Spec,
  model: AppModel,
  bounds: Bounds,
): { terms: Map<string, Interval>; order: Set<string> } {
  const terms = new Map<string, Interval>();
  const order = new Set<string>();
  const known = { ...bounds, terms };
  const silent = (): void => {};
  const machine = (): Machine => machineFor(spec, model, known, silent, silent);
  const keep = (env: Env): void => {
    if (env.dead) return;
    for (const [place, value] of env.known)
      if (place.startsWith("t.") && !place.includes("[]")) terms.set(place, value);
    for (const fact of env.atLeast) if (fact.split(">=").every((place) => place.startsWith("t."))) order.add(fact);
  };
  for (const stake of stakeEntries(spec, model, bounds.seats, (m, expression, env) => admit(m, expression, env))) {
    const made = machine();
    keep(enterStake(made, stake));
  }
  const start = functionOf(spec, "start");
  if (start !== undefined) keep(enter(machine(), { fn: start, phase: spec.phases[0] ?? null, third: undefined }));
  return { terms, order };
}

interface StakeEntry {
  readonly fn: AstNode;
  readonly asset: bigint;
  readonly seat: bigint;
  readonly onReturn: (machine: Machine, expression: AstNode | null | undefined, env: Env) => void;
}

function stakeEntries(spec: Spec, model: AppModel, seats: bigint, onReturn: StakeEntry["onReturn"]): StakeEntry[] {
  const fn = functionOf(spec, "stake");
  if (fn === undefined) return [];
  return model.assets.flatMap((_, asset) =>
    Array.from({ length: Number(seats) }, (__, seat) => ({ fn, asset: BigInt(asset), seat: BigInt(seat), onReturn })),
  );
}

function enterStake(machine: Machine, stake: StakeEntry): Env {
  const env = newEnv();
  const [terms, asset, seat] = parametersOf(stake.fn);
  if (terms !== undefined) env.names.set(terms.id, "t");
  if (asset !== undefined) env.known.set(`v${asset.id}`, only(stake.asset));
  if (seat !== undefined) env.known.set(`v${seat.id}`, only(stake.seat));
  runBody(machine, stake.fn, env, (expression, at) => stake.onReturn(machine, expression, at));
  return env;
}

/** Every place where a timeout, `turn` or `stake` might panic, with the function that reaches it. */
export function undecidedIn(
  spec: Spec,
  model: AppModel,
  bounds: Bounds,
  found: (fn: string, undecided: Undecided) => void,
): void {
  const silent = (): void => {};
  const machine = (fn: string): Machine => machineFor(spec, model, bounds, silent, (undecided) => found(fn, undecided));
  for (const entry of timeoutEntries(spec, model)) enter(machine(entry.fn.name ?? ""), entry);
  const turn = functionOf(spec, "turn");
  const anySeat = { lo: 0n, hi: bounds.seats - 1n };
  if (turn !== undefined) for (const phase of spec.phases) enter(machine("turn"), { fn: turn, phase, third: anySeat });
  for (const stake of stakeEntries(spec, model, bounds.seats, silent)) enterStake(machine("stake"), stake);
}
