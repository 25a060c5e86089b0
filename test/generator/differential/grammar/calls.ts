import { type Callable, type Context, same } from "./context.ts";
import { expression } from "./expressions.ts";
import { placesOf } from "./places.ts";
import type { Type } from "./types.ts";

/** Arguments of a call, by place or by name; null where a calldata argument is not at hand. */
export function callCode(context: Context, callable: Callable, depth: number): string | null {
  const { random } = context;
  const codes: string[] = [];
  for (const parameter of callable.parameters) {
    if (parameter.location !== "calldata") {
      codes.push(expression(context, parameter.type, depth, true));
      continue;
    }
    const found = placesOf(context, parameter.type, false).filter((p) => p.location === "calldata");
    if (found.length === 0) return null;
    codes.push(random.pick(found).write());
  }
  if (callable.attached && random.once(2)) {
    const [receiver = "", ...rest] = codes;
    return `${receiver}.${callable.called.split(".").at(-1)}(${rest.join(", ")})`;
  }
  const names = callable.parameters.map((p) => p.name);
  if (codes.length > 0 && random.once(5))
    return `${callable.called}({${names
      .map((name, i) => `${name}: ${codes[i]}`)
      .reverse()
      .join(", ")}})`;
  return `${callable.called}(${codes.join(", ")})`;
}

/** Functions that may be called where the context is now. */
export function callables(context: Context, inExpression: boolean): readonly Callable[] {
  const quiet = inExpression && !context.risky;
  return context.callables.filter((c) => !(c.writes && (context.readOnly || quiet)));
}

/** A call that gives one value of the type. */
export function callOf(context: Context, type: Type, depth: number): string | null {
  const fit = callables(context, true).filter(
    (c) => c.results.length === 1 && c.results[0] !== undefined && same(c.results[0], type),
  );
  return fit.length === 0 ? null : callCode(context, context.random.pick(fit), depth - 1);
}
