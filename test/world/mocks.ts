import compiler from "../../deploy/compiler.json" with { type: "json" };
import { type Compiled, compiled, contractSources } from "./solidity.ts";

let mocks: Readonly<Record<string, Compiled>> | null = null;

/** A contract of contracts/mocks by name, without the optimizer: nobody measures them. */
export function mock(name: string): Compiled {
  mocks ??= compileMocks();
  const found = mocks[name];
  if (found === undefined) throw new Error(`contracts/mocks has no ${name}`);
  return found;
}

function compileMocks(): Readonly<Record<string, Compiled>> {
  const sources = contractSources();
  // ProtocolRules is the generator's, and draws half of the libraries in.
  const files = Object.keys(sources).filter((file) => !/^contracts\/[^/]+\.sol$/.test(file));
  const wanted = files.filter((file) => file.startsWith("contracts/mocks/") && !file.endsWith("/ProtocolRules.sol"));
  const needed = files.filter((file) => !file.startsWith("contracts/libraries/"));
  return compiled({
    name: "mocks",
    sources: Object.fromEntries(needed.map((file) => [file, sources[file] ?? ""])),
    settings: { evmVersion: compiler.settings.evmVersion },
    wanted,
  });
}
