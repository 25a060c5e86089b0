import { createHash } from "node:crypto";
import type { GasReport } from "../measure/evmGas.ts";
import type { AppModel } from "../model/appModel.ts";
import type { PlaySummary } from "../play/summary.ts";
import { isOwed, isSolvable, sealingOf } from "../play/values.ts";
import type { CompilerPin } from "../read/compiler.ts";
import type { AdapterCode } from "./appClient.ts";
import type { WatchRowModel } from "./appWatch.ts";
import { watchRows } from "./appWatch.ts";
import { clockSaid, mermaidOf } from "./diagram.ts";
import { render } from "./render.ts";

/** What the sheet tells besides the model. */
export interface SheetFacts {
  readonly stamp: string;
  readonly spec: string;
  /** The words that the spec imports. */
  readonly words: string;
  /** The compiler that was run: its own name for itself, and the SHA-256 of its file. */
  readonly compiler: { readonly build: string; readonly sha256: string };
  readonly pin: CompilerPin;
  readonly code: AdapterCode;
  readonly play: PlaySummary;
  readonly gas: GasReport;
  readonly sizes: { readonly state: number; readonly terms: number; readonly args: number };
}

/** `audits/apps/<App>.md`: what an auditor wants to know of an app, all of it derived. */
export function emitSheet(model: AppModel, facts: SheetFacts): string {
  const steps = gasRows(model, facts.gas);
  return render("sheet.md", {
    app: model.app,
    title: model.title,
    notice: model.notice,
    file: model.file,
    stamp: facts.stamp,
    specHash: sha256(facts.spec),
    wordsHash: sha256(facts.words),
    compiler: `solc ${facts.compiler.build}, soljson.js sha256 \`${facts.compiler.sha256}\`, settings sha256 \`${sha256(JSON.stringify(facts.pin))}\``,
    code: facts.code,
    roles: model.roles.map((role) => ({
      name: role.name.toLowerCase(),
      seats:
        role.max === 1
          ? String(role.seat)
          : `${role.seat} on, ${role.min === role.max ? role.min : `${role.min} to ${role.max}`} of them`,
      moves:
        model.moves
          .filter((move) => move.roles.includes(role.name))
          .map((move) => `\`${move.name}\``)
          .join(", ") || "none",
      onChain: model.bounds.onChainMoves.find((each) => each.role === role.name)?.moves ?? 0,
    })),
    assets: model.assets.map((asset) => asset.name.toLowerCase()).join(", "),
    terms: model.terms.map((field) => `\`${field.name}\` (${field.type})`).join(", "),
    mermaid: mermaidOf(model),
    moves: model.moves.map((move) => ({
      name: move.name,
      who: `${move.who === "one" ? "" : `${move.who} `}${move.roles.map((role) => role.toLowerCase()).join(", ")}`,
      phase: move.in,
      to: [...move.to, ...(move.stays ? [`${move.in} still`] : [])].join(", "),
      args: move.args.map((arg) => `${arg.type} ${arg.name}`).join(", ") || "-",
      onChain: move.atMostOnChain,
      notice: move.notice,
    })),
    timeouts: model.timeouts.map((timeout) => ({
      phase: timeout.phase,
      clock: clockSaid(timeout.clock),
      name: timeout.function,
      to: timeout.to.join(", "),
      waitsFor: timeout.waitsFor.map((role) => role.toLowerCase()).join(", "),
    })),
    forcedExit: model.bounds.forcedExit,
    games: facts.play.games
      .filter((game) => game.seats === facts.play.games[0]?.seats)
      .map((game) => ({
        said: game.said,
        seats: game.seats,
        rows: game.silence.map((row) => ({ ...row, loses: row.loses.join("; ") || "nobody" })),
      })),
    watch: watchRows(model).map((row) => watchSaid(model, row)),
    sizes: facts.sizes,
    gas: steps,
    wanted: grouped(2 * Math.max(0, ...Object.values(facts.gas).map(({ most }) => most))),
    perRole: gasPerRole(model, facts.gas),
    total: totalGas(model, facts.gas),
    shown: shownBy(model, facts.play),
    open: notProved(model, facts.play),
    errors:
      model.errors
        .map((error) => `\`${error.name}(${error.args.map((arg) => `${arg.type} ${arg.name}`).join(", ")})\``)
        .join(", ") || "none of its own",
  });
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** A number with its thousands apart. */
function grouped(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ",");
}

function gasRows(model: AppModel, gas: GasReport): { name: string; most: string; calls: number }[] {
  return Object.entries(gas)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([what, { most, calls }]) => {
      const move = /^play (\d+)$/.exec(what)?.[1];
      return {
        name: move === undefined ? what : `play: ${model.moves[Number(move)]?.name ?? move}`,
        most: grouped(most),
        calls,
      };
    });
}

/** A move on chain costs its own call and two of `status`; so does a timeout. */
function stepGas(gas: GasReport, what: string): number {
  return (gas[what]?.most ?? 0) + 2 * (gas["status"]?.most ?? 0);
}

/** Gas of the adapter that one seat of a role can have to pay: all of its own moves, and every timeout, should nobody else make them. */
function gasPerRole(model: AppModel, gas: GasReport): object[] {
  const timeouts = model.timeouts.length * stepGas(gas, "expire");
  return model.roles.map((role) => {
    const own = model.moves.flatMap((move, i) =>
      move.roles.includes(role.name) && move.atMostOnChain > 0 ? [{ move, gas: stepGas(gas, `play ${i}`) }] : [],
    );
    const moves = own.reduce((sum, each) => sum + each.move.atMostOnChain * each.gas, 0);
    return {
      name: role.name.toLowerCase(),
      counted: own.map(({ move }) => `${move.atMostOnChain} × ${move.name}`).join(", ") || "none",
      moves: grouped(moves),
      timeouts: grouped(timeouts),
      total: grouped(moves + timeouts),
    };
  });
}

