import { expect } from "chai";
import { Court, refused } from "./court.ts";
import { Game, HOUR, VERSION } from "./game.ts";
import { hashOf, secret, Tree } from "./leaves.ts";
import { ALICE, BOB, DAY, NONE, stateOf } from "./people.ts";
import { inside, virtualOver } from "./virtual.ts";

describe("findings of apps on chain (adjudicator §9, findings S1 to S25, W1, R1)", () => {
  let court: Court;

  beforeEach(async () => {
    court = await Court.begin();
  });

  afterEach(() => court.end());

  const got = async (): Promise<bigint[]> => [await court.gotBy(ALICE), await court.gotBy(BOB)];

  it("S1b, S2: a move signed for one version is played in no other", async () => {
    const game = await Game.begin(court, { version: VERSION + 1 });
    const move = game.moveOf(0, 3n);
    await refused(game.play(game.signMove(move, { version: VERSION })), "NotMover");
    await game.play(game.signMove(move));
    expect(game.standing.held).to.deep.equal([3n, 7n]);
  });

  it("S3: nor in another app at the same state", async () => {
    const game = await Game.begin(court);
    const twin = game.twin();
    const move = game.moveOf(0, 3n);
    await refused(twin.play(game.signMove(move)), "NotMover");
    await game.play(game.signMove(move));
    expect([game.standing.held, twin.standing.held]).to.deep.equal([
      [3n, 7n],
      [6n, 4n],
    ]);
  });

  it("S4: nor in another round", async () => {
    const game = await Game.begin(court, { kind: "Ladder" });
    const first = game.signMove(game.moveOf(0));
    await game.play(first);
    await game.play(game.moveOf(1));
    await refused(game.play(first), "NotMover");
    expect(game.standing.held).to.deep.equal([6n, 4n]);
  });

  it("S5: nor as an answer to another move than it answered", async () => {
    const game = await Game.begin(court);
    const other = game.twin();
    await other.move(0, 1n);
    // Bob answers the 1 that a reorganisation takes back; then Alice gives 2.
    const answer = game.signMove(game.moveOf(1, 4n), { turn: 1, stateHash: other.entryHash });
    await game.move(0, 2n);
    await refused(game.play(answer), "NotMover");
    await game.play(game.signMove(game.moveOf(1, 1n)));
    expect(game.standing.held).to.deep.equal([5n, 5n]);
  });

  it("S6: nor once its state has been moved on, whoever was to move", async () => {
    const game = await Game.begin(court, { kind: "Ladder" });
    const stale = game.signMove(game.moveOf(1), { turn: 0 });
    await game.move(0);
    await refused(game.play(stale), "NotMover");
    await game.play(game.signMove(game.moveOf(1)));
    expect(game.standing.held).to.deep.equal([6n, 4n]);
  });

  it("S7, S8b: a move that makes an entry restarts the clock", async () => {
    const game = await Game.begin(court);
    court.pass(HOUR - 1);
    await game.move(0);
    court.pass(HOUR - 1);
    await refused(game.late(), "TooEarly");
    await game.move(1);
    expect(game.standing.held).to.deep.equal([6n, 4n]);
  });

  it("S8: an `each` move that stays in its phase restarts no clock, and voids nobody's", async () => {
    const game = await Game.begin(court, { script: { stays: true, finalAt: 9 } });
    const hers = game.signMove(game.moveOf(0, 2n));
    await game.play(game.moveOf(1, 1n));
    court.pass(HOUR - 1);
    await game.play(hers);
    court.pass(1);
    await refused(game.move(0, 1n), "MoveTooLate");
    await game.late();
    expect(game.turn).to.equal(1);
  });

  it("S9, S10: a time of the terms puts the clock off, and no longer than that", async () => {
    const soon = await Game.begin(court, { script: { time: court.now + DAY + HOUR } });
    court.pass(2 * HOUR - 1);
    await refused(soon.late(), "TooEarly");
    await soon.move(0);
    // Fixed long after the time of the terms: nobody is late at once.
    const past = await Game.begin(court, { script: { time: court.now - 9 * DAY } });
    court.pass(HOUR - 1);
    await past.move(0);
    expect([soon.turn, past.turn]).to.deep.equal([1, 1]);
  });

  it("S11: from the end on there is no move, and nothing to race the timeout", async () => {
    const game = await Game.begin(court);
    court.pass(HOUR);
    await refused(game.move(0), "MoveTooLate");
    await game.late();
    await game.claim();
    expect(await got()).to.deep.equal([0n, 10n]);
  });

  it("S12: a refund waits for a block after the publication's last one", async () => {
    const T = court.now + DAY + HOUR;
    const game = await Game.begin(court, { script: { clock: 2, time: T, lock: hashOf(secret(1)) } });
    court.pass(HOUR);
    await refused(game.late(), "TooEarly");
    await court.publish(secret(1)); // in the block of T, which still counts
    await game.late();
    await game.claim();
    expect(await got()).to.deep.equal([0n, 10n]);
  });

  it("S13: the fallback waits for the app's own times", async () => {
    const notBefore = court.now + 9 * DAY;
    const game = await Game.begin(court, { leaf: { notBefore } });
    court.pass(notBefore + 3 * HOUR - 1 - court.now);
    await game.claim();
    expect(await got()).to.deep.equal([0n, 0n]);
    court.pass(1);
    await game.claim();
    expect(await got()).to.deep.equal([6n, 4n]);
  });

  it("S13c, S14: the fallback pays the pot as it stands, never the stakes", async () => {
    const game = await Game.begin(court);
    const stakes = game.standing;
    await game.move(0, 5n);
    court.pass(4 * HOUR);
    await game.claim(stakes, game.leaf.stateHash, "0x");
    expect(await got()).to.deep.equal([0n, 0n]);
    await game.claim();
    expect(await got()).to.deep.equal([1n, 9n]);
  });

  it("S16: a timeout that fails is no verdict", async () => {
    const game = await Game.begin(court, { kind: "BluffApp" });
    await refused(game.move(0), "AppFailed");
    court.pass(HOUR);
    await refused(game.late(), "AppFailed");
    court.pass(2 * HOUR);
    await game.claim();
    expect(await got()).to.deep.equal([6n, 4n]);
  });

  it("S17: where a due seat has no move left, the pot as it stands is the outcome", async () => {
    const game = await Game.begin(court, { script: { most: 1 } });
    await game.move(0, 2n);
    await game.move(1, 1n);
    court.pass(HOUR);
    // Alice is due and has used up her one move: she is not late, the app is over.
    await refused(game.late(), "Done");
    await game.claim();
    expect(await got()).to.deep.equal([5n, 5n]);
  });

  it("S18: too little gas is the caller's fault, and fails nobody's move", async () => {
    const game = await Game.begin(court);
    await refused(game.play(game.moveOf(0), { gas: 400_000 }), "NotEnoughGas");
    await game.move(0);
    expect(game.standing.held).to.deep.equal([5n, 5n]);
  });

  it("S23: an app that gives more than it holds gives nothing", async () => {
    const game = await Game.begin(court, { script: { fault: 6, faulty: 1 } });
    await refused(game.move(0), "AppFailed");
    court.pass(3 * HOUR);
    await game.claim();
    expect(await got()).to.deep.equal([6n, 4n]);
  });

  it("S24: in an `each` phase a move fits its entry, whatever others moved since", async () => {
    const game = await Game.begin(court, { script: { stays: true } });
    const hers = game.signMove(game.moveOf(0, 2n));
    await game.play(game.moveOf(1, 1n));
    await game.play(hers);
    expect(game.standing.held).to.deep.equal([5n, 5n]);
  });

  it("R1: in a child nothing is played from resolveBy on", async () => {
    const { child, resolveBy } = await virtualOver(court);
    // Its window alone would last longer than the child.
    const game = await Game.begin(court, { fixed: false, script: { window: 90 * DAY } });
    const leaf = { ...game.leaf, locks: [{ asset: 0, amount: 7n }] };
    const tree = Tree.ofApp(leaf);
    const state = { ...inside(1, 0n), ...stateOf(1, [-4n, -3n], { interactionsRoot: tree.root }, 7n) };
    await court.checkpoint(child, state);
    court.pass(resolveBy - court.now);
    const position = { ...game.position(), leaf, proof: [] };
    const by = { by: ALICE.signer };
    await refused(court.progress(child, state, position, game.moveOf(0), by), "TooLate");
    await refused(court.timeout(child, state, position), "TooLate");
    expect(await court.view("turnOf", [child.id, 0])).to.deep.equal([0n, 0n, false, 0n]);
    expect(NONE).to.not.equal(tree.root);
  });
});
