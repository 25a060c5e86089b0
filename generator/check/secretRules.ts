import type { MoveModel } from "../model/appModel.ts";
import { walk } from "../read/ast.ts";
import type { Diagnostic } from "../read/diagnostic.ts";
import type { Spec } from "../read/spec.ts";
import type { Rule } from "./rule.ts";
import { functionFor, moveTagLine, say } from "./rule.ts";

/** A seal is shown, in a later phase, salted, and checked for the seat that made it. */
export const reveals: Rule = (spec, model) => [
  ...model.moves
    .filter((move) => move.reveals !== null)
    .flatMap((move) =>
      revealedRight(
        spec,
        move,
        model.moves.find((other) => other.name === move.reveals),
      ),
    ),
  ...model.moves
    .filter((move) => move.seals !== null && move.opener === null)
    .map((move) => say(spec, functionFor(spec, move.name), "reveals", `what ${move.name} seals is never shown`)),
];

function revealedRight(spec: Spec, move: MoveModel, sealing: MoveModel | undefined): Diagnostic[] {
  const line = moveTagLine(spec, move);
  if (sealing === undefined) return [say(spec, line, "reveals", `${move.reveals} is not a move`)];
  const found: Diagnostic[] = [];
  if (sealing.seals === null || sealing.args.length !== 1)
    found.push(say(spec, functionFor(spec, sealing.name), "reveals", `${sealing.name} takes exactly one Seal`));
  if (sealing.in === move.in)
    found.push(
      say(
        spec,
        line,
        "reveals",
        `${sealing.name} and ${move.name} are both made in ${move.in}: the later player would see the earlier one's secret before sealing its own`,
      ),
    );
  const salt = move.args.at(-1);
  if (salt?.type !== "bytes32" || salt.name !== "salt")
    found.push(
      say(
        spec,
        functionFor(spec, move.name),
        "reveals",
        `the last argument of ${move.name} is \`bytes32 salt\`, drawn by the client`,
      ),
    );
  if (!checksSeal(spec, move)) {
    const own = move.secrets.length > 0 ? `abi.encode(${move.secrets.join(", ")})` : '""';
    found.push(
      say(
        spec,
        functionFor(spec, move.name),
        "reveals",
        `${move.name} must check \`hides(by, ${own}, ${salt?.name ?? "salt"})\``,
      ),
    );
  }
  return found;
}

/** Whether the move calls `hides` with its seat, its secrets in order, and the salt. */
function checksSeal(spec: Spec, move: MoveModel): boolean {
  let found = false;
  walk(functionFor(spec, move.name).body, (node) => {
    if (node.nodeType !== "FunctionCall" || node.expression?.memberName !== "hides") return;
    const [by, secret, salt] = node.arguments ?? [];
    const encoded =
      secret?.kind === "string"
        ? []
        : secret?.expression?.memberName === "encode"
          ? (secret.arguments ?? []).map((argument) => argument.name ?? "")
          : ["?"];
    found ||= by?.name === "by" && salt?.name === move.args.at(-1)?.name && encoded.join() === move.secrets.join();
  });
  return found;
}
