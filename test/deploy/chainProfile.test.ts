import { expect } from "chai";
import {
  BadChainProfile,
  chainNames,
  challengeDurationOf,
  marginOf,
  minChallengeDurationOf,
  parseChainProfile,
  readChainProfile,
} from "../../deploy/chainProfile.ts";
import { missingOpcodes, NEEDED_OPCODES, newOpcodesIn } from "../../deploy/hardForks.ts";
import { runDry } from "../../deploy/runDry.ts";
import { ADJUDICATOR_INIT_CODE } from "../../offchain/generated/protocol/adjudicator.ts";
import { nodeProfile } from "../../offchain/runtime/nodeProfile.ts";

const HOUR = 3_600;
const profiles = chainNames().map(readChainProfile);

/** A profile's own fields, without what follows from them. */
function textOf(name: string, change: object = {}): string {
  const { symbol: _, minChallengeDuration: _min, challengeDuration: _usual, ...facts } = readChainProfile(name);
  return JSON.stringify({ ...facts, ...change });
}

describe("chain profiles", () => {
  it("there is one for each chain that we name, and no id twice", () => {
    expect(profiles.map(({ name, chainId }) => [name, chainId])).to.deep.equal([
      ["arbitrum-one", 42161],
      ["avalanche-c", 43114],
      ["base", 8453],
      ["bnb", 56],
      ["ethereum", 1],
      ["filecoin", 314],
      ["gnosis", 100],
      ["linea", 59144],
      ["local", 31337],
      ["optimism", 10],
      ["polygon", 137],
      ["scroll", 534352],
      ["sepolia", 11155111],
      ["zksync-era", 324],
    ]);
    expect(new Set(profiles.map(({ chainId }) => chainId)).size).to.equal(profiles.length);
  });

  it("local: M = 2 I + k + L = 12", () => {
    expect(marginOf(readChainProfile("local"))).to.equal(12);
  });

  it("M11: the shortest challenge follows from inclusion, reorganisations, skew and the sequencer, by these figures", () => {
    const times = { inclusion: 300, reorg: 1_800, skew: 3_600 }; // M = 6000
    const sequencer = (forcedInclusion: number | null) => ({ operator: "one", forcedInclusion });
    expect(minChallengeDurationOf({ ...times, sequencer: null })).to.equal(24_000);
    expect(minChallengeDurationOf({ ...times, sequencer: sequencer(null) })).to.equal(48 * HOUR + 6_000);
    expect(minChallengeDurationOf({ ...times, sequencer: sequencer(12 * HOUR) })).to.equal(48 * HOUR + 6_000);
    expect(minChallengeDurationOf({ ...times, sequencer: sequencer(36 * HOUR) })).to.equal(72 * HOUR + 6_000);
    const slow = { inclusion: 20_000, reorg: 10_000, skew: 10_000, sequencer: sequencer(0) }; // M = 60000
    expect(minChallengeDurationOf(slow)).to.equal(240_000);
    expect(challengeDurationOf({ ...times, sequencer: null, local: false })).to.equal(24 * HOUR);
    expect(challengeDurationOf({ ...times, sequencer: null, local: true })).to.equal(24_000);
    expect(challengeDurationOf({ ...times, sequencer: sequencer(12 * HOUR), local: false })).to.equal(72 * HOUR);
  });

  for (const profile of profiles) {
    it(`${profile.name}: no duration is typed in, and each is what the formula gives (attack 8, finding M11)`, () => {
      const text = textOf(profile.name, { minChallengeDuration: profile.minChallengeDuration });
      expect(() => parseChainProfile(text, "x.json")).to.throw(BadChainProfile, '"minChallengeDuration" is not known');
      expect(profile.minChallengeDuration).to.equal(minChallengeDurationOf(profile));
      expect(profile.minChallengeDuration).to.be.at.least(4 * marginOf(profile));
      expect(profile.challengeDuration).to.be.at.least(profile.minChallengeDuration);
      if (profile.sequencer !== null) expect(profile.minChallengeDuration).to.be.above(48 * HOUR);
    });

    it(`${profile.name}: a node takes it as it is`, () => {
      const node = nodeProfile(profile.name);
      expect(node.minChallengeDuration).to.equal(profile.minChallengeDuration);
      expect(node.challengeDuration).to.equal(profile.challengeDuration);
      expect(node.challengeDuration, "design: a channel's longest challenge").to.be.at.most(30 * 24 * HOUR);
      // A lock added now can still be forwarded: held at most a day (design), cut off M before its end.
      expect(marginOf(profile) + node.lockTime).to.be.below(node.holdLimit);
    });
  }

  it("only the local chain has a node hurry", () => {
    expect(profiles.filter(({ name }) => nodeProfile(name).local).map(({ name }) => name)).to.deep.equal(["local"]);
    expect(nodeProfile("bnb").lockTime).to.equal(HOUR);
  });

  it("says what is needed of a hard fork: no more, no less than the code has", async () => {
    const { code, annexes } = await runDry(readChainProfile("local"), ADJUDICATOR_INIT_CODE);
    const used = new Set([code, ...annexes.map((annex) => annex.code), ADJUDICATOR_INIT_CODE].flatMap(newOpcodesIn));
    expect([...used].sort()).to.deep.equal([...NEEDED_OPCODES].sort());
    expect(missingOpcodes("shanghai", [])).to.deep.equal(["TLOAD", "TSTORE", "MCOPY"]);
    expect(missingOpcodes("osaka", ["MCOPY"])).to.deep.equal(["MCOPY"]);
    for (const { name, hardFork, missingOpcodes: missing } of profiles)
      expect(missingOpcodes(hardFork, missing), name).to.deep.equal([]);
  });
});

