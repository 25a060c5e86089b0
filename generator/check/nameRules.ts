import type { AppModel } from "../model/appModel.ts";
import type { AstNode } from "../read/ast.ts";
import { parametersOf, returnsOf, typeName } from "../read/ast.ts";
import type { Diagnostic } from "../read/diagnostic.ts";
import type { Spec } from "../read/spec.ts";
import { functionOf } from "../read/spec.ts";
import type { Rule } from "./rule.ts";
import { functionFor, say } from "./rule.ts";

/** What `stake`, `start` and `turn` take and give. */
const SHAPES = {
  stake: { takes: "Terms,uint256,uint256", gives: "uint256" },
  start: { takes: "Terms,State", gives: "" },
  turn: { takes: "State,uint256", gives: "bool" },
} as const;

const typesOf = (spec: Spec, nodes: readonly AstNode[]): string =>
  nodes.map((node) => typeName(node, spec.name)).join();

/** The functions that are found by their names take and give what the adapter calls them with; steps give nothing. */
export const shapes: Rule = (spec, model) => {
  const named = Object.entries(SHAPES).flatMap(([name, { takes, gives }]) => {
    const fn = functionOf(spec, name);
    if (fn === undefined) return [];
    const [has, back] = [typesOf(spec, parametersOf(fn)), typesOf(spec, returnsOf(fn))];
    if (has === takes && back === gives) return [];
    // The rules of the same names say how it is written.
    const rule = name as keyof typeof SHAPES;
    return [
      say(
        spec,
        fn,
        rule,
        `${name} takes (${takes.replaceAll(",", ", ")}) and returns (${gives}), not (${has.replaceAll(",", ", ")}) and (${back})`,
      ),
    ];
  });
  const steps = [...model.moves.map((move) => move.name), ...model.timeouts.map((timeout) => timeout.function)];
  const giving = [...new Set(steps)].map((name) => functionFor(spec, name)).filter((fn) => returnsOf(fn).length > 0);
  return [
    ...named,
    ...giving.map((fn) => say(spec, fn, "params", `${fn.name} returns nothing: it changes the state in place`)),
  ];
};

/** Roles and assets are numbers that everybody can read. */
export const plainConstants: Rule = (spec) =>
  spec.constants.flatMap((node) => {
    const tags = (spec.tags.get(node) ?? []).filter(({ name }) => name === "role" || name === "asset");
    const [tag] = tags;
    if (tag === undefined) return [];
    const rule = tag.name === "role" ? "role" : "asset";
    const value = node.value;
    const isNumber = typeof value === "object" && value?.nodeType === "Literal" && /^\d+$/.test(String(value.value));
    return [
      ...(tags.length > 1 ? [say(spec, node, rule, `${node.name} is one role, or one asset: one tag`)] : []),
      ...(typeName(node, spec.name) !== "uint256" || !isNumber
        ? [say(spec, node, rule, `${node.name} is a \`uint256 constant\` with a number`)]
        : []),
    ];
  });

/** Words of TypeScript that no constant of a generated client can be named. */
const RESERVED = new Set(
  "arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield call appCode".split(
    " ",
  ),
);
/** Types that every generated client declares, imports or uses. */
const TAKEN =
  "Phase Terms State Asset Seated Refusal Address Hex AppCode AppClient Deadline Promise Readonly ReadonlySet Record Extract".split(
    " ",
  );

/** Names mean one thing: in tags and tables a function is its name, in the client a type is. */
export const names: Rule = (spec, model) => [
  ...spec.functions
    .filter((fn, i) => spec.functions.findIndex((other) => other.name === fn.name) < i)
    .map((fn) => say(spec, fn, "name", `there are two functions ${fn.name}: tags and tables know them by name alone`)),
  ...takenNames(spec, model),
  ...(RESERVED.has(constantOf(spec.name))
    ? [
        say(
          spec,
          spec.library,
          "name",
          `the client would be named ${constantOf(spec.name)}, which is taken in TypeScript`,
        ),
      ]
    : []),
];

const constantOf = (name: string): string => name.slice(0, 1).toLowerCase() + name.slice(1);

function takenNames(spec: Spec, model: AppModel): Diagnostic[] {
  const views = model.roles.map(
    ({ name }) => `${name.toLowerCase().replace(/(?:^|_)(\w)/g, (_, c: string) => c.toUpperCase())}View`,
  );
  const own = ["Phase", "Terms", "State"];
  return [...spec.enums, ...spec.structs]
    .filter(({ name }) => name !== undefined && !own.includes(name) && [...TAKEN, ...views].includes(name))
    .map((node) => say(spec, node, "name", `${node.name} is the name of a type that every client has`));
}
