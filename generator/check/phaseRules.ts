import type { AppModel, TimeoutModel } from "../model/appModel.ts";
import { walk } from "../read/ast.ts";
import type { Diagnostic } from "../read/diagnostic.ts";
import { alwaysAssignsPhase, failuresOf, phaseAssignments, reachedFrom, writtenBy } from "../read/flow.ts";
import type { Spec } from "../read/spec.ts";
import { functionOf } from "../read/spec.ts";
import type { Rule } from "./rule.ts";
import { functionFor, moveTagLine, say, timeoutTagLine } from "./rule.ts";

/** Phases are assigned by name, each is reached, and the first one is not final. */
export const namedPhases: Rule = (spec, model) => {
  const computed = new Map<number, Diagnostic>();
  for (const fn of spec.functions)
    for (const { node, phases } of phaseAssignments(spec, fn))
      if (phases.includes(null))
        computed.set(
          node.id,
          say(
            spec,
            node,
            "phase-literal",
            "assign a phase by name (`s.phase = Phase.X`, or a conditional of two names), so that the diagram can be read off",
          ),
        );
  const edges = [
    ...model.moves.flatMap((move) => move.to.map((to) => [move.in, to])),
    ...model.timeouts.flatMap((timeout) => timeout.to.map((to) => [timeout.phase, to])),
  ];
  const reached = new Set(model.phases.slice(0, 1).map((phase) => phase.name));
  for (const _ of model.phases) for (const [from = "", to = ""] of edges) if (reached.has(from)) reached.add(to);
  const node = spec.enums.find((candidate) => candidate.name === "Phase");
  return [
    ...computed.values(),
    ...(model.phases[0]?.final === true
      ? [say(spec, node, "phase", `the first phase, ${model.phases[0].name}, is final`)]
      : []),
    ...model.phases
      .filter((phase) => !reached.has(phase.name))
      .map((phase) => say(spec, node, "phase", `${phase.name} is never reached`)),
  ];
};

/** A phase that waits has one timeout, and one mode. */
export const oneTimeout: Rule = (spec, model) =>
  model.phases.flatMap((phase) => {
    const moves = model.moves.filter((move) => move.in === phase.name);
    const timeouts = model.timeouts.filter((timeout) => timeout.phase === phase.name);
    const found: Diagnostic[] = [];
    const [first, second] = [moves[0], timeouts[1]];
    if (first !== undefined && timeouts.length === 0) {
      const waited = [...new Set(moves.flatMap((move) => move.roles))].join(" or ");
      found.push(
        say(
          spec,
          functionFor(spec, first.name),
          "no-timeout",
          `${phase.name} has no timeout: if ${waited} does nothing, the others wait for ever`,
        ),
      );
    }
    if (second !== undefined)
      found.push(say(spec, timeoutTagLine(spec, second), "timeout", `${phase.name} has ${timeouts.length} timeouts`));
    const modes = new Set(moves.map((move) => (move.who === "one" ? "any" : move.who)));
    if (first !== undefined && modes.size > 1)
      found.push(
        say(
          spec,
          moveTagLine(spec, first),
          "who",
          `${phase.name} mixes ${[...modes].join(" and ")}: a phase has one mode`,
        ),
      );
    return found;
  });

