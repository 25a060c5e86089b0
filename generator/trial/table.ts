import { bytesToHex } from "../../offchain/evm/hex.ts";
import type { WatchRow } from "../../offchain/protocol/client/descriptor.ts";
import type { Exploration, Place, Step } from "../play/explore.ts";
import { PREIMAGE } from "../play/samples.ts";
import { NOTHING_PLAYED } from "./conformance.ts";
import { CourtRefuses, signerOf } from "./court.ts";
import { appStateOf, clockEnd, makeMove, makeTimeout, paysOut } from "./dispute.ts";
import type { Bench } from "./onChain.ts";
import { disputeAt, finish, openBench } from "./onChain.ts";
import type { Subject } from "./subject.ts";
import { phaseNumber, seatsIn } from "./subject.ts";
import type { Outcome } from "./suite.ts";

/** A place of a game, its number, and a move that is tried there. */
interface Case {
  readonly game: Exploration;
  readonly at: number;
  readonly place: Place;
}

/** Cases of one kind that are played, at most. */
const MOST_CASES = 2;

/** The row of the watcher's table for a role in a phase. */
export function rowOf({ app }: Subject, phase: string, role: string): WatchRow {
  const row = app.watch.find((each) => each.phase === phase && each.role === role);
  if (row === undefined)
    throw new Error(`the watcher's table of ${app.code.name} has no row for ${role} in ${phase}: generate again`);
  return row;
}

function casesIn({ model, explorations }: Subject, phase: string): Case[] {
  const number = phaseNumber(model, phase);
  return explorations.flatMap((game) =>
    game.places.flatMap((place, at) => (place.state.phase === number ? [{ game, at, place }] : [])),
  );
}

/** The first of them, the last, and no more. */
function some<T>(all: readonly T[]): T[] {
  return all.filter((_, i) => i === 0 || i === all.length - 1).slice(0, MOST_CASES);
}

/**
 * "My move is due": it is taken on chain, from its seat or brought by another with the seat's signature.
 *
 * @throws Error where the chain refuses it, or where play never gets there.
 */
export async function dueMoveIsTaken(
  subject: Subject,
  bench: Bench,
  phase: string,
  role: string,
  name: string,
): Promise<Outcome> {
  if (subject.explorations.length === 0) return NOTHING_PLAYED;
  const due = rowOf(subject, phase, role).due.find((each) => each.name === name);
  if (due === undefined) throw new Error(`the row of ${role} in ${phase} does not say ${name}: generate again`);
  const found = casesIn(subject, phase).flatMap((found) =>
    found.place.steps
      .filter((step) => step.move === due.move && step.to >= 0)
      .filter((step) => seatsIn(subject.model, role, found.game.seats).includes(step.seat))
      .map((step) => ({ ...found, step })),
  );
  if (found.length === 0) throw new Error(`in play ${role} never makes ${name} in ${phase}: nothing was shown`);
  for (const [i, { game, place, step }] of some(found).entries()) {
    const dispute = await disputeAt(bench, subject, game, place);
    await makeMove(dispute, step, nextOf(game, step), i === 1);
    await finish(dispute, game, step.to, `${name} by seat ${step.seat} in ${phase}`);
  }
  return undefined;
}

/**
 * "It is not, or I have made it": wait. A move out of turn is refused, and so is the timeout as long as the clock runs.
 *
 * @throws Error where the chain takes one of them.
 */
export async function otherwiseOneWaits(subject: Subject, bench: Bench, phase: string, role: string): Promise<Outcome> {
  if (subject.explorations.length === 0) return NOTHING_PLAYED;
  rowOf(subject, phase, role);
  const cases = casesIn(subject, phase);
  for (const { game, place } of some(cases)) {
    const dispute = await disputeAt(bench, subject, game, place);
    const after = place.silence[0]?.to;
    if (after == null) throw new Error(`the timeout of ${phase} fails off chain`);
    dispute.court.now = clockEnd(dispute) - 1n;
    await refused(() => makeTimeout(dispute, after), `the timeout of ${phase}, a second too early`);
  }
  const isIdle = (each: Case): boolean =>
    seatsIn(subject.model, role, each.game.seats).some((seat) => !each.place.due.includes(seat));
  for (const { game, place } of some(cases.filter(isIdle))) {
    const idle = seatsIn(subject.model, role, game.seats).find((seat) => !place.due.includes(seat)) ?? 0;
    const step = game.places.flatMap((each) => each.steps).find((each) => each.to >= 0 && each.seat === idle);
    if (step === undefined) continue;
    const dispute = await disputeAt(bench, subject, game, place);
    await refused(() => makeMove(dispute, step, nextOf(game, step), false), `a move of seat ${idle}, which is not due`);
  }
  return undefined;
}

/**
 * "Clock over": anyone makes the timeout, which leads where the row says, to every one of these phases in some game.
 *
 * @throws Error where it is refused, or leads elsewhere.
 */
