import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { parseEther } from "ethers";
import { ETH_TOKEN } from "../amounts.ts";
import { untilSignal } from "../untilSignal.ts";
import { type Cast, castActors } from "./cast.ts";
import { type Endings, newEndings } from "./endings.ts";
import { duration, type Narrator, narrator, printResult } from "./narrator.ts";
import { openChannel } from "./openingAct.ts";
import { playScenario } from "./scenario.ts";
import { setStage } from "./stage.ts";

/** `once`: end and clean up afterwards. `payments`: how many of each kind. `keep`: leave the directories behind. */
export interface DevnetOptions {
  readonly once: boolean;
  readonly json: boolean;
  readonly payments: number;
  readonly keep: boolean;
}

function showCommands(say: Narrator, { nodes, ids }: Cast): void {
  say.act("Everything stays up; Ctrl-C ends it. Try, in another terminal:");
  const on = (name: "alice" | "bob", command: string): void =>
    say.say(`   npx chenilles --dir ${nodes[name].directory} ${command}`);
  on("alice", "getinfo");
  on("alice", "listchannels");
  on("bob", 'addinvoice --amt 0.001eth --memo "two coffees"');
  on("alice", `payinvoice <the payment request> --via ${ids.hub.nodeId}`);
  on("alice", "listpayments");
  on("alice", "closechannel <channel id> --force");
}

async function play(
  say: Narrator,
  endings: Endings,
  folder: string,
  { once, json, payments }: DevnetOptions,
): Promise<void> {
  const started = performance.now();
  say.act("The chain");
  const stage = await setStage(say, endings);
  say.act("The actors");
  const cast = await castActors(say, stage, folder, endings);
  const plan = { overHub: payments, direct: payments, aroundCrash: Math.max(40, Math.ceil(payments / 10)) };
  const result = await playScenario(say, stage, cast, plan);
  const failures = say.failures();
  say.say(
    `\n${failures.length === 0 ? "Every check held" : `FAILED: ${failures.join("; ")}`}, in ${duration(performance.now() - started)}.`,
  );
  if (json) printResult({ ...result, ...(failures.length === 0 ? {} : { failures }) });
  if (failures.length > 0) process.exitCode = 1;
  if (once) return;
  const [local, remote] = [parseEther("1").toString(), "0"];
  await openChannel(say, stage, cast, { from: "alice", to: "hub", token: ETH_TOKEN, local, remote });
  showCommands(say, cast);
}

/**
 * Runs the scenario with every actor as a process of its own. Ends them all, however it ends.
 * Exit code 1 where a check did not hold; it is named.
 * @throws whatever stopped a step.
 */
export async function runDevnet(options: DevnetOptions): Promise<void> {
  const say = narrator(options.json);
  const folder = mkdtempSync(join(tmpdir(), "chenilles-devnet-"));
  const endings = newEndings();
  const stopped = untilSignal().then(() => "interrupted" as const);
  const playing = play(say, endings, folder, options).then(() => "played" as const);
  playing.catch(() => {}); // awaited below; an interruption may come first
  try {
    const end = await Promise.race([playing, stopped]);
    if (end === "played" && !options.once) await stopped;
    if (end === "interrupted") process.exitCode = 130;
  } finally {
    await endings.endAll();
    if (options.keep) say.say(`The actors' directories stay in ${folder}`);
    else rmSync(folder, { recursive: true, force: true });
  }
}
