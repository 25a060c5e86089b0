import { expect } from "chai";
import { readCheckedApp } from "../../generator/appTargets.ts";
import type { AppModel } from "../../generator/model/appModel.ts";
import type { Exploration, Place } from "../../generator/play/explore.ts";
import { explore } from "../../generator/play/explore.ts";
import type { Call } from "../../generator/play/game.ts";
import { sampleTerms } from "../../generator/play/samples.ts";
import { wordsToBytes } from "../../generator/play/words.ts";
import { readCompilerPin } from "../../generator/read/compiler.ts";
import { closureOf } from "../../generator/read/sources.ts";
import { keccak256 } from "../../offchain/evm/hash.ts";
import type { Address, Hex } from "../../offchain/evm/hex.ts";
import { bytesToHex } from "../../offchain/evm/hex.ts";
import { encodeApp, encodeAppClaim } from "../../offchain/generated/protocol/codecs.ts";
import { hashApp, hashMove, hashState } from "../../offchain/generated/protocol/hashes.ts";
import { appStateHash, channelId, moveHash, rootOf } from "../../offchain/generated/protocol/rules.ts";
import type { App, AppState, Channel, Move, State } from "../../offchain/generated/protocol/structs.ts";
import type { AppDescriptor } from "../../offchain/protocol/client/descriptor.ts";
import { APPS } from "../generator/support/apps.ts";
import { ROOT } from "../generator/support/fixtureProject.ts";
import { type Court, FUNDER, keyOf, openCourt, signerOf } from "./court.ts";

const DURATION = 86_400;
const APP_GAS = 500_000;
const WINDOW = 3600n;
/** States of each phase that a dispute starts from. */
const STARTS = 3;

interface Game {
  readonly model: AppModel;
  readonly exploration: Exploration;
}

async function gameOf(app: AppDescriptor): Promise<Game> {
  const { name } = app.code;
  const constant = name.slice(0, 1).toLowerCase() + name.slice(1);
  // what a translated module exports
  const { call } = (await import(`../../offchain/generated/apps/${constant}Code.ts`)) as { readonly call: Call };
  const path = `contracts/apps/${name}.sol`;
  const { model, prelude } = readCheckedApp({ root: ROOT, pin: readCompilerPin(ROOT) }, path, closureOf(ROOT, [path]));
  const seats = model.roles.reduce((sum, role) => sum + role.min, 0);
  const [terms] = sampleTerms(model, prelude);
  const exploration = terms === undefined ? null : explore(model, prelude, call, terms, seats, () => {});
  if (exploration === null) throw new Error(`${name} was not explored`);
  return { model, exploration };
}

/** The adapter's state in the protocol's words. */
function appStateOf(place: Place): AppState {
  const { encoded, isFinal, held } = place.state;
  const at = Number(BigInt(bytesToHex(encoded.slice(64, 96))));
  const length = Number(BigInt(bytesToHex(encoded.slice(at, at + 32))));
  return { isFinal, held: [...held], body: bytesToHex(encoded.slice(at + 32, at + 32 + length)) };
}

let salt = 0;

