import { expect } from "chai";
import type { Exploration, Place, Step } from "../../generator/play/explore.ts";
import { wordsToBytes } from "../../generator/play/words.ts";
import { appStateOf } from "../../generator/trial/dispute.ts";
import { loadSubject, phaseNumber, type Subject, seatsIn } from "../../generator/trial/subject.ts";
import type { AppEvent, ChainAction } from "../../offchain/channel/chain.ts";
import { type Content, fingerprintOf, type Interaction, leafHash } from "../../offchain/channel/content.ts";
import { change, emptyTree } from "../../offchain/channel/tree.ts";
import { keccak256 } from "../../offchain/evm/hash.ts";
import { bytesToHex, type Hex } from "../../offchain/evm/hex.ts";
import { abiDecodeHex } from "../../offchain/evm/strictAbi.ts";
import { appStateHash } from "../../offchain/generated/protocol/rules.ts";
import type { ChannelState } from "../../offchain/protocol/channelState.ts";
import type { AppDescriptor, WatchRow } from "../../offchain/protocol/client/descriptor.ts";
import { channelEnv } from "../../offchain/protocol/nodeState.ts";
import { wantsOf } from "../../offchain/watcher/wants.ts";
import { APPS } from "../generator/support/apps.ts";
import { ROOT } from "../generator/support/fixtureProject.ts";
import { Line } from "../offchain/protocol/support/line.ts";

const ME = 0;
const OTHER = 1;
/** Chain time at which the channel was fixed: before and after every time in sample terms. */
const FIXED = [900_000, 2_000_000] as const;
/** Places of one kind that are asked about. */
const PLACES = 4;

type Chosen = ChannelState["chosen"];

/** A node's channel whose fixed state has an app at a place of its game, one's seat being taken by this node. */
class Fixed {
  readonly subject: Subject;
  readonly game: Exploration;
  readonly place: Place;
  readonly seat: number;
  readonly at: number;
  isPublished = false;
  readonly #line = new Line();

  constructor(subject: Subject, game: Exploration, place: Place, seat: number, at: number) {
    this.subject = subject;
    this.game = game;
    this.place = place;
    this.seat = seat;
    this.at = at;
  }

  /** The names of what the node wants at a time, and the actions themselves. */
  wants(now: number, chosen: Chosen = {}, events: readonly AppEvent[] = [], mine = true): readonly ChainAction[] {
    const node = this.#line.node(ME);
    const { code } = this.subject.app;
    const env = {
      ...channelEnv(node.env, node.state),
      chainTime: now,
      finalBlock: 1_000,
      apps: new Map([[code.address, code]]),
      publication: (hash: Hex) => (this.isPublished ? { hash, preimage: hash, at: now, block: 1 } : undefined),
    };
    const channel = this.#line.channel(ME);
    const { channelId } = channel.genesis;
    const terms = wordsToBytes(this.game.terms.words);
    const state = appStateOf(this.place.state);
    const leaf: Interaction = {
      kind: "app",
      by: { participant: 0, seq: 1 },
      terms: bytesToHex(terms),
      state,
      leaf: {
        index: 0,
        app: code.address,
        codeHash: code.codeHash,
        termsHash: bytesToHex(keccak256(terms)),
        stateHash: appStateHash(state),
        notBefore: 0,
        fallbackDelay: 100_000_000,
        seats: Array.from({ length: this.game.seats }, (_, i) => (i === this.seat ? ME : OTHER)),
        locks: [],
      },
    };
    const tree = change<Interaction>(emptyTree, new Map([[0, { hash: leafHash(leaf), value: leaf }]]));
    const content: Content = { ...channel.held.content, version: 1, tree };
    const head = {
      version: 1,
      deadline: this.at,
      status: 1 as const,
      fingerprint: fingerprintOf(channelId, content),
      nets: content.books.map(() => [0n, 0n]),
      paid: [],
      closed: content.books.map(() => false),
      claimed: [],
    };
    return wantsOf(env, {
      ...channel,
      held: { ...channel.held, content },
      candidates: [],
      outcome: content,
      life: "fixed",
      chosen,
      force: mine ? "a test" : null,
      view: { channelId, head, final: head, appEvents: events },
    });
  }

  /** When the row says that the phase's clock is over, entered at a time. */
  clockEnd(row: WatchRow, entered: number): number {
    const { app } = this.subject;
    const bytes = bytesToHex(wordsToBytes(this.game.terms.words));
    const decoded = abiDecodeHex([{ name: "terms", type: { kind: "tuple", fields: app.terms } }], bytes)["terms"];
    const terms = decoded as Readonly<Record<string, unknown>>; // a tuple is an object of its fields
    if (row.clock.kind === "at") return Number(terms[row.clock.time]) + 1;
    const from = row.clock.from === null ? 0 : Number(terms[row.clock.from]);
    return Math.max(entered, from) + Number(terms[row.clock.duration]);
  }
}

const names = (actions: readonly ChainAction[]): string[] => actions.map(({ fn }) => fn);
const chosenFor = (turn: number, step: Step): Chosen => ({
  [`0/${turn}/${step.seat}`]: { move: step.move, args: bytesToHex(step.args) },
});

