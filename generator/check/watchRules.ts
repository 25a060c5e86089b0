import type { AppModel, TimeoutModel } from "../model/appModel.ts";
import type { AstNode } from "../read/ast.ts";
import { walk } from "../read/ast.ts";
import type { Diagnostic } from "../read/diagnostic.ts";
import type { Spec } from "../read/spec.ts";
import type { Rule } from "./rule.ts";
import { functionFor, moveTagLine, say, timeoutTagLine } from "./rule.ts";

/**
 * For each phase, role and thing that the chain can show there is an answer: whoever is due can move on chain, whoever is paid by the
 * registry can be told to publish, and a seal has one move that shows it.
 */
export const watchable: Rule = (spec, model) => [
  ...model.timeouts.flatMap((timeout) =>
    timeout.readsPublished ? publisher(spec, model, timeout) : mover(spec, model, timeout),
  ),
  ...oneOpener(spec, model),
];

/** A seat that is waited for, and has no move on chain, would lose by a silence that it cannot break. */
function mover(spec: Spec, model: AppModel, timeout: TimeoutModel): Diagnostic[] {
  const owed = model.moves.filter((move) => move.in === timeout.phase && (move.who === "each" || move.who === "turns"));
  const roles = [...new Set(owed.flatMap((move) => move.roles))];
  return roles.flatMap((role) => {
    const own = owed.filter((move) => move.roles.includes(role));
    const [first] = own;
    if (first === undefined || own.some((move) => move.atMostOnChain > 0)) return [];
    const message = `when ${role} is due in ${timeout.phase} there is no answer on chain: ${own.map(({ name }) => name).join(", ")} may be made 0 times there`;
    return [
      say(
        spec,
        moveTagLine(spec, first),
        "watch",
        message,
        "allow the move on chain, once at least, or let the phase be `any`",
      ),
    ];
  });
}

/** The registry decides: somebody has a move in the phase by which the preimage is shown off chain, and publishes it otherwise. */
function publisher(spec: Spec, model: AppModel, timeout: TimeoutModel): Diagnostic[] {
  const shows = model.moves.some(
    (move) => move.in === timeout.phase && move.args.some(({ type }) => type === "bytes32"),
  );
  if (shows) return [];
  const message = `the registry decides ${timeout.phase}, but no move there shows a preimage: nobody would know that it is theirs to publish`;
  return [
    say(
      spec,
      timeoutTagLine(spec, timeout),
      "watch",
      message,
      "give the one who is paid a move `at most 0 on chain` that takes `bytes32 preimage`",
    ),
  ];
}

/** What was sealed is shown by one move: the watcher does not choose. */
function oneOpener(spec: Spec, model: AppModel): Diagnostic[] {
  return model.moves.flatMap((move) => {
    const openers = model.moves.filter((other) => other.reveals === move.name);
    const second = openers[1];
    if (second === undefined) return [];
    const message = `what ${move.name} seals is shown by ${openers.map(({ name }) => name).join(" and ")}: which one is due?`;
    return [
      say(
        spec,
        moveTagLine(spec, second),
        "watch",
        message,
        "show it by one move; let that move lead to different phases",
      ),
    ];
  });
}

/** A move refuses by an error of the spec: client, sheet and log name the rule that was broken. */
export const namedRefusals: Rule = (spec, model) => {
  const found = new Map<number, Diagnostic>();
  const instead = "write `require(condition, Error(arguments))` with an `error Error(…)` of the library";
  const look = (fn: AstNode): void =>
    walk(fn.body, (node) => {
      const what = unnamed(node);
      if (what !== undefined)
        found.set(
          node.id,
          say(spec, node, "refusal", `${fn.name}: ${what} does not say which rule is broken`, instead),
        );
    });
  for (const fn of spec.functions) look(fn);
  for (const move of model.moves) {
    const tags = (spec.tags.get(functionFor(spec, move.name)) ?? []).filter(({ name }) => name === "reveals");
    const second = tags[1];
    if (second !== undefined)
      found.set(-second.line, say(spec, second.line, "reveals", `${move.name} shows one seal: one @custom:reveals`));
  }
  return [...found.values()];
};

function unnamed(node: AstNode): string | undefined {
  if (node.nodeType !== "FunctionCall" || node.expression?.nodeType !== "Identifier") return undefined;
  const { name } = node.expression;
  const second = node.arguments?.[1];
  if (name === "assert" || name === "revert") return name;
  if (name !== "require") return undefined;
  const isError = second?.typeDescriptions?.typeString === "error" || second?.nodeType === "FunctionCall";
  return isError ? undefined : second === undefined ? "require without an error" : "a text";
}
