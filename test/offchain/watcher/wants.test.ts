import { expect } from "chai";
import type { AppEvent, ChainAction, ChannelFacts, Publication } from "../../../offchain/channel/chain.ts";
import { fingerprintOf, stateOf } from "../../../offchain/channel/content.ts";
import { leaves } from "../../../offchain/channel/tree.ts";
import type { Hex } from "../../../offchain/evm/hex.ts";
import { ticTacToeCode } from "../../../offchain/generated/apps/ticTacToe.ts";
import type { Position, State } from "../../../offchain/generated/protocol/structs.ts";
import type { ChannelState, Env } from "../../../offchain/protocol/channelState.ts";
import { channelEnv } from "../../../offchain/protocol/nodeState.ts";
import { cutoff, margin } from "../../../offchain/protocol/profile.ts";
import { wantsOf } from "../../../offchain/watcher/wants.ts";
import { PROFILE } from "../../simulation/simulation.ts";
import { Line } from "../protocol/support/line.ts";

const ALICE = 0;
const BOB = 1;
const word = (value: number): string => value.toString(16).padStart(64, "0");

const OPEN: ChannelFacts = {
  version: 0,
  deadline: 0,
  status: 0,
  fingerprint: `0x${"0".repeat(40)}`,
  nets: [[10_000n, 10_000n]],
  paid: [[0n, 0n]],
  closed: [false],
  claimed: [],
};

/** A channel as one node holds it, under a chain that the test makes up. */
class Case {
  readonly line: Line;
  readonly at: number;
  now: number;
  published: Publication | null = null;
  known: Hex | null = null;

  constructor(line: Line, at: number) {
    this.line = line;
    this.at = at;
    this.now = line.now;
  }

  get env(): Env {
    const node = this.line.node(this.at);
    const env = channelEnv(node.env, node.state);
    return {
      ...env,
      chainTime: this.now,
      publication: (hash) => (this.published?.hash === hash ? this.published : undefined),
      preimage: (hash) => (this.known === null ? env.preimage(hash) : this.known),
    };
  }

  wants(
    facts: Partial<ChannelFacts>,
    change: Partial<ChannelState> = {},
    appEvents: readonly AppEvent[] = [],
  ): readonly ChainAction[] {
    const channel = this.line.channel(this.at);
    const head = { ...OPEN, ...facts };
    return wantsOf(this.env, {
      ...channel,
      view: { channelId: channel.genesis.channelId, head, final: head, appEvents },
      ...change,
    });
  }
}

const names = (actions: readonly ChainAction[]): string[] => actions.map(({ fn }) => fn);
const only = (actions: readonly ChainAction[]): ChainAction => {
  expect(actions).to.have.length(1);
  return actions[0] ?? expect.fail("nothing is wanted");
};
const stateIn = ({ args }: ChainAction): State => args[1] as State; // the second argument of every entry that takes a state

/** Alice has paid Bob; `versions` states are held. */
function paid(versions = 2): Line {
  const line = new Line();
  for (let i = 1; i <= versions; i++) {
    line.payDirect(ALICE, BOB, 100n, `p${i}`);
    line.passAll();
  }
  return line;
}