/** The same if every seat makes every move as often as it may, and each phase ends by its timeout. */
function totalGas(model: AppModel, gas: GasReport): string {
  const seats = (role: string): number => model.roles.find((each) => each.name === role)?.max ?? 0;
  const moves = model.moves.reduce(
    (sum, move, i) =>
      sum + move.atMostOnChain * move.roles.reduce((n, role) => n + seats(role), 0) * stepGas(gas, `play ${i}`),
    0,
  );
  return grouped(moves + model.timeouts.length * stepGas(gas, "expire"));
}

function watchSaid(model: AppModel, row: WatchRowModel): object {
  const due = row.due.map(
    (move) => `${move.must ? "" : "may "}${move.name}${move.needs === "nothing" ? "" : ` (${move.needs})`}`,
  );
  return {
    phase: row.phase,
    role: row.role,
    due: row.lock ?? (due.join(", ") || "never due"),
    wait: `wait: ${clockSaid(row.clock)}`,
    over: `${row.timeout.name} → ${row.timeout.leadsTo.join(" or ")}`,
    others: row.others.map((name) => `${name}: apply, look up again`).join("; ") || (model.moves.length > 0 ? "-" : ""),
  };
}

function shownBy(model: AppModel, play: PlaySummary): string[] {
  const games = play.games.map((each) => `${each.states} states with ${each.said}, ${each.seats} seats`);
  const least = model.roles.reduce((sum, role) => sum + role.min, 0);
  const most = model.roles.reduce((sum, role) => sum + role.max, 0);
  const lines = [
    `By intervals, for ${least === most ? most : `each number of ${least} to ${most}`} seats and all arguments: no timeout, nor \`turn\` and \`stake\`, panics.`,
    `By generated tests (\`test/generated/${model.app}.test.ts\`): adapter and translation give the same bytes for every call that play made and for the same calls broken; each role stops in each phase, off chain and on; each row of the watcher's table is played on chain.`,
    `By flow: every timeout leads to a later phase on every path, and reaches nothing that reverts.`,
    `By playing (${games.join("; ")}): assets are conserved at each step, each timeout works and goes forward, somebody is due wherever somebody must move.`,
  ];
  if (mustMove(model)) lines.push("Silence never pays a seat that alone, or with others, is late.");
  if (model.phases.some((phase) => phase.mode === "each"))
    lines.push(
      "In `each` phases, two moves in either order give the same state, byte for byte; no move makes a seat due.",
    );
  if (isSolvable(model))
    lines.push(
      "Solved for each coalition of seats but all: where the late seats are all of it, silence gives it no more than its best play.",
    );
  if (model.assets.length > 1 && isOwed(model))
    lines.push(
      "Where the late ones have no choice but one move, their silence is for no coalition better in one asset and worse in none.",
    );
  for (const [i, move] of model.moves.entries()) {
    const phase = model.phases.find((each) => each.name === move.in);
    const counts = phase?.mode === "turns" ? play.games.map((each) => each.mostMoves[i] ?? null) : [];
    if (counts.length > 0)
      lines.push(
        `A seat makes \`${move.name}\` at most ${counts.every((n) => n !== null) ? Math.max(...counts.map((n) => n ?? 0)) : "any number of"} times in a visit of ${move.in}; on chain it may ${move.atMostOnChain} times, then the pot stands as it is.`,
      );
  }
  return lines;
}

/** Whether silence is somebody's fault in some phase, and the registry has no say in it. */
function mustMove(model: AppModel): boolean {
  return model.timeouts.some(
    (timeout) => !timeout.readsPublished && model.moves.some((move) => move.in === timeout.phase && move.who !== "any"),
  );
}

/** What nobody should take from this sheet. */
function notProved(model: AppModel, play: PlaySummary): string[] {
  const lines = [
    "Terms and arguments in games are samples: amounts of the terms and one more, 0, 1 and the largest, every member of an enum, 0 to 11 for bytes.",
  ];
  lines.push(
    "That translation and EVM agree is tested, not proved. Gas is the most of the calls measured, not a proved bound, and the adjudicator's own is not in it.",
  );
  const may = model.moves.filter((move) => move.who === "any").map((move) => `\`${move.name}\``);
  if (may.length > 0) lines.push(`Moves that nobody must make (${may.join(", ")}) are not compared with silence.`);
  if (model.assets.length > 1) lines.push("Payoffs in several assets are not compared: that would take their prices.");
  if (model.timeouts.some((timeout) => timeout.readsPublished))
    lines.push("Where the registry decides, silence is not compared with play.");
  for (const phase of model.phases) {
    const sealing = sealingOf(model, phase.name);
    if (sealing === "value" && isSolvable(model))
      lines.push(`In ${phase.name}, sealed values count as drawn evenly from the samples.`);
    if (sealing === "salt") lines.push(`In ${phase.name}, silence is not compared with the joint draw that follows.`);
  }
  if (play.walked !== null)
    lines.push(
      `Games of more seats than above are not explored; one of ${play.walked} seats was walked through for its gas.`,
    );
  if (play.games.some((each) => each.cut))
    lines.push("The exploration was cut off: there are more states than were looked at.");
  if (play.games.length === 0) lines.push("Nothing was played: the terms have fields of no fixed size.");
  return lines;
}
