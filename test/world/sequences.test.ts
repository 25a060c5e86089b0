import { expect } from "chai";
import { BUGS, codeWithBugs, minerOf } from "./bugs.ts";
import { campaign, type Stage, stageOf } from "./campaign.ts";

/** How many sequences of 200 calls are played; `npm run fuzz -- contracts` plays more. */
const SEQUENCES = Number(process.env["CHENILLES_SEQUENCES"] ?? 8);
/** Mistakes that a few sequences find, by their places. */
const QUICK: readonly number[] = BUGS.flatMap(({ quick }, n) => (quick ? [n] : []));

describe("random sequences of calls", function () {
  this.timeout(300_000 + 4_000 * SEQUENCES);
  const stages: Stage[] = [];

  after(() => Promise.all(stages.map(({ world }) => world.close())));

  it(`the compiled adjudicator does what the model says, and keeps the rules (rules 1-8, 13, 14, 17)`, async () => {
    const stage = await stageOf();
    stages.push(stage);
    const { findings, tally } = await campaign(stage, { seed: 1, depth: 200, sequences: SEQUENCES });
    expect(findings.flatMap(({ lines }) => lines).join("\n")).to.equal("");
    expect(tally.revertRate).to.be.below(0.5);
    expect(Object.values(tally.told().entries).filter(({ through }) => through > 0)).to.have.length.above(15);
  });

  it("mistakes in the contracts are found", async () => {
    const stage = await stageOf({ code: codeWithBugs() });
    stages.push(stage);
    for (const n of QUICK) {
      await stage.world.chain.mineBy(minerOf(n));
      const { findings } = await campaign(stage, { seed: 1, depth: 200, sequences: 40, whole: true });
      expect(findings, BUGS[n]?.name).to.have.length(1);
    }
  });
});