describe("what a node wants of the chain (protocol §1.8)", () => {
  it("wants nothing of a channel it has not seen on chain, that is not agreed, or that is over", () => {
    const test = new Case(paid(), ALICE);
    expect(test.wants({}, { view: null, force: "now" })).to.deep.equal([]);
    for (const life of ["opening", "closed"] as const) expect(test.wants({}, { life, force: "now" })).to.deep.equal([]);
    expect(test.wants({})).to.deep.equal([]);
  });

  describe("funding (L1)", () => {
    it("deposits what is missing, and only that", () => {
      const test = new Case(new Line(), BOB);
      const wish = only(test.wants({ nets: [[10_000n, 4_000n]] }, { life: "funding" }));
      expect(wish).to.deep.include({ fn: "fundETH", value: 6_000n });
      expect(wish.args[1]).to.equal(1n);
      expect(test.wants({}, { life: "funding" })).to.deep.equal([]);
    });

    it("names the allowance that a token's deposit needs", () => {
      const test = new Case(new Line(), ALICE);
      const { genesis } = test.line.channel(ALICE);
      const token: Hex = `0x01${"0".repeat(22)}${"7".repeat(40)}`;
      const wish = only(
        test.wants(
          { nets: [[0n, 0n]] },
          { life: "funding", genesis: { ...genesis, assets: [{ token, id: 0n, deposits: [55n, 0n] }] } },
        ),
      );
      expect(wish).to.deep.include({ fn: "fund", allowance: { token: `0x${"7".repeat(40)}`, amount: 55n } });
    });

    it("does not deposit into a channel that it wants to leave, or that is disputed", () => {
      const test = new Case(new Line(), ALICE);
      expect(names(test.wants({ nets: [[0n, 1n]] }, { life: "funding", force: "the funding deadline" }))).to.deep.equal(
        ["challenge"],
      );
      expect(test.wants({ nets: [[0n, 0n]], status: 1, deadline: test.now + 40 }, { life: "funding" })).to.deep.equal(
        [],
      );
    });
  });

  describe("a challenge (C2, C4)", () => {
    it("is started with the newest held state, once", () => {
      const test = new Case(paid(), ALICE);
      const wish = only(test.wants({}, { force: "the operator says so" }));
      expect(wish.fn).to.equal("challenge");
      expect(stateIn(wish)).to.deep.equal(stateOf(test.line.channel(ALICE).held.content));
      expect(wish.args[3]).to.equal(0n);
      expect(
        test.wants({ status: 1, version: 2, deadline: test.now + 40 }, { force: "the operator says so" }),
      ).to.deep.equal([]);
    });

    it("is started with nothing where nothing was signed (adjudicator H14)", () => {
      const test = new Case(new Line(), ALICE);
      expect(stateIn(only(test.wants({}, { force: "x" })))).to.deep.include({ version: 0, assets: [] });
      expect(test.wants({ nets: [[0n, 0n]] }, { force: "x" })).to.deep.equal([]);
    });

    it("is not started by a node that may have forgotten something (V3)", () => {
      const test = new Case(paid(), ALICE);
      const behind = { maxSigned: 9, digest: `0x${"11".repeat(32)}` as const, held: 9, sticky: false };
      expect(test.wants({}, { force: "x", behind })).to.deep.equal([]);
    });

    it("with an older state is answered by half of the window with the newest (attack 1, rule 6)", () => {
      const test = new Case(paid(), BOB);
      const wish = only(test.wants({ status: 1, version: 1, deadline: test.now + 40 }));
      expect(wish.fn).to.equal("checkpoint");
      expect(stateIn(wish).version).to.equal(2);
      expect(wish.by).to.equal(test.now + 20);
    });

    it("with the newest or a newer state needs no answer (C3)", () => {
      const test = new Case(paid(), BOB);
      for (const version of [2, 3])
        expect(test.wants({ status: 1, version, deadline: test.now + 40 })).to.deep.equal([]);
    });

    it("is answered until the deadline, and from then on paid out (adjudicator H6)", () => {
      const test = new Case(paid(), BOB);
      const facts = { status: 1 as const, version: 1, deadline: test.now + 1 };
      expect(names(test.wants(facts))).to.deep.equal(["checkpoint"]);
      test.now += 1;
      expect(names(test.wants(facts, { force: "x" }))).not.to.include("checkpoint");
    });
  });

  describe("a cooperative close (L5)", () => {
    function closed(): Line {
      const line = paid();
      line.run.request(line.node(ALICE), {
        kind: "close",
        channelId: line.channel(ALICE).genesis.channelId,
        force: false,
      });
      for (let i = 0; i < 4; i++) {
        line.passAll();
        line.node(ALICE).turn([{ kind: "tick" }]);
      }
      expect(line.channel(BOB).held.content.isFinal).to.equal(true);
      return line;
    }

    it("is concluded by the one who wanted it at once, by the other after its patience", () => {
      const line = closed();
      expect(only(new Case(line, ALICE).wants({})).fn).to.equal("conclude");
      const other = new Case(line, BOB);
      expect(other.wants({})).to.deep.equal([]);
      other.now += PROFILE.patience / 1_000;
      expect(only(other.wants({})).args[3]).to.deep.equal([3n]);
    });

    it("wants nothing more once it is closed", () => {
      const line = closed();
      expect(new Case(line, ALICE).wants({ closed: [true], nets: [[0n, 0n]] })).to.deep.equal([]);
      expect(new Case(line, ALICE).wants({ status: 2 })).to.deep.equal([]);
    });
  });

  describe("a preimage (C1, H3)", () => {
    function locked(): { test: Case; hash: Hex; preimage: Hex; until: number } {
      const line = new Line();
      const { hash, preimage } = line.payLocked([ALICE, BOB], 60n, { until: 60 });
      line.pass("propose", BOB);
      line.pass("sign", ALICE);
      line.run.network.clear();
      const leaf = leaves(line.channel(BOB).held.content.tree)[0]?.[1];
      return { test: new Case(line, BOB), hash, preimage, until: leaf?.kind === "hashLock" ? leaf.leaf.until : 0 };
    }

    it("is published in time for the cutoff, and not before that", () => {
      const { test, preimage, until } = locked();
      test.now = cutoff(PROFILE, until) - PROFILE.inclusion - 1;
      expect(test.wants({})).to.deep.equal([]);
      test.now++;
      const wish = only(test.wants({}));
      expect(wish).to.deep.include({ fn: "publish", args: [[preimage]], by: cutoff(PROFILE, until) });
      test.now = until;
      expect(names(test.wants({}))).to.deep.equal(["publish"]);
      test.now = until + 1;
      expect(test.wants({})).to.deep.equal([]);
    });

    it("is published at once in a dispute, and never twice", () => {
      const { test, hash, preimage } = locked();
      const disputed = { status: 1 as const, version: 1, deadline: test.now + 40 };
      expect(names(test.wants(disputed))).to.deep.equal(["publish"]);
      test.published = { hash, preimage, at: test.now, block: 9 };
      expect(test.wants(disputed)).to.deep.equal([]);
    });

    it("is published for a lock in a candidate too: the chain may settle on it", () => {
      const { test, until } = locked();
      const channel = test.line.channel(BOB);
      const [first] = [...test.line.channel(ALICE).candidates];
      const candidate = first ?? {
        version: 2,
        term: 0,
        base: { version: 1, digest: channel.held.digest },
        fork: 1,
        below: [],
        proposer: 0,
        ops: [],
        digest: channel.held.digest,
        content: channel.held.content,
        signatures: [],
        rejected: true,
      };
      test.now = cutoff(PROFILE, until);
      const empty = new Line().channel(BOB).held;
      expect(names(test.wants({}, { held: empty, candidates: [candidate] }))).to.deep.equal(["publish"]);
    });

    it("is nobody's to publish who is not the payee, or does not know it", () => {
      const { test, preimage, until } = locked();
      const payer = new Case(test.line, ALICE);
      payer.known = preimage;
      payer.now = cutoff(PROFILE, until);
      expect(payer.wants({})).to.deep.equal([]);
    });

    it("decides its lock on chain: claimed by the payee, or after its time by the payer (adjudicator §7)", () => {
      const { test, hash, preimage, until } = locked();
      const fixed = {
        status: 1 as const,
        version: 1,
        deadline: test.now,
        fingerprint: fingerprintOf(test.line.channel(BOB).genesis.channelId, test.line.channel(BOB).held.content),
      };
      expect(names(test.wants(fixed, { force: "x" }))).to.deep.equal(["publish", "settle"]);
      test.published = { hash, preimage, at: until, block: 9 };
      expect(names(test.wants(fixed, { force: "x" }))).to.deep.equal(["settle", "claim"]);
      expect(names(test.wants({ ...fixed, claimed: [0] }, { force: "x" }))).to.deep.equal(["settle"]);
      test.published = { hash, preimage, at: until + 1, block: 9 };
      test.now = until;
      expect(names(test.wants(fixed, { force: "x" }))).to.deep.equal(["settle"]);
      test.now = until + 1;
      expect(names(test.wants(fixed, { force: "x" }))).to.deep.equal(["settle", "claim"]);
    });
  });

  describe("an outcome (C7)", () => {
    it("is paid to whoever is owed something, by who went to the chain first, by the other a little later", () => {
      const test = new Case(paid(), BOB);
      const { genesis, held } = test.line.channel(BOB);
      const fixed = {
        status: 1 as const,
        version: 2,
        deadline: test.now,
        fingerprint: fingerprintOf(genesis.channelId, held.content),
      };
      expect(test.wants(fixed)).to.deep.equal([]);
      expect(only(test.wants(fixed, { force: "x" })).args[2]).to.deep.equal([3n]);
      expect(only(test.wants({ ...fixed, nets: [[200n, 10_000n]] }, { force: "x" })).args[2]).to.deep.equal([2n]);
      test.now += 2 * PROFILE.inclusion;
      expect(names(test.wants(fixed))).to.deep.equal(["settle"]);
      expect(test.wants({ ...fixed, nets: [[200n, -200n]] })).to.deep.equal([]);
    });

    it("of version 0 is swept: everybody's own deposit (adjudicator §6)", () => {
      const test = new Case(new Line(), BOB);
      const wish = only(test.wants({ status: 1, deadline: test.now }, { force: "x" }));
      expect(wish.fn).to.equal("sweep");
      expect(wish.args[4]).to.equal(3n);
    });

    it("that this node cannot name is left alone", () => {
      const test = new Case(paid(), BOB);
      expect(
        test.wants({ status: 1, version: 7, deadline: test.now, fingerprint: `0x${"ab".repeat(20)}` }, { force: "x" }),
      ).to.deep.equal([]);
    });
  });

  describe("an app on chain (adjudicator §9 (f))", () => {
    function game(): { test: Case; fixed: Partial<ChannelFacts>; moveTime: number } {
      const line = new Line();
      const moveTime = PROFILE.inclusion + margin(PROFILE);
      const { channelId } = line.channel(ALICE).genesis;
      const offer = {
        offerId: `0x${"0f".repeat(32)}` as const,
        app: ticTacToeCode.address,
        terms: `0x${word(100)}${word(moveTime)}` as const,
        seats: [0, 1],
        assets: [0],
        notBefore: 0,
        fallbackDelay: moveTime + margin(PROFILE),
      };
      line.run.request(line.node(ALICE), { kind: "offerApp", channelId, offer });
      line.passAll();
      const { held } = line.channel(ALICE);
      expect(leaves(held.content.tree).map(([, { kind }]) => kind)).to.deep.equal(["app"]);
      const test = new Case(line, ALICE);
      return {
        test,
        fixed: {
          status: 1,
          version: held.content.version,
          deadline: test.now,
          fingerprint: fingerprintOf(channelId, held.content),
        },
        moveTime,
      };
    }
    const chosen = { "0/0/0": { move: 0, args: `0x${word(4)}` as const } };

    it("is moved in with the move that was chosen, in one's own turn and time", () => {
      const { test, fixed, moveTime } = game();
      expect(names(test.wants(fixed))).to.deep.equal([]);
      const wish = only(test.wants(fixed, { chosen }));
      expect(wish).to.deep.include({ fn: "progress", by: test.now + moveTime });
      expect((wish.args[2] as Position).entryHash).to.equal((wish.args[2] as Position).leaf.stateHash);
      const other = new Case(test.line, BOB);
      expect(other.wants(fixed, { chosen: { "0/0/1": { move: 0, args: `0x${word(4)}` } } })).to.deep.equal([]);
    });

    it("is timed out once the clock is over, by either", () => {
      const { test, fixed, moveTime } = game();
      test.now += moveTime - 1;
      expect(names(test.wants(fixed, { force: "x" }))).to.deep.equal(["settle"]);
      test.now += 1;
      expect(names(test.wants(fixed, { force: "x" }))).to.deep.equal(["settle", "timeout"]);
    });

    it("goes on from what the chain shows, and is claimed when it is over", () => {
      const { test, fixed, moveTime } = game();
      const played = leaves(test.line.channel(ALICE).held.content.tree)[0]?.[1];
      if (played?.kind !== "app") return expect.fail("no app");
      const moved = ticTacToeCode.play(played.terms, played.state, 0, 0, `0x${word(4)}`);
      if (!moved.ok) return expect.fail(moved.revert);
      const first: AppEvent = {
        kind: "moved",
        index: 0,
        turn: 1,
        seat: 0,
        move: 0,
        args: `0x${word(4)}`,
        state: moved.value.next,
        at: test.now + 3,
        block: 5,
      };
      expect(test.wants(fixed, { chosen }, [first])).to.deep.equal([]);
      const late = ticTacToeCode.expire(played.terms, moved.value.next, 0n);
      if (!late.ok) return expect.fail(late.revert);
      const out: AppEvent = {
        kind: "timedOut",
        index: 0,
        turn: 2,
        state: late.value,
        at: test.now + 3 + moveTime,
        block: 9,
      };
      test.now += 3 + moveTime;
      expect(names(test.wants(fixed, { force: "x" }, [first]))).to.deep.equal(["settle", "timeout"]);
      const over = test.wants(fixed, { force: "x" }, [first, out]);
      expect(names(over)).to.deep.equal(["settle", "claim"]);
    });

    it("that does not go on is claimed as the pot stands, after its fallback delay (adjudicator M3)", () => {
      const { test, fixed, moveTime } = game();
      test.now += moveTime + margin(PROFILE) - 1;
      expect(names(test.wants(fixed, { force: "x" }))).to.deep.equal(["settle", "timeout"]);
      test.now += 1;
      expect(names(test.wants(fixed, { force: "x" }))).to.deep.equal(["settle", "claim", "timeout"]);
    });
  });
});
