import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { readCheckedApp } from "../../generator/appTargets.ts";
import { emitAdapter } from "../../generator/emit/adapter.ts";
import type { Call } from "../../generator/play/game.ts";
import { loadTranslated } from "../../generator/play/game.ts";
import { readCompilerPin } from "../../generator/read/compiler.ts";
import { closureOf } from "../../generator/read/sources.ts";
import { translate } from "../../generator/translate.ts";
import { openTrial, type Trial } from "../../generator/trial/index.ts";
import { hashLock } from "../../offchain/generated/apps/hashLock.ts";
import { call as hashLockCall } from "../../offchain/generated/apps/hashLockCode.ts";
import { rockPaperScissors } from "../../offchain/generated/apps/rockPaperScissors.ts";
import { ticTacToe } from "../../offchain/generated/apps/ticTacToe.ts";
import { call as ticTacToeCall } from "../../offchain/generated/apps/ticTacToeCode.ts";
import type { AppDescriptor, WatchRow } from "../../offchain/protocol/client/descriptor.ts";
import { fixtureProject, ROOT } from "./support/fixtureProject.ts";
import { specText } from "./support/verdict.ts";

const SPEC = "contracts/apps/TicTacToe.sol";

/** What a check says; nothing if it is content. */
async function said(check: () => unknown): Promise<string> {
  try {
    await check();
    return "";
  } catch (error) {
    return String(error);
  }
}

const trialOf = (app: AppDescriptor = ticTacToe, call: Call = ticTacToeCall): Trial =>
  openTrial({ root: ROOT, spec: SPEC, app, call });

const withRow = (change: (row: WatchRow) => WatchRow): AppDescriptor => ({
  ...ticTacToe,
  watch: ticTacToe.watch.map(change),
});

/** The trial of a spec with a place changed, while the deployed adapter is still that of the good one. */
function mutant(app: AppDescriptor, from: string, to: string): Trial {
  const { root, path, call } = brokenCall(app, from, to);
  return openTrial({ root, spec: path, app, call });
}

/** The translation of a spec with a place changed. */
function brokenCall(
  app: AppDescriptor,
  from: string,
  to: string,
): { readonly root: string; readonly path: string; readonly call: Call } {
  const { name } = app.code;
  const root = fixtureProject([]);
  rmSync(join(root, "contracts/apps/Rules.sol"), { force: true });
  mkdirSync(join(root, "contracts/apps"), { recursive: true });
  cpSync(join(ROOT, "contracts/apps/Rules.sol"), join(root, "contracts/apps/Rules.sol"));
  const path = `contracts/apps/${name}.sol`;
  expect(specText(name)).to.include(from);
  writeFileSync(join(root, path), specText(name).replace(from, to));
  const { model } = readCheckedApp({ root, pin: readCompilerPin(root) }, path, closureOf(root, [path]));
  const adapter = `contracts/generated/${name}App.sol`;
  const sources = closureOf(root, [adapter], { [adapter]: { content: emitAdapter(model, "stamp") } });
  return { root, path, call: loadTranslated(root, translate(sources, `${name}App`, "inline").code) };
}

