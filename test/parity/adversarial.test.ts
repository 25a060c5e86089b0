import { expect } from "chai";
import { readCheckedApp } from "../../generator/appTargets.ts";
import type { AppModel } from "../../generator/model/appModel.ts";
import type { Exploration, Place } from "../../generator/play/explore.ts";
import { explore } from "../../generator/play/explore.ts";
import type { Call, GameCall } from "../../generator/play/game.ts";
import { sampleTerms } from "../../generator/play/samples.ts";
import { holdingOf, isSolvable, sealingOf, type Value, valueFor } from "../../generator/play/values.ts";
import { readCompilerPin } from "../../generator/read/compiler.ts";
import { closureOf } from "../../generator/read/sources.ts";
import { bytesToHex } from "../../offchain/evm/hex.ts";
import type { AppDescriptor } from "../../offchain/protocol/client/descriptor.ts";
import { compareCall, newTally } from "../generator/differential/compare.ts";
import { compileForEvm } from "../generator/differential/evm.ts";
import { APPS } from "../generator/support/apps.ts";
import { ROOT } from "../generator/support/fixtureProject.ts";
import { runs } from "./randomStructs.ts";

/** An app's games: every state that play off chain reaches with sample terms, by the code that nodes run. */
interface Games {
  readonly model: AppModel;
  readonly explorations: readonly Exploration[];
  readonly calls: readonly GameCall[];
}

const KEPT = 150;

async function gamesOf(app: AppDescriptor): Promise<Games> {
  const { name } = app.code;
  const constant = name.slice(0, 1).toLowerCase() + name.slice(1);
  // what a translated module exports
  const { call } = (await import(`../../offchain/generated/apps/${constant}Code.ts`)) as { readonly call: Call };
  const path = `contracts/apps/${name}.sol`;
  const { model, prelude } = readCheckedApp({ root: ROOT, pin: readCompilerPin(ROOT) }, path, closureOf(ROOT, [path]));
  const least = model.roles.reduce((sum, role) => sum + role.min, 0);
  const heard: GameCall[] = [];
  const explorations = sampleTerms(model, prelude).flatMap((terms) => {
    const made = explore(model, prelude, call, terms, least, (each) => heard.push(each));
    return made === null ? [] : [made];
  });
  const stride = Math.max(1, Math.floor(heard.length / runs(KEPT)));
  return { model, explorations, calls: heard.filter((_, i) => i % stride === 0) };
}

/** Per asset, what all seats hold. */
function sums(model: AppModel, held: readonly bigint[]): string {
  const seats = held.length / model.assets.length;
  return model.assets.map((_, i) => held.slice(i * seats, (i + 1) * seats).reduce((sum, n) => sum + n, 0n)).join();
}

/** Whether a seat has less of something, and more of nothing. */
function isPoorer(model: AppModel, seat: number, before: readonly bigint[], after: readonly bigint[]): boolean {
  const seats = before.length / model.assets.length;
  const changes = model.assets.map((_, i) => (after[i * seats + seat] ?? 0n) - (before[i * seats + seat] ?? 0n));
  return changes.some((change) => change < 0n) && !changes.some((change) => change > 0n);
}

/** The step that serves the rest best, where the game is solved; any, but not always the same, where it is not. */
function chosen(place: Place, seat: number, turn: number, value: Value | undefined): number | undefined {
  const steps = place.steps.filter((step) => step.seat === seat);
  const values = steps.map((step) => value?.ofPlay(step.to));
  if (steps.length === 0) return undefined;
  if (values.includes(undefined)) return steps[turn % steps.length]?.to;
  const best = Math.max(...values.filter((each) => each !== undefined));
  return steps[values.indexOf(best)]?.to;
}

/** From a place on, one seat does nothing; the others make their due moves, then the timeout. Returns where it ends. */
function playOut(
  model: AppModel,
  exploration: Exploration,
  from: number,
  stopped: number,
  value: Value | undefined,
): Place {
  let at = from;
  for (let turn = 0; turn < 200; turn++) {
    const place = exploration.places[at];
    if (place === undefined) throw new Error("the exploration does not say how this goes on");
    if (place.state.isFinal) return place;
    const phase = model.phases[place.state.phase];
    const mover = phase?.mode === "any" ? undefined : place.due.find((seat) => seat !== stopped);
    const moved = mover === undefined ? undefined : chosen(place, mover, turn + from, value);
    const next = moved ?? place.silence[0]?.at ?? -1;
    const to = exploration.places[next];
    if (to === undefined) throw new Error("a timeout fails");
    expect(sums(model, to.state.held), "assets are conserved at every step").to.equal(sums(model, place.state.held));
    if (moved === undefined)
      for (let seat = 0; seat < exploration.seats; seat++)
        if (!place.due.includes(seat))
          expect(
            isPoorer(model, seat, place.state.held, to.state.held),
            `seat ${seat} pays for the silence of others`,
          ).to.equal(false);
    at = next;
  }
  throw new Error("it does not end");
}

/** Whether what a coalition is promised from here on is a number that play can be held to. */
function isPromised(model: AppModel, place: Place): boolean {
  return (
    isSolvable(model) &&
    model.phases.slice(place.state.phase).every((phase) => sealingOf(model, phase.name) === undefined)
  );
}