export async function clockOverEnds(subject: Subject, bench: Bench, phase: string, role: string): Promise<Outcome> {
  if (subject.explorations.length === 0) return NOTHING_PLAYED;
  const { timeout } = rowOf(subject, phase, role);
  const name = (number: number): string => subject.model.phases[number]?.name ?? "";
  const seen = new Set<string>();
  for (const { game, at, place } of casesIn(subject, phase)) {
    for (const { to } of place.silence)
      if (to !== null && !timeout.leadsTo.includes(name(to.phase))) elsewhere(to.phase);
    const to = name(place.silence[0]?.to?.phase ?? -1);
    if (seen.has(to)) continue;
    seen.add(to);
    await finish(await disputeAt(bench, subject, game, place), game, at, `${timeout.name} in ${phase}`);
  }
  if (seen.size === 0) throw new Error(`play reaches no state of ${phase}: nothing was shown`);
  return undefined;

  function elsewhere(number: number): never {
    throw new Error(`${timeout.name} leads from ${phase} to ${name(number)}, which its row does not say`);
  }
}

/**
 * "Another's move appears": it is applied, and the table has a row for where the game stands then.
 *
 * @throws Error where the move is refused, or the table is at an end and the game is not.
 */
export async function anothersMoveIsFollowed(
  subject: Subject,
  bench: Bench,
  phase: string,
  role: string,
  name: string,
): Promise<Outcome> {
  if (subject.explorations.length === 0) return NOTHING_PLAYED;
  const move = subject.model.moves.findIndex((each) => each.name === name);
  const found = casesIn(subject, phase).flatMap((found) => {
    const own = seatsIn(subject.model, role, found.game.seats);
    const isOther = (step: Step): boolean => own.length > 1 || !own.includes(step.seat);
    return found.place.steps
      .filter((step) => step.move === move && step.to >= 0 && isOther(step))
      .map((step) => ({ ...found, step }));
  });
  if (found.length === 0) throw new Error(`in play nobody else makes ${name} in ${phase}: nothing was shown`);
  for (const { game, place, step } of some(found)) {
    const dispute = await disputeAt(bench, subject, game, place);
    const next = nextOf(game, step);
    await makeMove(dispute, step, next, false);
    if (!next.isFinal) rowOf(subject, subject.model.phases[next.phase]?.name ?? "", role);
    await finish(dispute, game, step.to, `${name} by seat ${step.seat} in ${phase}`);
  }
  return undefined;
}

/**
 * What the registry decides: published in time, the timeout may be made at once, and pays; published too late, it pays as if it
 * never had been.
 *
 * @throws Error where the chain decides otherwise than the spec.
 */
export async function registryDecides(subject: Subject, phase: string, role: string): Promise<Outcome> {
  if (subject.explorations.length === 0) return NOTHING_PLAYED;
  if (rowOf(subject, phase, role).lock === null) throw new Error(`${phase} has nothing to do with the registry`);
  const [found] = casesIn(subject, phase);
  if (found === undefined) throw new Error(`play reaches no state of ${phase}: nothing was shown`);
  for (const [i, { published, at }] of found.place.silence.entries()) {
    const [seat] = seatsIn(subject.model, role, found.game.seats);
    const bench = await openBench(subject);
    const dispute = await disputeAt(bench, subject, found.game, found.place);
    const end = found.game.places[at]?.state;
    if (end === undefined) continue;
    if (i === 2) bench.court.now = clockEnd(dispute);
    if (published !== 0n) await bench.court.act(signerOf(seat ?? 0), "publish", [[bytesToHex(PREIMAGE)]]);
    else bench.court.now = clockEnd(dispute);
    await makeTimeout(dispute, end);
    await paysOut(
      dispute,
      end.held,
      `${phase}, ${i === 2 ? "published too late" : i === 1 ? "published in time" : "never published"}`,
    );
  }
  return undefined;
}

/**
 * A due seat that has made as many moves on chain as it may: the app is over, with the pot as it stands.
 *
 * @throws Error where the adapter's status says otherwise.
 */
export function budgetIsCounted({ app, model, explorations }: Subject, phase: string): Outcome {
  const number = phaseNumber(model, phase);
  let shown = 0;
  for (const { places, terms, seats } of explorations)
    for (const place of places) {
      if (place.state.phase !== number || place.due.length === 0) continue;
      const words = bytesToHex(
        Uint8Array.from(terms.words.flatMap((word) => [...hexBytes(word.toString(16).padStart(64, "0"))])),
      );
      const state = appStateOf(place.state);
      const used = bytesToHex(new Uint8Array(seats * model.moves.length).fill(255));
      const [fresh, spent] = [app.code.status(words, state, "0x"), app.code.status(words, state, used)];
      if (!fresh.ok || fresh.value.exhausted || !spent.ok || !spent.value.exhausted)
        throw new Error(`${phase}: moves on chain are not counted as the spec says (${terms.said})`);
      if (++shown === 50) return undefined;
    }
  return shown > 0 ? undefined : { skip: `nobody must move in ${phase}` };
}

const hexBytes = (text: string): number[] => (text.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));

function nextOf(game: Exploration, step: Step): Place["state"] {
  const next = game.places[step.to]?.state;
  if (next === undefined) throw new Error("the exploration ends before this step");
  return next;
}

async function refused(act: () => Promise<void>, what: string): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (error instanceof CourtRefuses) return;
    throw error;
  }
  throw new Error(`the chain takes ${what}`);
}