/** One channel whose fixed state has the app at a place of its game; what was put in was all staked. */
async function fix(court: Court, game: Game, adapter: Address, app: AppDescriptor, place: Place): Promise<Dispute> {
  const { seats, places, terms } = game.exploration;
  salt++;
  const payouts = Array.from(
    { length: seats },
    (_, i): Address => bytesToHex(keccak256(new Uint8Array([salt & 255, salt >> 8, i])).slice(12)),
  );
  const channel: Channel = {
    participants: payouts.map((payout, i) => ({ signer: signerOf(i), payout })),
    challengeDuration: DURATION,
    appGas: APP_GAS,
    salt: BigInt(salt),
    child: `0x${"00".repeat(32)}`,
  };
  const id = channelId(channel, 1n, court.adjudicator);
  const stakes = places[0]?.state.held ?? [];
  const of = (asset: number): bigint[] => stakes.slice(asset * seats, (asset + 1) * seats);
  const sum = (list: readonly bigint[]): bigint => list.reduce((total, n) => total + n, 0n);
  const tokens: Hex[] = [`0x${"00".repeat(32)}`, `0x01${"00".repeat(11)}${court.token.slice(2)}`];
  const standing = appStateOf(place);
  const termsBytes = bytesToHex(wordsToBytes(terms.words));
  const leaf: App = {
    index: 0,
    app: adapter,
    codeHash: app.code.codeHash,
    termsHash: bytesToHex(keccak256(wordsToBytes(terms.words))),
    stateHash: appStateHash(standing),
    notBefore: 0,
    fallbackDelay: 4 * Number(WINDOW),
    seats: payouts.map((_, i) => i),
    locks: game.model.assets.map((_, asset) => ({ asset, amount: sum(of(asset)) })),
  };
  const state: State = {
    version: 1,
    isFinal: false,
    interactionsRoot: rootOf(hashApp(leaf), 0n, []),
    assets: game.model.assets.map((_, asset) => ({
      token: tokens[asset] ?? "0x",
      id: 0n,
      locked: sum(of(asset)),
      delta: of(asset).map((amount) => -amount),
      withdrawn: [],
    })),
  };
  for (const [asset] of game.model.assets.entries())
    for (const [i, amount] of of(asset).entries()) {
      if (amount === 0n) continue;
      if (asset === 0) await court.act(FUNDER, "fundETH", [id, i], amount);
      else {
        await court.mint(FUNDER, amount);
        await court.act(FUNDER, "fund", [id, i, tokens[asset], 0, amount, 0]);
      }
    }
  const signatures = payouts.map((_, i) => court.sign(keyOf(i), hashState(id, state)).slice(2)).join("");
  await court.act(signerOf(0), "challenge", [channel, state, `0x${signatures}`, 0, "0x"]);
  court.now += BigInt(DURATION);
  return {
    court,
    channel,
    state,
    leaf,
    terms: termsBytes,
    id,
    payouts,
    standing,
    entryHash: leaf.stateHash,
    used: new Uint8Array(0),
    seats,
  };
}

interface Dispute {
  readonly court: Court;
  readonly channel: Channel;
  readonly state: State;
  readonly leaf: App;
  readonly terms: Hex;
  readonly id: Hex;
  readonly payouts: readonly Address[];
  readonly seats: number;
  standing: AppState;
  entryHash: Hex;
  used: Uint8Array;
}

function positionOf(dispute: Dispute): object {
  const { leaf, terms, standing, entryHash, used } = dispute;
  return { leaf, proof: [], terms, state: standing, entryHash, used: bytesToHex(used) };
}

/** `used` after one more move: a byte for each (move, seat), cut after the last that is not 0 (adjudicator §9). */
function counted(used: Uint8Array, at: number): Uint8Array {
  const next = new Uint8Array(Math.max(used.length, at + 1));
  next.set(used);
  next[at] = (next[at] ?? 0) + 1;
  return next;
}