/** A timeout names a phase, always leads to a later one, and cannot fail. */
export const timeoutsGoForward: Rule = (spec, model) => {
  const names = model.phases.map((phase) => phase.name);
  const seen = new Set<string>();
  return model.timeouts.flatMap((timeout) => {
    const fn = functionFor(spec, timeout.function);
    const found: Diagnostic[] = [];
    if (!names.includes(timeout.phase))
      found.push(
        say(spec, timeoutTagLine(spec, timeout), "timeout", `${timeout.phase} is not a phase (${names.join(", ")})`),
      );
    for (const to of timeout.to)
      if (names.indexOf(to) <= names.indexOf(timeout.phase))
        found.push(
          say(
            spec,
            fn,
            "timeout-forward",
            `the timeout of ${timeout.phase} may lead to ${to}, which is not later: silence must come to an end`,
          ),
        );
    if (!alwaysAssignsPhase(spec, fn))
      found.push(
        say(
          spec,
          fn,
          "timeout-forward",
          `${timeout.function}: on some path the phase stays ${timeout.phase}: the next silence would hang the others`,
        ),
      );
    if (!seen.has(timeout.function))
      for (const { node, what } of failuresOf(spec, fn))
        found.push(say(spec, node, "timeout-total", `a timeout cannot fail, but ${timeout.function} reaches ${what}`));
    seen.add(timeout.function);
    return found;
  });
};

/** `turn` and `stake` cannot fail; `turn` only reads. */
export const totalFunctions: Rule = (spec) => {
  const found: Diagnostic[] = [];
  for (const name of ["turn", "stake"]) {
    const fn = functionOf(spec, name);
    if (fn === undefined) continue;
    for (const { node, what } of failuresOf(spec, fn))
      found.push(say(spec, node, "total", `${name} cannot fail, but it reaches ${what}`));
    if (name === "turn")
      for (const reached of reachedFrom(spec, fn))
        walk(reached.body, (node) => {
          const writes = writtenBy(node).some((target) => target?.nodeType !== "Identifier");
          if (writes || (node.nodeType === "MemberAccess" && /^pay/.test(node.memberName ?? "")))
            found.push(say(spec, node, "turn-reads", "turn only reads"));
        });
  }
  return found;
};

/** Clocks name `uint64` fields of Terms; a clock `at` a time reads the registry. */
export const clocks: Rule = (spec, model) =>
  model.timeouts.flatMap((timeout) => [...clockFields(spec, model, timeout), ...absoluteClock(spec, model, timeout)]);

function clockFields(spec: Spec, model: AppModel, timeout: TimeoutModel): Diagnostic[] {
  const { clock } = timeout;
  const names =
    clock.kind === "at" ? [clock.time] : clock.from === null ? [clock.duration] : [clock.duration, clock.from];
  return names.flatMap((name) => {
    const field = model.terms.find((candidate) => candidate.name === name);
    const line = timeoutTagLine(spec, timeout);
    if (field === undefined)
      return [
        say(
          spec,
          line,
          "clock",
          `${name} is not a field of Terms (${model.terms.map((each) => each.name).join(", ")})`,
        ),
      ];
    return field.type === "uint64"
      ? []
      : [say(spec, line, "clock", `Terms.${name} is ${field.type}; times and durations are uint64 seconds`)];
  });
}

function absoluteClock(spec: Spec, model: AppModel, timeout: TimeoutModel): Diagnostic[] {
  const { clock } = timeout;
  if (clock.kind === "after")
    return timeout.readsPublished
      ? [
          say(
            spec,
            functionFor(spec, timeout.function),
            "absolute-clock",
            "only a timeout 'at' a time reads `published`",
          ),
        ]
      : [];
  const line = timeoutTagLine(spec, timeout);
  const found: Diagnostic[] = [];
  if (!timeout.readsPublished)
    found.push(
      say(
        spec,
        line,
        "absolute-clock",
        `'at ${clock.time}': a dispute that ends later takes the move away. Write 'after <duration> from ${clock.time}', or let ${timeout.function} read \`published\``,
      ),
    );
  if (model.terms.filter((field) => field.type === "Lock").length !== 1)
    found.push(say(spec, line, "absolute-clock", "`published` needs exactly one `Lock` in Terms"));
  for (const move of model.moves)
    if (move.in === timeout.phase && move.atMostOnChain > 0)
      found.push(
        say(
          spec,
          moveTagLine(spec, move),
          "absolute-clock",
          `${move.name} could be played on chain past the registry, unseen by the other hops: 'at most 0 on chain'`,
        ),
      );
  return found;
}