for (const app of APPS)
  describe(`${app.code.name}: somebody stops (rules 2, 5, 6, 7)`, function () {
    this.timeout(300_000);
    let games: Games;
    before(async () => {
      games = await gamesOf(app);
    });

    it("each seat at each reachable point: it ends, assets are conserved, the others get what they were promised", () => {
      const { model, explorations } = games;
      let stops = 0;
      let promises = 0;
      for (const exploration of explorations) {
        expect(exploration.cut, "every state was looked at").to.equal(false);
        for (let stopped = 0; stopped < exploration.seats; stopped++) {
          const rest = (2 ** exploration.seats - 1) & ~(1 << stopped);
          const value = isSolvable(model) ? valueFor(model, exploration, rest) : undefined;
          for (const [i, place] of exploration.places.entries()) {
            if (place.state.isFinal) continue;
            const end = playOut(model, exploration, i, stopped, value);
            stops++;
            const promised = isPromised(model, place) ? value?.ofPlay(i) : undefined;
            if (promised === undefined) continue;
            expect(holdingOf(rest, end.state.held), `promised to the others when seat ${stopped} stops`).to.be.at.least(
              promised,
            );
            promises++;
          }
        }
      }
      expect(stops).to.be.greaterThan(1);
      if (isSolvable(model)) expect(promises).to.be.greaterThan(1);
    });

    it("a due seat that has used up its moves on chain: the pot as it stands", () => {
      const { model, explorations } = games;
      let spentOnes = 0;
      for (const { places, terms, seats } of explorations)
        for (const place of places.slice(0, 50)) {
          const phase = model.phases[place.state.phase];
          if (phase === undefined || phase.final || phase.mode === "any" || place.due.length === 0) continue;
          const words = bytesToHex(
            Uint8Array.from(
              terms.words.flatMap((word) => [...Buffer.from(word.toString(16).padStart(64, "0"), "hex")]),
            ),
          );
          const body = bytesToHex(
            place.state.encoded.slice(Number(BigInt(bytesToHex(place.state.encoded.slice(64, 96)))) + 32),
          );
          const state = { isFinal: false, held: [...place.state.held], body };
          const used = bytesToHex(new Uint8Array(seats * model.moves.length).fill(255));
          const [fresh, spent] = [app.code.status(words, state, "0x"), app.code.status(words, state, used)];
          expect(fresh.ok && !fresh.value.exhausted, "nothing is used up at first").to.equal(true);
          expect(spent.ok && spent.value.exhausted).to.equal(true);
          spentOnes++;
        }
      expect(spentOnes > 0, "there is such a phase").to.equal(
        model.phases.some((each) => !each.final && each.mode !== "any"),
      );
    });

    it("each row of the watcher's table is played: due moves, timeouts, moves of others", () => {
      const { model, explorations } = games;
      for (const row of app.watch) {
        const role = app.roles.find((each) => each.name === row.role);
        const mine = (seat: number): boolean => role !== undefined && seat >= role.seat && seat < role.seat + role.max;
        const places = explorations.flatMap((each) =>
          each.places
            .filter((place) => model.phases[place.state.phase]?.name === row.phase)
            .map((place) => ({ place, all: each.places })),
        );
        expect(places, `${row.phase} is reached`).not.to.deep.equal([]);
        for (const due of row.due)
          expect(
            places.some(({ place }) => place.steps.some((step) => step.move === due.move && mine(step.seat))),
            `${row.role} makes ${due.name} in ${row.phase}`,
          ).to.equal(true);
        for (const other of row.others) {
          const number = model.moves.findIndex((move) => move.name === other);
          const by = (seat: number): boolean => !mine(seat) || (role?.max ?? 1) > 1;
          expect(
            places.some(({ place }) => place.steps.some((step) => step.move === number && by(step.seat))),
            `another makes ${other} in ${row.phase}`,
          ).to.equal(true);
        }
        const reached = new Set(
          places.flatMap(({ place, all }) =>
            place.silence.map(({ at }) => model.phases[all[at]?.state.phase ?? -1]?.name),
          ),
        );
        expect([...reached].sort(), `${row.timeout.name} in ${row.phase}`).to.deep.equal(
          [...row.timeout.leadsTo].sort(),
        );
      }
    });

    it("the same steps in the EVM: values and revert bytes (rule 16)", async () => {
      const adapter = `contracts/generated/${app.code.name}App.sol`;
      const compiled = compileForEvm(closureOf(ROOT, [adapter]), adapter, `${app.code.name}App`);
      const constant = app.code.name.slice(0, 1).toLowerCase() + app.code.name.slice(1);
      const { call } = (await import(`../../offchain/generated/apps/${constant}Code.ts`)) as { readonly call: Call };
      const tally = newTally();
      for (const { calldata } of games.calls)
        await compareCall({ name: app.code.name, compiled, translated: { call } }, calldata, tally);
      expect(tally.mismatches).to.deep.equal([]);
      expect(tally.returned).to.equal(games.calls.length);
    });
  });
