import { childrenOf } from "../read/ast.ts";
import type { Diagnostic } from "../read/diagnostic.ts";
import { calleesOf, reachedFrom } from "../read/flow.ts";
import type { Spec } from "../read/spec.ts";
import { functionOf } from "../read/spec.ts";
import type { TagName } from "../read/tags.ts";
import { countTags, TAGS } from "../read/tags.ts";
import { nearest } from "./nearest.ts";
import type { Rule } from "./rule.ts";
import { functionFor, moveTagLine, say } from "./rule.ts";

/** What stands in the file: one library of internal pure functions, and imports. */
export const appLibrary: Rule = (spec) => {
  const allowed = ["PragmaDirective", "ImportDirective", "ContractDefinition"];
  const outside = (spec.unit.ast.nodes ?? []).filter((node) => !allowed.includes(node.nodeType));
  const imports = childrenOf(spec.unit.ast, "ImportDirective").filter(
    (node) => !/(^|\/)Rules\.sol$/.test(node.absolutePath ?? ""),
  );
  return [
    ...outside.map((node) => say(spec, node, "app-library", `${node.nodeType} outside the library`)),
    ...imports.map((node) => say(spec, node, "app-library", "a spec imports from Rules.sol and from nothing else")),
  ];
};

/** Every function is `internal pure`, without modifiers, and does not call itself. */
export const functionShape: Rule = (spec) =>
  spec.functions.flatMap((fn) => [
    ...(fn.stateMutability === "pure" && fn.visibility === "internal"
      ? []
      : [say(spec, fn, "pure-internal", `${fn.name}: every function of a spec is \`internal pure\``)]),
    ...((fn.modifiers ?? []).length === 0 ? [] : [say(spec, fn, "no-modifier", `${fn.name}: no modifiers`)]),
    ...(calleesOf(spec, fn).some((callee) => reachedFrom(spec, callee).has(fn))
      ? [say(spec, fn, "recursion", `${fn.name} can call itself: its cost has no bound`)]
      : []),
  ]);

/** `Phase`, `Terms`, `State`, `stake`, a title, notices. */
export const declarations: Rule = (spec, model) => {
  const found: Diagnostic[] = [];
  const state = spec.structs.find((node) => node.name === "State");
  if (model.phases.length === 0) found.push(say(spec, spec.library, "phase", "no `enum Phase`"));
  if (!spec.structs.some((node) => node.name === "Terms"))
    found.push(say(spec, spec.library, "terms", "no `struct Terms`: what is agreed at opening"));
  const [first, second] = model.state;
  if (first?.name !== "phase" || first.type !== "Phase" || second?.name !== "pot" || second.type !== "Pot")
    found.push(say(spec, state, "state", "`struct State` begins with `Phase phase; Pot pot;`"));
  if (functionOf(spec, "stake") === undefined)
    found.push(say(spec, spec.library, "stake", "no `stake(Terms, asset, seat)`: who puts in what"));
  if (model.title === "") found.push(say(spec, spec.library, "title", "no @title"));
  for (const move of model.moves)
    if (move.notice === "")
      found.push(
        say(
          spec,
          functionFor(spec, move.name),
          "notice",
          `${move.name}: no @notice: the client and the sheet quote it`,
        ),
      );
  return found;
};

/** Seats follow each other, only the last role varies, assets count from 0. */
export const seatsAndAssets: Rule = (spec, model) => {
  const found: Diagnostic[] = [];
  const at = (name: string) => spec.constants.find((node) => node.name === name);
  let next = 0;
  for (const [i, role] of model.roles.entries()) {
    if (role.seat !== next)
      found.push(
        say(spec, at(role.name), "role-seat", `${role.name} is seat ${role.seat}, but the next free seat is ${next}`),
      );
    if (role.min !== role.max && i < model.roles.length - 1)
      found.push(say(spec, at(role.name), "role-seat", "only the last role may vary in number"));
    if (role.min < 1 || role.max < role.min)
      found.push(say(spec, at(role.name), "role", `${role.name}: from ${role.min} to ${role.max} seats`));
    next += role.max;
  }
  for (const [i, asset] of model.assets.entries())
    if (asset.index !== i)
      found.push(say(spec, at(asset.name), "asset-index", `${asset.name} is ${asset.index}; assets count from 0`));
  if (model.roles.length === 0) found.push(say(spec, spec.library, "role", "no role"));
  if (model.assets.length === 0) found.push(say(spec, spec.library, "asset", "no asset"));
  if (next > 32) found.push(say(spec, spec.library, "role", `${next} seats: 32 at most`));
  if (model.assets.length > 16)
    found.push(say(spec, spec.library, "asset", `${model.assets.length} assets: 16 at most`));
  return found;
};

