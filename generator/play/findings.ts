import type { AppModel, PhaseModel } from "../model/appModel.ts";
import type { RuleName } from "../read/advice.ts";
import type { Exploration, Place, Step } from "./explore.ts";
import { forcedEnd, holdingsOf, isOwed, isSolvable, sealingOf, valueFor } from "./values.ts";

/** Something that playing has shown to be wrong, at a function of the spec. */
export interface Finding {
  readonly rule: RuleName;
  readonly fn: string;
  readonly message: string;
}

const EPSILON = 1e-6;
/** More seats have too many coalitions. */
const MOST_SEATS = 5;

/** Everything that is wrong in a game, each rule once for each function. */
export function findingsIn(model: AppModel, exploration: Exploration): Finding[] {
  const found = new Map<string, Finding>();
  const add = (rule: RuleName, fn: string, message: string): void => {
    if (!found.has(`${rule} ${fn}`))
      found.set(`${rule} ${fn}`, {
        rule,
        fn,
        message: `${message} (played with ${exploration.terms.said}, ${exploration.seats} seats)`,
      });
  };
  const first = exploration.places[0]?.state.held ?? [];
  for (const place of exploration.places) {
    const phase = model.phases[place.state.phase];
    if (phase === undefined || place.state.isFinal) continue;
    conserved(model, exploration, place, first, add);
    silenceEnds(model, phase, place, add);
    somebodyIsDue(phase, place, add);
    silencePays(model, phase, place, add);
    if (phase.mode === "each") movesCommute(model, exploration, phase, place, add);
  }
  budgets(model, exploration, add);
  silenceBeatsPlay(model, exploration, add);
  silenceDominates(model, exploration, add);
  secretsShow(model, exploration, add);
  return [...found.values()];
}

type Add = (rule: RuleName, fn: string, message: string) => void;

function timeoutOf(model: AppModel, phase: PhaseModel): string {
  return phase.timeout ?? model.timeouts[0]?.function ?? "";
}

function nameOf(model: AppModel, step: Step): string {
  return model.moves[step.move]?.name ?? "";
}

/** Per asset, what the seats hold together. */
function sums(model: AppModel, held: readonly bigint[]): string {
  const seats = held.length / model.assets.length;
  return model.assets.map((_, i) => held.slice(i * seats, (i + 1) * seats).reduce((sum, n) => sum + n, 0n)).join();
}

function conserved(model: AppModel, exploration: Exploration, place: Place, first: readonly bigint[], add: Add): void {
  for (const step of place.steps) {
    const to = exploration.places[step.to];
    if (to !== undefined && sums(model, to.state.held) !== sums(model, first))
      add(
        "conserve",
        nameOf(model, step),
        `${nameOf(model, step)} makes or loses assets: ${show(first)} became ${show(to.state.held)}`,
      );
  }
}

/** The timeout works in every state that play reaches, and leads to a later phase. */
function silenceEnds(model: AppModel, phase: PhaseModel, place: Place, add: Add): void {
  for (const { to } of place.silence)
    if (to === null || to.phase <= place.state.phase)
      add(
        "timeout-total",
        timeoutOf(model, phase),
        `in a state of ${phase.name} that play reaches, ${timeoutOf(model, phase)} ${to === null ? "fails" : "does not lead to a later phase"}`,
      );
}

function somebodyIsDue(phase: PhaseModel, place: Place, add: Add): void {
  const [first = ""] = phase.moves;
  if (place.due.length === 0 && phase.mode !== "any")
    add("waits", first, `${phase.name} is not final, yet nobody is to move: all would wait for the clock`);
}

/** Who alone must move and is late gets no more than it holds (skipped where the registry, or nobody, decides). */
function silencePays(model: AppModel, phase: PhaseModel, place: Place, add: Add): void {
  const timeout = model.timeouts.find((each) => each.phase === phase.name);
  const to = place.silence[0]?.to;
  if (timeout === undefined || timeout.readsPublished || to == null || to.phase <= place.state.phase) return;
  if (model.moves.some((move) => move.in === phase.name && move.who === "any")) return;
  const seats = place.state.held.length / model.assets.length;
  for (const [i, amount] of to.held.entries()) {
    const before = place.state.held[i] ?? 0n;
    const seat = i % seats;
    if (place.due.includes(seat) && amount > before)
      add(
        "silence-pays",
        timeout.function,
        `silence in ${phase.name} pays seat ${seat}, which is late: ${model.assets[Math.floor(i / seats)]?.name} ${before} -> ${amount}`,
      );
  }
}

