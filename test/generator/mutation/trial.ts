import { type AstNode, walk } from "../../../generator/transpile/ast.ts";
import { sameBytes } from "../../../offchain/evm/hex.ts";
import type { Translated } from "../differential/compare.ts";
import { evaluate } from "../differential/evaluate.ts";
import type { Case, KnownCall } from "./cases.ts";
import { LIBRARY, loadLibrary, loadTranslator } from "./loader.ts";

/** How a mutant was told from the original; null where it was not. */
export interface Catch {
  readonly by: string;
  readonly how: "answers" | "refuses" | "accepts" | "throws" | "does not finish";
}

/** The code that the unchanged translator makes of each case: what mutants of the library run. */
const original = new Map<Case, string>();

/** A loaded mutant: code of a case, and the library that the code calls. */
export interface Loaded {
  codeOf(given: Case): string;
  readonly library: Readonly<Record<string, object>>;
}

function contractOf(given: Case): AstNode {
  for (const { ast } of given.parsed.units) for (const node of walk(ast)) if (node.id === given.contract) return node;
  throw new Error(`${given.name} has no contract`);
}

/** The translator and the library with one file changed; none for the original. */
export function load(path: string | null, content: string): Loaded {
  const changed = path === null ? {} : { [path]: content };
  const translator = loadTranslator(path?.startsWith(LIBRARY) ? {} : changed);
  const emit = (given: Case): string =>
    translator.emitModule(
      given.parsed,
      given.file,
      contractOf(given),
      { [given.file]: { content: given.content } },
      { folder: "library" },
    );
  const isLibrary = path?.startsWith(LIBRARY) === true;
  const codeOf = (given: Case): string => {
    if (!isLibrary) return emit(given);
    const known = original.get(given) ?? emit(given);
    original.set(given, known);
    return known;
  };
  return { codeOf, library: loadLibrary(changed) };
}

/** Whether a call is answered as the EVM does; what is past the limits of steps and memory counts as not. */
export function answersAlike(translated: Translated, call: KnownCall): boolean {
  // a copy: a mutant may write into its calldata, and the next one shall not be caught by that
  const { success, data } = translated.call(call.calldata.slice());
  return success === call.success && sameBytes(data, call.data);
}

/** Holds one case against a mutant; `seen` is told each function that gives a wrong answer, then all calls are made. */
export function tryCase(loaded: Loaded, given: Case, seen: ((from: string) => void) | null = null): Catch | null {
  let translated: Translated;
  try {
    const code = loaded.codeOf(given);
    if (given.refused) return { by: given.name, how: "accepts" };
    translated = evaluate(code, loaded.library);
  } catch (thrown) {
    const isRefusal = thrown instanceof Error && thrown.name === "TranspileError";
    if (given.refused && isRefusal) return null;
    return { by: given.name, how: isRefusal ? "refuses" : "throws" };
  }
  let caught: Catch | null = null;
  for (const call of given.calls) {
    try {
      if (answersAlike(translated, call)) continue;
      caught ??= { by: `${given.name}.${call.from}`, how: "answers" };
    } catch {
      caught ??= { by: `${given.name}.${call.from}`, how: "throws" };
    }
    if (seen === null) return caught;
    seen(call.from);
  }
  return caught;
}