describe("the checks of generated tests can fail", function () {
  this.timeout(240_000);

  it("EVM = TypeScript: a translation that is wrong in one bit of one answer", async () => {
    const wrong: Call = (calldata) => {
      const { success, data } = ticTacToeCall(calldata);
      return { success, data: data.map((byte, i) => (i === 31 && calldata[0] === 0x37 ? byte ^ 1 : byte)) };
    };
    expect(await said(() => trialOf(ticTacToe, wrong).conforms())).to.match(/in the EVM, and .* in TypeScript/);
  });

  it("EVM = TypeScript: revert bytes that are wrong", async () => {
    const wrong: Call = (calldata) => {
      const { success, data } = ticTacToeCall(calldata);
      return success ? { success, data } : { success, data: new Uint8Array(0) };
    };
    expect(await said(() => trialOf(ticTacToe, wrong).conforms())).to.equal("");
    expect(await said(() => trialOf(ticTacToe, wrong).conformsBroken())).to.match(/reverts with 0x.* in the EVM/);
  });

  it("other code is deployed", async () => {
    const app = { ...ticTacToe, code: { ...ticTacToe.code, initCode: hashLock.code.initCode } };
    expect(await said(() => trialOf(app).isDeployed())).to.match(/its initCode does not deploy/);
  });

  it("silence that costs the others what they were promised", async () => {
    const draw = mutant(ticTacToe, "win(t, s, 1 - (s.moves % 2));", "s.phase = Phase.Over;");
    expect(await said(() => draw.stops("Playing", "x"))).to.match(
      /seat 0 stops in Playing: the others were promised 24/,
    );
    expect(await said(() => draw.stopsOnChain("Playing", "x"))).to.match(/StaleState|pays seat/);
    expect(await said(() => draw.over("Playing", "x"))).to.match(/StaleState|pays seat/);
  });

  it("a move that leads where the model does not list it", async () => {
    const { call } = brokenCall(
      rockPaperScissors,
      "s.phase = Phase.Showing;",
      "s.phase = by == 1 ? Phase.Over : Phase.Showing;",
    );
    const spec = "contracts/apps/RockPaperScissors.sol";
    const early = openTrial({ root: ROOT, spec, app: rockPaperScissors, call });
    expect(await said(() => early.stops("Choosing", "player"))).to.match(
      /choose by seat \d leads from Choosing to Over/,
    );
  });

  it("a row that is missing, or says what is not so", async () => {
    const none = { ...ticTacToe, watch: ticTacToe.watch.slice(1) };
    expect(await said(() => trialOf(none).waits("Playing", "x"))).to.match(/has no row for x in Playing/);
    const nowhere = withRow((row) => ({ ...row, timeout: { ...row.timeout, leadsTo: ["Playing"] } }));
    expect(await said(() => trialOf(nowhere).over("Playing", "x"))).to.match(/late leads from Playing to Over/);
    const idle = withRow((row) => ({ ...row, due: [] }));
    expect(await said(() => trialOf(idle).due("Playing", "x", "mark"))).to.match(/does not say mark/);
    expect(await said(() => trialOf().another("Playing", "x", "erase"))).to.match(/nobody else makes erase/);
    expect(await said(() => trialOf().stops("Begun", "x"))).to.match(/no phase Begun/);
  });

  it("a clock that the chain keeps otherwise than the app says", async () => {
    const late: AppDescriptor = {
      ...ticTacToe,
      code: {
        ...ticTacToe.code,
        status(terms, state, used) {
          const status = ticTacToe.code.status(terms, state, used);
          return status.ok ? { ok: true, value: { ...status.value, window: status.value.window + 9n } } : status;
        },
      },
    };
    expect(await said(() => trialOf(late).waits("Playing", "x"))).to.match(/the chain takes the timeout of Playing/);
  });

  it("moves on chain that nobody counts", async () => {
    const endless: AppDescriptor = {
      ...ticTacToe,
      code: { ...ticTacToe.code, status: (terms, state) => ticTacToe.code.status(terms, state, "0x") },
    };
    expect(await said(() => trialOf(endless).counts("Playing"))).to.match(/not counted as the spec says/);
  });

  it("a registry that decides otherwise than the spec", async () => {
    const good = openTrial({ root: ROOT, spec: "contracts/apps/HashLock.sol", app: hashLock, call: hashLockCall });
    expect(await said(() => good.registry("Locked", "receiver"))).to.equal("");
    const deaf = mutant(hashLock, "published == 0 || published > t.expiry", "published == 0");
    expect(await said(() => deaf.registry("Locked", "receiver"))).to.match(/StaleState|pays seat/);
  });

  it("every phase, role and row of an app is named in its generated tests", () => {
    for (const app of [ticTacToe, hashLock]) {
      const text = readFileSync(join(ROOT, `test/generated/${app.code.name}.test.ts`), "utf8");
      for (const row of app.watch)
        for (const check of ["stops", "stopsOnChain", "waits", "over"])
          expect(text, app.code.name).to.include(`trial.${check}("${row.phase}", "${row.role}")`);
    }
  });
});
