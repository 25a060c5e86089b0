import { readFileSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import { dataLength } from "ethers";
import { network } from "hardhat";
import { ADJUDICATOR_INIT_CODE } from "../../offchain/generated/protocol/adjudicator.ts";
import { courtOn } from "../gas/court.ts";
import { exits, type Gas, game, hashLocks, lifecycle } from "../gas/scenarios.ts";

const SNAPSHOT = new URL("../gas/snapshot.json", import.meta.url);
const WRITE = "CHENILLES_GAS=write npx hardhat test mocha test/contracts/gas.test.ts";

/** What a contract's code may be long at most (EIP-170). */
const CODE_LIMIT = 24_576;

describe("gas", () => {
  it("costs what the snapshot says, entry by entry, and so does the code", async () => {
    const court = await courtOn(await network.create());
    const code = await court.contract.getDeployedCode();
    const measured: Gas = {
      "code size": dataLength(code ?? "0x"),
      "init code size": dataLength(ADJUDICATOR_INIT_CODE),
      ...(await lifecycle(court)),
      ...(await exits(court)),
      ...(await hashLocks(court)),
      ...(await game(court)),
    };
    expect(measured["code size"]).to.be.within(1, CODE_LIMIT);
    if (process.env["CHENILLES_GAS"] === "write") writeFileSync(SNAPSHOT, `${JSON.stringify(measured, null, 2)}\n`);

    const snapshot: unknown = JSON.parse(readFileSync(SNAPSHOT, "utf8"));
    expect(measured, `if this is meant, write it anew: ${WRITE}`).to.deep.equal(snapshot);
  });
});