/** In an `each` phase the order of two moves does not matter, nor does a move make another seat due again. */
function movesCommute(model: AppModel, exploration: Exploration, phase: PhaseModel, place: Place, add: Add): void {
  for (const a of place.steps) {
    const after = exploration.places[a.to];
    if (after === undefined) continue;
    const again =
      after.state.phase === place.state.phase
        ? after.due.find((seat) => !place.due.includes(seat) || seat === a.seat)
        : undefined;
    if (again !== undefined)
      add(
        "waits",
        nameOf(model, a),
        `in ${phase.name}, ${nameOf(model, a)} by seat ${a.seat} makes seat ${again} due: its clock may be over already`,
      );
    for (const b of place.steps) {
      if (b.seat <= a.seat) continue;
      const [ab, ba] = [follow(exploration, a, b), follow(exploration, b, a)];
      if (ab !== undefined && ba !== undefined && ab !== ba)
        add(
          "commute",
          nameOf(model, b),
          `${nameOf(model, a)} by seat ${a.seat} and ${nameOf(model, b)} by seat ${b.seat} give another state in the other order`,
        );
    }
  }
}

/** The state after two moves; undefined where it was not looked at, "refused" where the second is. */
function follow(exploration: Exploration, first: Step, second: Step): string | undefined {
  const between = exploration.places[first.to];
  if (between === undefined) return undefined;
  const step = between.steps.find(
    (each) => each.seat === second.seat && each.move === second.move && Buffer.compare(each.args, second.args) === 0,
  );
  if (step === undefined) return "refused";
  return exploration.places[step.to]?.state.key;
}

/** `turns` and one-seat moves: on chain a seat may owe as many as the phase can ask of it (adjudicator §9). */
function budgets(model: AppModel, exploration: Exploration, add: Add): void {
  for (const [number, move] of model.moves.entries()) {
    const phase = model.phases.find((each) => each.name === move.in);
    if (phase === undefined || phase.mode !== "turns") continue;
    const most = mostMoves(model, exploration, number, phase);
    if (most !== undefined && most > move.atMostOnChain)
      add(
        "budget",
        move.name,
        `a seat may have to ${move.name} ${most} times in ${phase.name}, but on chain it may ${move.atMostOnChain} times: then the pot stands as it is`,
      );
  }
}

/** The most times one seat makes a move in one visit of a phase; undefined where the visit may go on for ever. */
export function mostMoves(
  model: AppModel,
  exploration: Exploration,
  move: number,
  phase: PhaseModel,
): number | undefined {
  const at = model.phases.indexOf(phase);
  let most = 0;
  for (let seat = 0; seat < exploration.seats; seat++) {
    const known = new Map<number, number>();
    const open = new Set<number>();
    const count = (i: number): number => {
      const place = exploration.places[i];
      if (place === undefined || place.state.phase !== at) return 0;
      if (open.has(i)) return Number.POSITIVE_INFINITY;
      const before = known.get(i);
      if (before !== undefined) return before;
      open.add(i);
      const result = place.steps.reduce(
        (sum, step) => Math.max(sum, count(step.to) + (step.seat === seat && step.move === move ? 1 : 0)),
        0,
      );
      open.delete(i);
      known.set(i, result);
      return result;
    };
    for (const i of exploration.places.keys()) most = Math.max(most, count(i));
  }
  return Number.isFinite(most) ? most : undefined;
}

/** The coalitions worth asking about: all but nobody and everybody. */
export function coalitionsOf(seats: number): number[] {
  return seats > MOST_SEATS ? [] : Array.from({ length: 2 ** seats - 2 }, (_, i) => i + 1);
}