async function subjectOf(app: AppDescriptor): Promise<Subject> {
  const { name } = app.code;
  const constant = name.slice(0, 1).toLowerCase() + name.slice(1);
  // what a translated module exports
  const { call } = (await import(`../../offchain/generated/apps/${constant}Code.ts`)) as Pick<Subject, "call">;
  return loadSubject({ root: ROOT, spec: `contracts/apps/${name}.sol`, app, call });
}

/** Each seat of the row's role at some places of its phase, fixed at both times. */
function* situations(subject: Subject, row: WatchRow): Generator<Fixed> {
  const [game] = subject.explorations;
  if (game === undefined) throw new Error("nothing was played");
  const places = game.places.filter((place) => place.state.phase === phaseNumber(subject.model, row.phase));
  const some = places.filter((_, i) => i % Math.max(1, Math.floor(places.length / PLACES)) === 0);
  for (const place of some)
    for (const seat of seatsIn(subject.model, row.role, game.seats))
      for (const at of FIXED) yield new Fixed(subject, game, place, seat, at);
}

for (const app of APPS)
  describe(`${app.code.name}: a node does what its table says (spec-language §4, Watcher)`, function () {
    this.timeout(120_000);
    let subject: Subject;
    before(async () => {
      subject = await subjectOf(app);
    });

    for (const row of app.watch) {
      it(`${row.phase}, ${row.role}: the due move that was chosen, otherwise nothing`, () => {
        let moved = 0;
        for (const fixed of situations(subject, row)) {
          const now = Math.min(fixed.at + 1, fixed.clockEnd(row, fixed.at) - 1);
          expect(names(fixed.wants(now, {}, [], false)), "nothing was chosen").to.deep.equal([]);
          for (const step of fixed.place.steps.filter(({ seat }) => seat === fixed.seat)) {
            const isOwed = row.due.some(({ move }) => move === step.move);
            if (!isOwed) continue;
            const [wish, ...more] = fixed.wants(now, chosenFor(0, step), [], false);
            expect(more).to.deep.equal([]);
            expect(wish?.fn).to.equal("progress");
            expect(wish?.args[3]).to.deep.include({ seat: step.seat, move: step.move, args: bytesToHex(step.args) });
            moved++;
          }
          const idle = fixed.place.due.includes(fixed.seat)
            ? undefined
            : fixed.game.places.flatMap(({ steps }) => steps).find(({ seat }) => seat === fixed.seat);
          if (idle !== undefined) expect(names(fixed.wants(now, chosenFor(0, idle), [], false))).to.deep.equal([]);
        }
        expect(moved > 0).to.equal(row.due.length > 0);
      });

      it(`${row.phase}, ${row.role}: ${row.timeout.name} once the clock is over, not a second before`, () => {
        for (const fixed of situations(subject, row)) {
          const end = fixed.clockEnd(row, fixed.at);
          if (end - 1 >= fixed.at) expect(names(fixed.wants(end - 1))).not.to.include("timeout");
          expect(names(fixed.wants(Math.max(end, fixed.at)))).to.include("timeout");
        }
      });

      if (row.lock !== null)
        it(`${row.phase}, ${row.role}: ${row.timeout.name} as soon as the preimage is published`, () => {
          for (const fixed of situations(subject, row)) {
            if (fixed.clockEnd(row, fixed.at) <= fixed.at + 1) continue;
            expect(names(fixed.wants(fixed.at + 1))).not.to.include("timeout");
            fixed.isPublished = true;
            expect(names(fixed.wants(fixed.at + 1))).to.include("timeout");
          }
        });

      it(`${row.phase}, ${row.role}: what another does is followed: the clock of the new entry, a claim at the end`, () => {
        let followed = 0;
        for (const fixed of situations(subject, row)) {
          const step = fixed.place.steps.find(({ seat, to }) => seat !== fixed.seat && to >= 0);
          const next = fixed.game.places[step?.to ?? -1];
          if (step === undefined || next === undefined || !row.others.includes(app.moves[step.move]?.name ?? ""))
            continue;
          const at = fixed.at + 2;
          const turn = step.stays ? 0 : 1;
          const event: AppEvent = {
            kind: "moved",
            index: 0,
            turn,
            seat: step.seat,
            move: step.move,
            args: bytesToHex(step.args),
            state: appStateOf(next.state),
            at,
            block: 5,
          };
          followed++;
          if (next.state.isFinal) {
            expect(names(fixed.wants(at, {}, [event])))
              .to.include("claim")
              .and.not.include("timeout");
            continue;
          }
          const after = app.watch.find(
            (each) => each.role === row.role && each.phase === app.phases[next.state.phase]?.name,
          );
          if (after === undefined) throw new Error(`no row for ${row.role} after ${app.moves[step.move]?.name}`);
          const end = fixed.clockEnd(after, step.stays ? fixed.at : at);
          if (end - 1 >= at) expect(names(fixed.wants(end - 1, {}, [event]))).not.to.include("timeout");
          expect(names(fixed.wants(Math.max(end, at), {}, [event]))).to.include("timeout");
          const own = next.steps.find(({ seat }) => seat === fixed.seat);
          if (own !== undefined && at < end)
            expect(names(fixed.wants(at, chosenFor(turn, own), [event], false))).to.deep.equal(["progress"]);
        }
        expect(followed > 0).to.equal(row.others.length > 0);
      });
    }
  });
