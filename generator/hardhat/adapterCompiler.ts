import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { SolidityBuildProfileConfig } from "hardhat/types/config";
import type { ConfigHooks } from "hardhat/types/hooks";
import { isGeneratedAt } from "../layout.ts";
import { solidity } from "./solidity.ts";

const ADAPTERS = "contracts/generated";

/** The adapters that the generator has written, by their names in Hardhat's config. */
function adaptersOf(root: string): string[] {
  const folder = join(root, ADAPTERS);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(".sol") && isGeneratedAt(join(folder, file)))
    .map((file) => `${ADAPTERS}/${file}`);
}

/** A build profile that knows the adapters' compiler, and uses it with its pinned settings for adapters whatever else there is. */
function withCompiler(profile: SolidityBuildProfileConfig, adapters: readonly string[]): SolidityBuildProfileConfig {
  // What Hardhat wants out of a compiler is the same for all; it completes settings in place, hence a copy for each.
  const outputSelection = profile.compilers[0]?.settings.outputSelection;
  const compiler = (): SolidityBuildProfileConfig["compilers"][number] => ({
    ...solidity,
    settings: structuredClone({ ...solidity.settings, outputSelection }),
  });
  const known = profile.compilers.some(({ version }) => version === solidity.version);
  const own = Object.fromEntries(adapters.map((file) => [file, compiler()]));
  return {
    ...profile,
    compilers: known ? profile.compilers : [...profile.compilers, compiler()],
    overrides: { ...own, ...profile.overrides },
  };
}

/** Adds the compiler of adapters to every build profile. */
const adapterCompiler = async (): Promise<Partial<ConfigHooks>> => ({
  resolveUserConfig: async (userConfig, resolveVariable, next) => {
    const config = await next(userConfig, resolveVariable);
    const adapters = adaptersOf(config.paths.root);
    const profiles = Object.fromEntries(
      Object.entries(config.solidity.profiles).map(([name, profile]) => [name, withCompiler(profile, adapters)]),
    );
    return { ...config, solidity: { ...config.solidity, profiles } };
  },
});

export default adapterCompiler;
