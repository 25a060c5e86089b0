import { expect } from "chai";
import { id, TypedDataEncoder } from "ethers";
import type { Address, Hex } from "../../offchain/evm/hex.ts";
import { bytesToHex } from "../../offchain/evm/hex.ts";
import * as hashes from "../../offchain/generated/protocol/hashes.ts";
import type { State } from "../../offchain/generated/protocol/structs.ts";
import { structFields } from "../../offchain/generated/protocol/structs.ts";
import { Random } from "../generator/differential/random.ts";
import { RULE_NAMES, ruleInEvm } from "./protocolRules.ts";
import { randomStruct, randomValue, runs, typedData } from "./randomStructs.ts";

type HashFunction = (...args: readonly unknown[]) => Hex;

/** Every struct with an EIP-712 type: its hash function by name, and the fields in front of it. */
const HASHED = Object.keys(structFields).flatMap((name) => {
  const found = Object.entries(hashes).find(([key]) => key === `hash${name}`)?.[1];
  if (typeof found !== "function") return [];
  const leading = name === "State" ? [{ name: "channelId", type: "bytes32" }] : [];
  return [{ name, hash: found as unknown as HashFunction, leading }]; // its parameters are the leading fields and the struct
});

function constantOf(name: string): unknown {
  const constant = `${name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, "_").toUpperCase()}_TYPEHASH`;
  return Object.entries(hashes).find(([key]) => key === constant)?.[1];
}

describe("hashes: TypeScript = ethers = contract (rules 16, 18)", function () {
  this.timeout(300_000);
  const random = new Random(1);

  it("derives a hash for every type that is signed or is a leaf", () => {
    const signed = [
      "State",
      "HashLock",
      "Leg",
      "App",
      "Challenge",
      "Resume",
      "Move",
      "Deposit",
      "Redirect",
      "Withdrawal",
      "ChildTerms",
    ];
    expect(HASHED.map(({ name }) => name)).to.include.members(signed);
  });

  for (const { name, hash, leading } of HASHED) {
    it(`${name}: the type hash is that of the type string`, () => {
      const types = typedData(name, leading);
      expect(constantOf(name)).to.equal(id(TypedDataEncoder.from(types).encodeType(name)));
    });

    it(`${name}: random values hash alike on all sides`, async () => {
      const encoder = TypedDataEncoder.from(typedData(name, leading));
      for (let i = 0; i < runs(300); i++) {
        const value = randomStruct(random, name, i % 10 === 0 ? 20 : 3);
        const before = leading.map((field) => randomValue(random, field.type));
        const ours = hash(...before, value);
        const named = Object.fromEntries(leading.map((field, k) => [field.name, before[k]]));
        expect(ours).to.equal(encoder.hash({ ...named, ...value }));
        if (RULE_NAMES.includes(`hash${name}`))
          expect(ours).to.equal((await ruleInEvm(`hash${name}`, [...before, value])).value);
      }
    });
  }

  it("State: the most participants and assets", async () => {
    const channelId = bytesToHex(random.bytes(32));
    const asset = (): unknown => ({
      token: bytesToHex(random.bytes(32)),
      id: random.bits(256),
      locked: random.bits(128),
      delta: Array.from({ length: 100 }, () => BigInt.asIntN(128, random.bits(128))),
      withdrawn: Array.from({ length: 100 }, () => random.bits(128)),
    });
    const state = {
      version: 2 ** 48 - 1,
      isFinal: true,
      interactionsRoot: bytesToHex(random.bytes(32)),
      assets: Array.from({ length: 16 }, asset),
    } as State; // built to its shape
    expect(hashes.hashState(channelId, state)).to.equal((await ruleInEvm("hashState", [channelId, state])).value);
  });

  it("a shorter list after a longer one leaves nothing behind", () => {
    const encoder = TypedDataEncoder.from(typedData("Leg"));
    const leg = (seats: readonly number[]): { index: number; child: Hex; seats: readonly number[] } => ({
      index: 1,
      child: `0x${"11".repeat(32)}`,
      seats,
    });
    for (const seats of [[1, 2, 3, 4, 5, 6, 7, 8, 9], [7], [], [65535, 0]])
      expect(hashes.hashLeg(leg(seats))).to.equal(encoder.hash(leg(seats)));
  });

  it("values out of range are refused, as the contract's types would refuse them", () => {
    const good = { channelId: `0x${"11".repeat(32)}` as Hex, deadline: 1 };
    expect(() => hashes.hashResume({ ...good, deadline: 2 ** 40 })).to.throw(/no integer in/);
    expect(() => hashes.hashResume({ ...good, deadline: -1 })).to.throw(/no integer in/);
    expect(() => hashes.hashResume({ ...good, deadline: 1.5 })).to.throw(/no integer in/);
    expect(() => hashes.hashResume({ ...good, channelId: "0x11" })).to.throw(/no bytes32/);
    expect(() => hashes.hashResume({ ...good, channelId: `0x${"zz".repeat(32)}` })).to.throw(/no bytes32/);
    expect(() => hashes.hashShare({ asset: 0, amount: 1n << 128n })).to.throw(/no integer in/);
  });

  it("domain separator and digest", async () => {
    for (let i = 0; i < runs(200); i++) {
      const chainId = random.bits(64);
      const adjudicator = bytesToHex(random.bytes(20)) as Address;
      const domain = hashes.domainSeparator(chainId, adjudicator);
      expect(domain).to.equal(
        TypedDataEncoder.hashDomain({
          name: hashes.DOMAIN_NAME,
          version: hashes.DOMAIN_VERSION,
          chainId,
          verifyingContract: adjudicator,
        }),
      );
      expect(domain).to.equal((await ruleInEvm("domainSeparatorOf", [chainId, adjudicator])).value);
      const value = randomStruct(random, "Resume");
      const resume = hashes.hashResume(value as never); // made by the struct's own fields
      const typed = {
        name: hashes.DOMAIN_NAME,
        version: hashes.DOMAIN_VERSION,
        chainId,
        verifyingContract: adjudicator,
      };
      expect(hashes.digest(domain, resume)).to.equal(TypedDataEncoder.hash(typed, typedData("Resume"), value));
      expect(hashes.digest(domain, resume)).to.equal((await ruleInEvm("digest", [domain, resume])).value);
    }
  });
});
