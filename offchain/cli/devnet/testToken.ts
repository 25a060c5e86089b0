import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { AbiCoder, type InterfaceAbi } from "ethers";

/** The test token, compiled. */
export interface TestToken {
  readonly abi: InterfaceAbi;
  /** The init code of a token of that name and symbol. */
  readonly initCodeOf: (name: string, symbol: string) => string;
}

/** The compiler refused the test token. */
export class TokenNotCompiled extends Error {
  constructor(reason: string) {
    super(`contracts/mocks/TestToken.sol does not compile: ${reason}; restore the file, or reinstall with \`npm ci\``);
    this.name = "TokenNotCompiled";
  }
}

/** The part of solc that is used here. */
interface Solc {
  readonly compile: (
    input: string,
    callbacks: { readonly import: (path: string) => { contents: string } | { error: string } },
  ) => string;
}

interface SolcOutput {
  readonly errors?: readonly { readonly severity: string; readonly formattedMessage: string }[];
  readonly contracts?: {
    readonly [file: string]: {
      readonly [name: string]: {
        readonly abi: InterfaceAbi;
        readonly evm: { readonly bytecode: { readonly object: string } };
      };
    };
  };
}

const ROOT = new URL("../../../", import.meta.url);
const FILE = "contracts/mocks/TestToken.sol";

function findSource(path: string): { contents: string } | { error: string } {
  const require = createRequire(import.meta.url);
  try {
    return { contents: readFileSync(path.startsWith("@") ? require.resolve(path) : new URL(path, ROOT), "utf8") };
  } catch (error) {
    return { error: String(error) };
  }
}

let compiledOnce: TestToken | null = null;

/**
 * The token that local chains try things with, compiled once in a process: it is no part of what is derived from the specs, so that no compiled form is kept.
 * @throws TokenNotCompiled
 * @example compileTestToken().initCodeOf("Test token", "TST")
 */
export function compileTestToken(): TestToken {
  compiledOnce ??= compile();
  return compiledOnce;
}

function compile(): TestToken {
  const require = createRequire(import.meta.url);
  const solc = require("solc") as Solc; // solc has no types; this much of it is its documented interface
  const { settings } = JSON.parse(readFileSync(new URL("deploy/compiler.json", ROOT), "utf8")) as {
    readonly settings: object;
  }; // our own file
  const input = {
    language: "Solidity",
    sources: { [FILE]: { content: readFileSync(new URL(FILE, ROOT), "utf8") } },
    settings: { ...settings, outputSelection: { [FILE]: { TestToken: ["abi", "evm.bytecode.object"] } } },
  };
  const output = JSON.parse(solc.compile(JSON.stringify(input), { import: findSource })) as SolcOutput; // solc's documented output
  const compiled = output.contracts?.[FILE]?.["TestToken"];
  if (compiled === undefined)
    throw new TokenNotCompiled(
      output.errors?.find(({ severity }) => severity === "error")?.formattedMessage ?? "no reason given",
    );
  const initCodeOf = (name: string, symbol: string): string =>
    `0x${compiled.evm.bytecode.object}${AbiCoder.defaultAbiCoder().encode(["string", "string"], [name, symbol]).slice(2)}`;
  return { abi: compiled.abi, initCodeOf };
}
