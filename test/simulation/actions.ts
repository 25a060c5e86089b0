import { commitOf } from "../../offchain/protocol/disk.ts";
import { decodeMessage } from "../../offchain/protocol/messages.ts";
import { endTurn, type Input, step } from "../../offchain/protocol/node.ts";
import { closeVirtual, openVirtual } from "./childActions.ts";
import { offerGame, play } from "./gameActions.ts";
import type { Frame } from "./network.ts";
import { payDirect, payLocked } from "./payActions.ts";
import { resize } from "./resizeActions.ts";
import type { Crash, SimNode } from "./simNode.ts";
import type { Simulation } from "./simulation.ts";
import { hold } from "./violation.ts";

const CRASHES: readonly Crash[] = ["beforeCommit", "guardMissing", "logMissing", "beforeSend"];

/** Rule 14: what has been applied changes nothing the second time. */
function twice(node: SimNode, input: Input, what: string): void {
  const stepped = step(node.env, node.state, input);
  const made = commitOf(node.state, endTurn(node.env, stepped.state).state);
  const others = [...(made?.commit.puts ?? [])]
    .filter(([key, value]) => node.disk.get(key) !== value)
    .map(([key]) => key);
  hold("14", others.length === 0, () => `${node.name} applies ${what} twice: ${others.join(", ")}`);
}

function again(run: Simulation, frame: Frame): void {
  const node = run.nodeOf(frame.to);
  if (node === undefined || node.mutant !== null || run.oracle.byzantine.has(node)) return;
  const message = decodeMessage(frame.bytes);
  twice(node, { kind: "message", from: frame.from, message }, `a ${message.kind}`);
}

function block(run: Simulation): void {
  run.block(true);
  const node = run.random.pick(run.nodes);
  if (node === undefined || node.mutant !== null || node.lastUpdate === null || run.oracle.byzantine.has(node)) return;
  if (run.random.once(4)) twice(node, { kind: "chain", update: node.lastUpdate }, "news from the chain");
}

function deliverOne(run: Simulation, crash: Crash = "no"): void {
  const frame = run.network.take(!run.random.once(4));
  if (frame === null) return;
  const bad = run.faults.byzantine === null ? undefined : run.nodes[run.faults.byzantine];
  run.deliver([frame], frame.to === bad?.keys.nodeId ? "no" : crash);
  if (crash === "no" && run.random.once(8)) again(run, frame);
}

function deliverMany(run: Simulation): void {
  const node = run.random.pick(run.nodes);
  if (node === undefined) return;
  const frames: Frame[] = [];
  for (let i = 0; i < 8; i++) {
    const frame = run.network.take(true, node.keys.nodeId);
    if (frame !== null) frames.push(frame);
  }
  run.deliver(frames);
}

function repeat(run: Simulation, old: boolean): void {
  const frame = old ? run.network.again() : run.network.peek();
  if (frame !== null) run.network.send(frame);
}

function crash(run: Simulation): void {
  const { random } = run;
  // The memory of a bad node need not fit its disk: it does not crash.
  const node = random.pick(run.nodes.filter((one) => !run.oracle.byzantine.has(one)));
  if (!run.faults.crashes || node === undefined) return deliverOne(run);
  const kind = random.pick(CRASHES) ?? "beforeSend";
  if (random.once(4)) return void node.restart();
  if (random.once(3)) return void node.turn([{ kind: "tick" }], kind);
  if (random.once(3)) return node.lookAtChain(0, kind);
  deliverOne(run, kind);
}

function backup(run: Simulation): void {
  const node = run.random.pick(run.nodes);
  if (node !== undefined) node.backup = node.disk.snapshot();
}

/** An old disk comes back, once per run; the guard has stayed. */
function restore(run: Simulation): void {
  const node = run.random.pick(run.nodes.filter((one) => one.backup !== null && !run.oracle.byzantine.has(one)));
  if (!run.faults.stale || node === undefined || run.nodes.some(({ stale }) => stale)) return deliverOne(run);
  node.restart(node.backup);
}

function partition(run: Simulation): void {
  const side = run.nodes.filter(() => run.random.once(2)).map(({ keys }) => keys.nodeId);
  run.network.partition(new Set(side));
}

function close(run: Simulation, force: boolean): void {
  const node = run.random.pick(run.nodes);
  const channel = node === undefined ? undefined : run.random.pick(node.channels());
  if (node !== undefined && channel !== undefined)
    run.request(node, { kind: "close", channelId: channel.genesis.channelId, force });
}

type Action = readonly [name: string, weight: number, act: (run: Simulation) => void];

const ACTIONS: readonly Action[] = [
  ["deliver", 82, deliverOne],
  ["deliverMany", 24, deliverMany],
  ["payDirect", 18, payDirect],
  ["payLocked", 22, payLocked],
  ["tick", 28, (run) => run.tick(50 + run.random.below(800))],
  ["block", 28, block],
  ["drop", 6, (run) => run.network.drop()],
  ["duplicate", 6, (run) => repeat(run, false)],
  ["replay", 5, (run) => repeat(run, true)],
  ["crash", 9, crash],
  ["reorg", 2, (run) => void (run.faults.reorgs && run.chain.reorg(1 + run.random.below(2)))],
  ["backup", 2, backup],
  ["restore", 2, restore],
  ["offerGame", 3, offerGame],
  ["play", 10, play],
  ["misbehave", 7, (run) => run.misbehave()],
];

/** Rare: they end a channel. */
const ENDINGS: readonly Action[] = [
  ["close", 1, (run) => close(run, false)],
  ["force", 1, (run) => close(run, true)],
];

/** In a group besides: more is on its way, and the network falls apart for a while. */
const GROUP: readonly Action[] = [
  ["deliverMany", 60, deliverMany],
  ["partition", 1, partition],
  ["heal", 8, (run) => run.network.partition(new Set())],
];

/** Where a run resizes channels too. */
const RESIZING: readonly Action[] = [["resize", 12, resize]];

/** Where a run has virtual channels too: a line of pairs. */
const VIRTUAL: readonly Action[] = [
  ["openVirtual", 8, openVirtual],
  ["closeVirtual", 5, closeVirtual],
];

const tableOf = (actions: readonly Action[]): readonly Action[] =>
  actions.flatMap((action) => new Array<Action>(action[1]).fill(action));
const TABLE = tableOf(ACTIONS);
const GROUP_TABLE = tableOf([...ACTIONS, ...GROUP]);
const RESIZING_TABLE = tableOf([...ACTIONS, ...RESIZING]);
const VIRTUAL_TABLE = tableOf([...ACTIONS, ...RESIZING, ...VIRTUAL]);
const RESIZING_GROUP_TABLE = tableOf([...ACTIONS, ...GROUP, ...RESIZING]);

/** What a run does: apart from each other, so that an old seed still means the same run. */
function tableFor({ group, resizing, virtual }: Simulation): readonly Action[] {
  if (virtual) return VIRTUAL_TABLE;
  if (resizing) return group > 0 ? RESIZING_GROUP_TABLE : RESIZING_TABLE;
  return group > 0 ? GROUP_TABLE : TABLE;
}

/** One byte of the input is one action; what is in it is drawn from the run's own source. */
export function act(run: Simulation, byte: number): string {
  const ending = byte === 255 && run.random.once(3);
  const table = tableFor(run);
  const found = ending ? run.random.pick(ENDINGS) : table[Math.floor((byte / 256) * table.length)];
  if (found === undefined) return "nothing";
  run.count(found[0]);
  found[2](run);
  return found[0];
}