/** No coalition is better off silent than it could be by playing on (one asset; sums of seats). */
function silenceBeatsPlay(model: AppModel, exploration: Exploration, add: Add): void {
  if (!isSolvable(model)) return;
  const entries = entriesOf(exploration);
  for (const coalition of coalitionsOf(exploration.seats)) {
    const value = valueFor(model, exploration, coalition);
    for (const [i, place] of exploration.places.entries()) {
      const phase = model.phases[place.state.phase];
      if (phase === undefined || place.state.isFinal) continue;
      for (const silent of silentSets(model, phase, place, coalition, entries.has(i))) {
        const [quiet, played] = [value.ofSilence(i, silent), value.ofPlay(i)];
        if (quiet === undefined || played === undefined || quiet <= played + EPSILON) continue;
        const who = seatsIn(silent).map((seat) => `seat ${seat}`);
        const all = seatsIn(coalition).join(", ");
        add(
          "silence-beats-play",
          timeoutOf(model, phase),
          `in ${phase.name} the silence of ${who.join(" and ")} gives the coalition {${all}} ${say(quiet)}, its best play ${say(played)}`,
        );
      }
    }
  }
}

/**
 * Several assets have no common measure, but one outcome may be better in every one of them: where the late ones have no choice but
 * to show what they sealed, their silence must not be better for a coalition in one asset and worse in none.
 */
function silenceDominates(model: AppModel, exploration: Exploration, add: Add): void {
  if (model.assets.length === 1 || !isOwed(model)) return;
  for (const [i, place] of exploration.places.entries()) {
    const phase = model.phases[place.state.phase];
    const [silent, played] = [forcedEnd(exploration, place.silence[0]?.at ?? -1), forcedEnd(exploration, i)];
    if (phase === undefined || place.state.isFinal || silent === undefined || played === undefined) continue;
    for (const coalition of coalitionsOf(exploration.seats)) {
      if (!place.due.every((seat) => (coalition >>> seat) & 1)) continue;
      const quiet = holdingsOf(model, coalition, silent.state.held);
      const shown = holdingsOf(model, coalition, played.state.held);
      if (quiet.some((n, asset) => n < (shown[asset] ?? 0n)) || quiet.every((n, asset) => n === shown[asset])) continue;
      const say = (list: readonly bigint[]): string =>
        list.map((n, asset) => `${n} ${model.assets[asset]?.name}`).join(" and ");
      const who = place.due.map((seat) => `seat ${seat}`).join(" and ");
      add(
        "silence-beats-play",
        timeoutOf(model, phase),
        `in ${phase.name} the silence of ${who} gives the coalition {${seatsIn(coalition).join(", ")}} ${say(quiet)}, its move ${say(shown)}`,
      );
    }
  }
}

/**
 * Which seats of a coalition may fall silent here. Where values are sealed they are asked on entering the phase: whoever is still
 * due knows nothing of what the others sealed. Where salts are sealed the outcome is a draw, which is not compared.
 */
function silentSets(model: AppModel, phase: PhaseModel, place: Place, coalition: number, isEntry: boolean): number[] {
  const due = place.due.reduce((bits, seat) => bits | (1 << seat), 0);
  const sealing = sealingOf(model, phase.name);
  if (sealing === undefined) return due !== 0 && (due & ~coalition) === 0 ? [due] : [];
  const mine = due & coalition;
  return sealing === "salt" || !isEntry ? [] : coalitionsWithin(mine);
}

function coalitionsWithin(bits: number): number[] {
  return Array.from({ length: bits + 1 }, (_, set) => set).filter((set) => set !== 0 && (set & ~bits) === 0);
}

/** The states in which a phase begins. */
function entriesOf(exploration: Exploration): Set<number> {
  const found = new Set([0]);
  for (const place of exploration.places)
    for (const to of [...place.steps.map((step) => step.to), ...place.silence.map(({ at }) => at)])
      if (exploration.places[to]?.state.phase !== place.state.phase) found.add(to);
  return found;
}

export function seatsIn(coalition: number): number[] {
  return Array.from({ length: 32 }, (_, seat) => seat).filter((seat) => (coalition >>> seat) & 1);
}

/** What a seat has sealed can be shown in some game. */
function secretsShow(model: AppModel, exploration: Exploration, add: Add): void {
  for (const [number, move] of model.moves.entries()) {
    if (move.reveals === null) continue;
    const reached = exploration.places.some((place) => model.phases[place.state.phase]?.name === move.in);
    const shown = exploration.places.some((place) => place.steps.some((step) => step.move === number));
    if (reached && !shown)
      add("reveals", move.name, `no secret that ${move.reveals} sealed is accepted by ${move.name}`);
  }
}

function say(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(2);
}

/** A pot for people. */
export function show(held: readonly bigint[]): string {
  return held.join("/");
}
