import { type AstNode, child, text } from "./ast.ts";
import { emitAs, type Module, type Scope, use } from "./context.ts";
import { refuse } from "./diagnostics.ts";
import { typeOf } from "./program.ts";
import { isReference, tsType } from "./representation.ts";
import { relocate } from "./solidityType.ts";

/** A scope for an expression outside of any function. */
export function constantScope(module: Module, owner: AstNode | null): Scope {
  const names = module.names.inner();
  return {
    module,
    owner,
    names,
    locals: new Map(),
    temporaries: [],
    calls: new Set(),
    unchecked: false,
    returns: [],
    placeholder: null,
  };
}

/**
 * The expression for a constant's value. A value that is a literal is a constant of the module; any other is computed when
 * it is first read, since it may fail then; one held by reference is made anew for each reader, as the EVM does.
 */
export function constantName(scope: Scope, declaration: AstNode): string {
  const module = scope.module;
  const known = module.constantNames.get(declaration.id);
  if (known !== undefined) return known;
  const owner = module.program.ownerOf.get(declaration.id) ?? null;
  const own = text(declaration, "name");
  const name = module.names.take(
    owner === null || owner.id === module.program.contract.id ? own : `${text(owner, "name")}_${own}`,
  );
  const value = child(declaration, "value");
  const type = relocate(typeOf(declaration), "memory");
  const plain = ["rational", "literal"].includes(typeOf(value).kind) && !isReference(type);
  const read = plain ? name : `${name}()`;
  module.constantNames.set(declaration.id, read);
  const inner = constantScope(module, owner);
  const code = emitAs(inner, value, type);
  if (inner.temporaries.length > 0) refuse(declaration, "a constant with this expression is not translated");
  const made = isReference(type) ? `() => ${code}` : `${use(scope, "once")}(() => ${code})`;
  const shown = tsType(module, type, declaration);
  module.constants.push(
    plain ? `const ${name} = ${code};` : `const ${name} = ${made.replace(/^\(\) =>/, `(): ${shown} =>`)};`,
  );
  for (const call of inner.calls) scope.calls.add(call);
  return read;
}
