import { expect } from "chai";
import { chenilles } from "./runCommand.ts";

const PAYMENTS = 40;

describe("the scenario of `npm start`, end to end", function () {
  this.timeout(600_000);

  it("holds every check, with each actor a process of its own", async () => {
    const { exit, out, err } = await chenilles(["devnet", "--once", "--json", "--payments", String(PAYMENTS)]);
    const result = JSON.parse(out.trimEnd().split("\n").at(-1) ?? "null");
    expect(err, "what it said").contains("Every check held");
    expect(exit).equal(0);
    expect(result).include({
      restartLost: 0,
      staleChallengeAnswered: true,
      gamePaid: true,
      swapped: true,
      withdrawn: true,
      virtual: true,
      conserved: true,
    });
    expect(result.payments).at.least(2 * PAYMENTS);
    expect(result.hubPayments).at.least(PAYMENTS).and.at.most(result.payments);
    expect(result.paymentsPerSecond).greaterThan(0);
    expect(result.hubPaymentsPerSecond).greaterThan(0);
    const kinds = [
      "fundETH",
      "fund",
      "challenge",
      "checkpoint",
      "progress",
      "timeout",
      "claim",
      "settle",
      "conclude",
      "withdraw",
    ];
    for (const kind of kinds) expect(result.gas[kind]?.least, kind).greaterThan(21_000);
  });
});
