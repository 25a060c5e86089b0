// What people call is explained where it is declared: functions, events and errors that others meet, and where a contract is
// packed or hand-written, the proof beside it.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A declaration with the comment right above it; its parameters by name. */
interface Declared {
  readonly at: string;
  readonly kind: string;
  readonly name: string;
  readonly comment: string;
  /** Named results as well. */
  readonly parameters: readonly string[];
}

const DECLARATION =
  /((?:^[ \t]*\/\/\/[^\n]*\n)*)^[ \t]*(function|event|struct|interface|library|contract)\s+(\w+)(?:\s*\(([^)]*)\)(?:[^{;(]*returns\s*\(([^)]*)\))?|[^{;]*\{)/gm;

function lineAt(source: string, offset: number): number {
  return source.slice(0, offset).split("\n").length;
}

function declaredIn(file: string, source: string): readonly Declared[] {
  return [...source.matchAll(DECLARATION)].map((found) => {
    const [whole, comment = "", kind = "", name = "", takes = "", gives = ""] = found;
    const offset = found.index + whole.length - whole.slice(comment.length).trimStart().length;
    const parameters = `${takes},${gives}`
      .split(",")
      .map((parameter) => parameter.trim().split(/\s+/))
      .filter((words) => words.length > 1 && !/^(calldata|memory|indexed)$/.test(words.at(-1) ?? ""))
      .map((words) => words.at(-1) ?? "");
    return { at: `contracts/${file}:${lineAt(source, offset)}`, kind, name, comment, parameters };
  });
}

/** What a comment says of parameters that there are not, or that the compiler would not find. */
function unknownParameters({ at, name, comment, parameters }: Declared): readonly string[] {
  return [...comment.matchAll(/@param (\w+)/g)]
    .map((match) => match[1] ?? "")
    .filter((parameter) => !parameters.includes(parameter))
    .map((parameter) => `${at} ${name} has no parameter ${parameter}: its comment explains one`);
}

/** A parameter is explained where it is declared, or once for all in the comment of the interface. */
function unexplained({ at, name, comment, parameters }: Declared, head: string): readonly string[] {
  return parameters
    .filter((parameter) => !new RegExp(`\\b${parameter}\\b`).test(`${comment} ${head}`))
    .map((parameter) => `${at} ${name}: nothing says what ${parameter} is: add a @param or @return`);
}

function interfaceProblems(declared: Declared, all: readonly Declared[]): readonly string[] {
  const { at, kind, name, comment } = declared;
  const head = all.findLast(
    (other) => other.kind === "interface" && all.indexOf(other) < all.indexOf(declared),
  )?.comment;
  const explained = /@notice \S|@title \S/.test(comment) || (kind === "event" && /@param \w+ \S/.test(comment));
  const problems =
    kind === "function" || kind === "event"
      ? [...unknownParameters(declared), ...unexplained(declared, head ?? "")]
      : [];
  return explained ? problems : [...problems, `${at} ${kind} ${name} has no @notice: say what it does for its caller`];
}

/** Every block of assembly has a proof, in the comment of its function. */
function assemblyProblems(file: string, source: string): readonly string[] {
  const functions = declaredIn(file, source).filter(({ kind }) => kind === "function");
  const proven = /@dev Proof|^\/\/\/ @dev Proof/m.test(source.split(/\b(?:library|contract) \w+/)[0] ?? "");
  return [...source.matchAll(/^\s*assembly \("memory-safe"\)|^\s*assembly\b/gm)].flatMap((found) => {
    const line = lineAt(source, found.index + found[0].search(/\S/));
    const within = functions.findLast(({ at }) => Number(at.split(":").at(-1)) <= line);
    if (proven || within?.comment.includes("Proof")) return [];
    return [`contracts/${file}:${line} assembly without a proof: write "@dev Proof: …" above ${within?.name ?? "it"}`];
  });
}

/**
 * What the comments of `root`/contracts lack: one line each, with file and line.
 *
 * @example checkNatspec(process.cwd()) // []
 */
export function checkNatspec(root: string): readonly string[] {
  const contracts = join(root, "contracts");
  const read = (file: string) => readFileSync(join(contracts, file), "utf8");
  const explained = globSync("{interfaces,types}/*.sol", { cwd: contracts }).sort();
  const handWritten = globSync("{*,libraries/*}.sol", { cwd: contracts }).sort();
  return [
    ...explained.flatMap((file) => {
      const all = declaredIn(file, read(file));
      return all.flatMap((declared) => interfaceProblems(declared, all));
    }),
    ...handWritten.flatMap((file) => {
      const source = read(file);
      const untitled = declaredIn(file, source).filter(
        ({ kind, comment }) => /library|contract/.test(kind) && !/@title|@notice/.test(comment),
      );
      return [
        ...untitled.map(({ at, kind, name }) => `${at} ${kind} ${name} has no @title: say what is in it`),
        ...assemblyProblems(file, source),
      ];
    }),
  ];
}
