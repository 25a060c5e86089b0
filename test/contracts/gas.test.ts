import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { measure, readSnapshot } from "../gas/run.ts";
import { TABLE_FILE, tableOf } from "../gas/table.ts";

const ROOT = join(import.meta.dirname, "..", "..");

/** What a contract's code may be long at most (EIP-170), and its init code (EIP-3860). */
const CODE_LIMIT = 24_576;
const INIT_CODE_LIMIT = 49_152;

describe("gas", () => {
  it("costs what the snapshot says, entry by entry, and so does the code", async () => {
    const measured = await measure();
    expect(measured.sizes["code size"]).to.be.within(1, CODE_LIMIT);
    expect(measured.sizes["init code size"]).to.be.within(1, INIT_CODE_LIMIT);
    expect(measured, "if this is meant: npm run gas -- --write").to.deep.equal(readSnapshot());
    expect(readFileSync(join(ROOT, TABLE_FILE), "utf8")).to.equal(tableOf(measured));
  });
});