/** Plays on chain from a place: one seat does nothing, the others make their due moves, then the timeout. Returns where it stands. */
async function playOnChain(game: Game, dispute: Dispute, from: number, stopped: number): Promise<Place> {
  const { model, exploration } = game;
  const { court, channel, state, seats } = dispute;
  let at = from;
  for (let turn = 0; turn < 60; turn++) {
    const place = exploration.places[at];
    if (place === undefined) throw new Error("the exploration does not say how this goes on");
    const [entryTurn, , done] = await court.ask("turnOf", [dispute.id, 0]);
    if (place.state.isFinal || done === true) return place;
    const phase = model.phases[place.state.phase];
    // Where nobody must move, one move is made at first: then the clock is waited for.
    const may = phase?.mode === "any" ? turn === 0 : true;
    const mover = place.due.find((seat) => seat !== stopped && place.steps.some((each) => each.seat === seat));
    const steps = place.steps.filter(
      (each) => may && each.seat === mover && (model.moves[each.move]?.atMostOnChain ?? 0) > 0,
    );
    const step = steps[(turn + from) % Math.max(1, steps.length)];
    if (step !== undefined) court.moves.add(model.moves[step.move]?.name ?? "");
    if (step === undefined) {
      court.now += WINDOW;
      await court.act(FUNDER, "timeout", [channel, state, positionOf(dispute)]);
      at = place.silence[0]?.at ?? -1;
    } else {
      // Every second move is brought by somebody else, with the mover's signature on it for the entry (adjudicator §9).
      const args = bytesToHex(step.args);
      const signed = turn % 2 === 1;
      const move: Move = {
        channelId: dispute.id,
        version: state.version,
        index: dispute.leaf.index,
        turn: Number(entryTurn),
        stateHash: dispute.entryHash,
        moveHash: moveHash(step.seat, step.move, args),
      };
      const signature = signed ? court.sign(keyOf(step.seat), hashMove(move)) : "0x";
      const play = { seat: step.seat, move: step.move, args, signature };
      await court.act(signed ? FUNDER : signerOf(step.seat), "progress", [channel, state, positionOf(dispute), play]);
      dispute.used = counted(dispute.used, step.move * seats + step.seat);
      at = step.to;
    }
    const next = exploration.places[at];
    if (next === undefined) throw new Error("the exploration does not say how this goes on");
    dispute.standing = appStateOf(next);
    if (step === undefined || !step.stays) dispute.entryHash = appStateHash(dispute.standing);
  }
  throw new Error("it does not end");
}

/** The places of a phase that disputes start from: some, evenly. */
function startsOf(exploration: Exploration, phase: number): number[] {
  const all = [...exploration.places.keys()].filter((i) => exploration.places[i]?.state.phase === phase);
  return all.filter((_, i) => i % Math.max(1, Math.floor(all.length / STARTS)) === 0).slice(0, STARTS);
}

describe("every app through the adjudicator (rules 1, 2, 5, 6)", function () {
  this.timeout(300_000);
  let court: Court;
  before(async () => {
    court = await openCourt();
  });

  for (const app of APPS)
    it(`${app.code.name}: from every phase, each seat stopping: everyone is paid what the rules say`, async () => {
      const game = await gameOf(app);
      const adapter = await court.deploy(app.code.initCode);
      const { model, exploration } = game;
      let played = 0;
      court.moves.clear();
      for (const [number] of model.phases.entries())
        for (const start of startsOf(exploration, number))
          for (let stopped = 0; stopped < exploration.seats; stopped++) {
            const place = exploration.places[start];
            if (place === undefined) continue;
            const dispute = await fix(court, game, adapter, app, place);
            const end = await playOnChain(game, dispute, start, stopped);
            const extra = encodeAppClaim({
              state: dispute.standing,
              entryHash: dispute.entryHash,
              used: bytesToHex(dispute.used),
            });
            const claim = { kind: 2, leaf: encodeApp(dispute.leaf), proof: [], extra };
            await court.act(FUNDER, "claim", [dispute.channel, dispute.state, [claim]]);
            for (const [asset] of model.assets.entries())
              for (const [i, payout] of dispute.payouts.entries())
                expect(
                  await court.balanceOf(payout, asset === 0 ? "eth" : "token"),
                  `seat ${i} in ${model.phases[number]?.name} at ${start}, ${stopped} stops`,
                ).to.equal(end.state.held[asset * exploration.seats + i]);
            played++;
          }
      for (const move of model.moves)
        if (move.atMostOnChain > 0) expect([...court.moves], "moves made on chain").to.include(move.name);
      expect(played).to.be.at.least(model.phases.length * exploration.seats);
      expect(await court.balanceOf(court.adjudicator, "eth"), "nothing is left behind").to.equal(0n);
      expect(await court.balanceOf(court.adjudicator, "token"), "nothing is left behind").to.equal(0n);
    });
});