describe("a chain without a profile is added by one file", () => {
  const refused = (change: object, ...words: readonly string[]): void => {
    for (const word of words)
      expect(() => parseChainProfile(textOf("sepolia", change), "x.json")).to.throw(BadChainProfile, word);
  };

  it("its text is all that is needed", () => {
    const profile = parseChainProfile(textOf("sepolia", { name: "mine", chainId: 4242 }), "mine.json");
    expect(profile.chainId).to.equal(4242);
    expect(profile.minChallengeDuration).to.equal(readChainProfile("sepolia").minChallengeDuration);
  });

  it("errors name file and field, why, and what to do", () => {
    expect(() => readChainProfile("nowhere")).to.throw(BadChainProfile, "add deploy/chains/nowhere.json");
    expect(() => parseChainProfile("{", "x.json")).to.throw(BadChainProfile, "x.json is not JSON");
    expect(() => parseChainProfile("[]", "x.json")).to.throw(BadChainProfile, "one JSON object");
    refused({ chainId: "1" }, 'x.json: "chainId" is "1"; give a whole number from 1');
    refused({ chainId: 0 }, '"chainId" is 0');
    refused({ reorg: -1 }, '"reorg" is -1; give seconds, 0 or more');
    refused({ blockTime: 0 }, '"blockTime" is 0');
    refused({ hardFork: "byzantium" }, '"hardFork" is "byzantium"; use one of london');
    refused({ native: { name: "Ether", symbol: "", decimals: 18 } }, '"native.symbol" is ""');
    refused({ native: { name: "Ether", symbol: "ETH", decimals: 1.5 } }, '"native.decimals" is 1.5');
    refused({ permit2: "0x12" }, '"permit2" is "0x12", which is no address');
    refused({ sequencer: { operator: "one" } }, '"sequencer.forcedInclusion" is missing');
    refused({ factory: { address: `0x${"11".repeat(20)}`, keyless: false, wayOut: null } }, '"factory.wayOut" is null');
    const explorer = { name: "X", url: "https://x.example", kind: "guess", api: "https://x.example/api" };
    refused({ explorers: [explorer] }, '"explorers[0].kind" is "guess"; use one of etherscan, blockscout, sourcify');
    refused({ explorers: [{ ...explorer, kind: "sourcify", api: "x" }] }, '"explorers[0].api" is "x"');
    refused({ local: "no" }, '"local" is "no"; give true or false');
    refused({ caveats: "none" }, '"caveats" is "none"; give a list of texts');
    refused({ speed: 3 }, '"speed" is not known; take it away');
  });

  it("each figure has a source: a page that was read, or how sure one is", () => {
    const { sources } = readChainProfile("sepolia");
    refused({ sources: [] }, '"sources" has none for "chainId"; say where the figure comes from');
    const [first, ...rest] = sources;
    const { checked: _, confidence: _c, ...bare } = first ?? { of: [], says: "" };
    refused({ sources: [bare, ...rest] }, '"sources[0].checked" is missing');
    refused(
      { sources: [{ ...bare, checked: "lately", url: "https://x.example" }] },
      '"sources[0].checked" is "lately"',
    );
    refused({ sources: [{ ...bare, checked: "2026-11" }] }, '"sources[0].url" is missing');
    refused({ sources: [{ ...bare, confidence: "high" }] }, '"sources[0].confidence" is "high"');
  });
});