/** Every tag of the text was read, and is one of the language. */
export const knownTags: Rule = (spec, model) => {
  const unknown = [...spec.tags.values()].flat().filter((tag) => !TAGS.includes(tag.name));
  const written = countTags(spec.unit.text);
  const message = `${written} tags in the source, ${model.tags} in the AST: a comment is cut off (blank line? struct member? wrong place?)`;
  return [
    ...unknown.map((tag) =>
      say(
        spec,
        tag.line,
        "unknown-tag",
        `@custom:${tag.name} is not a tag of the language (${TAGS.join(", ")})`,
        `write \`@custom:${nearest(tag.name, TAGS)}\``,
      ),
    ),
    ...(written === model.tags ? [] : lostTags(spec).map((line) => say(spec, line, "lost-tag", message))),
  ];
};

/** The lines with tags that no declaration has; the first line where none stands out. */
function lostTags(spec: Spec): number[] {
  const read = new Set([...spec.tags.values()].flat().map((tag) => tag.line));
  const lines = spec.unit.text
    .split("\n")
    .flatMap((text, i) => (countTags(text) > 0 && !read.has(i + 1) ? [i + 1] : []));
  return lines.length > 0 ? lines : [1];
}

/** Tags stand where they mean something. */
export const placedTags: Rule = (spec) =>
  [...spec.tags].flatMap(([node, tags]) =>
    tags.flatMap((tag) => {
      const wants =
        tag.name === "role" || tag.name === "asset"
          ? "VariableDeclaration"
          : TAGS.includes(tag.name)
            ? "FunctionDefinition"
            : node.nodeType;
      if (node.nodeType !== wants)
        return [
          say(
            spec,
            tag.line,
            tag.name as TagName, // `wants` differs from the node's own type only for tags of the language
            `@custom:${tag.name} belongs on a ${wants === "VariableDeclaration" ? "constant" : "function"}`,
          ),
        ];
      const moves = tags.filter((other) => other.name === "move").length;
      if (tag.name === "move" && moves > 1) return [say(spec, tag.line, "move", `${node.name}: one @custom:move`)];
      if (tag.name === "timeout" && moves > 0)
        return [say(spec, tag.line, "move", `${node.name} is both a move and a timeout`)];
      return tag.name === "reveals" && moves === 0
        ? [say(spec, tag.line, "reveals", `${node.name} is not a move`)]
        : [];
    }),
  );

/** Moves name roles and phases that there are, and say who where several seats may; a budget is a byte. */
export const moveTags: Rule = (spec, model) => {
  const phases = model.phases.map((phase) => phase.name);
  const roles = model.roles.map((role) => role.name);
  return model.moves.flatMap((move) => {
    const line = moveTagLine(spec, move);
    const seats = move.roles.reduce((sum, name) => sum + (model.roles.find((role) => role.name === name)?.max ?? 1), 0);
    const worded = /^(each|any|turns) /.test(
      spec.tags.get(functionFor(spec, move.name))?.find((tag) => tag.name === "move")?.text ?? "",
    );
    const turns = move.who === "each" || move.who === "turns";
    return [
      ...move.roles
        .filter((name) => !roles.includes(name))
        .map((name) => say(spec, line, "move", `${name} is not a role (${roles.join(", ")})`)),
      ...(phases.includes(move.in)
        ? []
        : [say(spec, line, "move", `${move.in} is not a phase (${phases.join(", ")})`)]),
      ...(seats > 1 && !worded
        ? [
            say(
              spec,
              line,
              "who",
              `${seats} seats may ${move.name}: say 'each' (all must, in any order), 'turns' (one at a time) or 'any' (either may)`,
            ),
          ]
        : []),
      ...(turns && !model.hasTurn
        ? [
            say(
              spec,
              line,
              "turn",
              `'${move.who}' needs \`turn(State s, uint256 seat) returns (bool)\`: whose move is still to come`,
            ),
          ]
        : []),
      ...(move.atMostOnChain > 255 ? [say(spec, line, "move", `${move.name}: at most 255 on chain`)] : []),
    ];
  });
};
