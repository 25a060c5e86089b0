import type { AppModel, MoveModel, PhaseModel, TimeoutModel } from "../model/appModel.ts";
import { elementOf } from "../read/typeStrings.ts";
import { render } from "./render.ts";

/** The words of Rules.sol that may be the type of an argument or of a state's field. */
const PRELUDE: readonly string[] = ["Seats", "Seal", "Lock", "Signature", "Quote"];

/** `contracts/generated/<App>App.sol`: the app's `IApp`. */
export function emitAdapter(model: AppModel, stamp: string): string {
  const own = ownTypes(model);
  const body = model.state.filter((field) => field.name !== "pot");
  const types = [...model.moves.flatMap((move) => move.args), ...body].map((field) => elementOf(field.type));
  const readsLock = model.timeouts.some((timeout) => timeout.clock.kind === "at");
  const seats = { least: sum(model.roles.map((role) => role.min)), most: sum(model.roles.map((role) => role.max)) };
  return render("adapter.sol", {
    app: model.app,
    file: model.file,
    source: model.file.replace(/^contracts\//, "../"),
    title: model.title,
    stamp,
    prelude: ["Pot", ...PRELUDE.filter((name) => types.includes(name) || (name === "Lock" && readsLock))].sort(),
    assets: model.assets.length,
    severalAssets: model.assets.length > 1,
    seats,
    seatsSay: seats.least === seats.most ? `${seats.least} seats` : `${seats.least} to ${seats.most} seats`,
    seatsOutside:
      seats.least === seats.most ? `seats == ${seats.least}` : `seats >= ${seats.least} && seats <= ${seats.most}`,
    hasStart: model.hasStart,
    bodyFields: body.map((field) => `s.${field.name}`).join(", "),
    bodyTypes: body.map((field) => qualify(field.type, model.app, own)).join(", "),
    bodyTuple: body.length > 1,
    finals: model.phases
      .filter((phase) => phase.final)
      .map((phase) => `s.phase == ${model.app}.Phase.${phase.name}`)
      .join(" || "),
    moves: model.moves.map((move, number) => moveView(model, move, number, own)),
    stays: model.moves.some((move) => move.who === "each"),
    playTerms: model.moves.some((move) => move.takes.terms),
    expireTerms: model.timeouts.some((timeout) => timeout.takes.terms),
    readsPublished: model.timeouts.some((timeout) => timeout.readsPublished),
    timeouts: model.timeouts.map((timeout, i) => ({
      opens: i === 0 ? "if" : "else if",
      ...timeoutView(model, timeout),
    })),
    budgets: model.timeouts.some((timeout) => budgetsOf(model, timeout.phase).length > 0),
  });
}

function moveView(model: AppModel, move: MoveModel, number: number, own: readonly string[]): object {
  const args = move.args.map((arg) => ({ ...arg, type: qualify(arg.type, model.app, own) }));
  return {
    opens: number === 0 ? "if" : "} else if",
    number,
    name: move.name,
    phase: move.in,
    may: mayMove(model, move),
    declared: args.map((arg) => `${arg.type}${inMemory(arg.type, model) ? " memory" : ""} ${arg.name}`).join(", "),
    types: args.map((arg) => arg.type).join(", "),
    tuple: args.length > 1,
    passed: [move.takes.terms ? "t" : "", "s", move.takes.by ? "seat" : "", ...args.map((arg) => arg.name)]
      .filter((x) => x !== "")
      .join(", "),
    each: move.who === "each",
    most: move.atMostOnChain,
  };
}

function timeoutView(model: AppModel, timeout: TimeoutModel): object {
  const phase = model.phases.find((candidate) => candidate.name === timeout.phase);
  return {
    phase: timeout.phase,
    function: timeout.function,
    passed: [timeout.takes.terms ? "t" : "", "s", timeout.readsPublished ? "published" : ""]
      .filter((x) => x !== "")
      .join(", "),
    sets: clockOf(model, timeout),
    due: phase === undefined ? "false" : dueOf(model, phase),
    budgets: budgetsOf(model, timeout.phase),
  };
}

function clockOf(model: AppModel, timeout: TimeoutModel): string[] {
  if (timeout.clock.kind === "at") {
    const lock = model.terms.find((field) => field.type === "Lock")?.name ?? "";
    return ["r.clock = 2;", `r.time = t.${timeout.clock.time};`, `r.lock = Lock.unwrap(t.${lock});`];
  }
  const from = timeout.clock.from === null ? [] : [`r.time = t.${timeout.clock.from};`];
  return ["r.clock = 1;", `r.window = t.${timeout.clock.duration};`, ...from];
}

/** The condition that a seat's move is still to come. */
function dueOf(model: AppModel, phase: PhaseModel): string {
  const tests = model.moves.filter((move) => move.in === phase.name).map((move) => mayMove(model, move));
  return [...new Set(tests)].join(" || ");
}

/** Role and turn of a mover. */
function mayMove(model: AppModel, move: MoveModel): string {
  const seated = move.roles.map((name) => seatTest(model, name));
  const turns = move.who === "each" || move.who === "turns";
  if (!turns) return seated.join(" || ");
  return `${seated.length > 1 ? `(${seated.join(" || ")})` : seated[0]} && ${model.app}.turn(s, seat)`;
}

function seatTest(model: AppModel, name: string): string {
  const role = model.roles.find((candidate) => candidate.name === name);
  const constant = `${model.app}.${name}`;
  if (role === undefined || role.max === 1) return `seat == ${constant}`;
  const above = role === model.roles.at(-1) ? "s.pot.seats" : `${constant} + ${role.max}`;
  return role.seat === 0 ? `seat < ${above}` : `(seat >= ${constant} && seat < ${above})`;
}

/** Where the uses of a phase's moves are counted, for phases that budgets can exhaust: not `any`, not `at` (adjudicator §9). */
function budgetsOf(model: AppModel, phase: string): { tests: string }[] {
  const clock = model.timeouts.find((timeout) => timeout.phase === phase)?.clock;
  const mode = model.phases.find((candidate) => candidate.name === phase)?.mode;
  if (clock?.kind !== "after" || mode === "any") return [];
  // A due seat that has made every move of its role here as often as it may. Roles with the same moves share a line.
  const groups = new Map<string, string[]>();
  for (const role of model.roles) {
    const moves = model.moves
      .map((move, number) => ({ move, number }))
      .filter(({ move }) => move.in === phase && move.roles.includes(role.name) && move.atMostOnChain > 0);
    const spent = moves
      .map(({ move, number }) => `_timesUsed(used, ${useIndex(number)}) >= ${move.atMostOnChain}`)
      .join(" && ");
    if (spent !== "") groups.set(spent, [...(groups.get(spent) ?? []), role.name]);
  }
  const movers = new Set(model.moves.filter((move) => move.in === phase).flatMap((move) => move.roles));
  return [...groups].map(([spent, roles]) => {
    if (roles.length === movers.size) return { tests: spent };
    const seated = roles.map((name) => seatTest(model, name)).join(" || ");
    return { tests: `${roles.length > 1 ? `(${seated})` : seated} && ${spent}` };
  });
}

/** Where `used` counts a seat's uses of a move: move * seats + seat (adjudicator §9). */
function useIndex(number: number): string {
  if (number === 0) return "seat";
  return number === 1 ? "s.pot.seats + seat" : `${number} * s.pot.seats + seat`;
}

function ownTypes(model: AppModel): string[] {
  return ["Phase", ...model.enums.map((item) => item.name), ...model.structs.map((item) => item.name)];
}

/** `Hand[2]` -> `RockPaperScissors.Hand[2]`. */
function qualify(type: string, app: string, own: readonly string[]): string {
  return own.includes(elementOf(type)) ? `${app}.${type}` : type;
}

function inMemory(type: string, model: AppModel): boolean {
  return (
    type.includes("[") ||
    ["bytes", "string", "Quote", "Signature"].includes(type) ||
    model.structs.some((item) => type === `${model.app}.${item.name}`)
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}
