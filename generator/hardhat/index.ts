// The Hardhat 3 plugin: `plugins: [chenilles]` adds `hardhat chenilles generate` and the compiler of adapters.
import { emptyTask, task } from "hardhat/config";
import type { HardhatPlugin } from "hardhat/types/plugins";

export { solidity } from "./solidity.ts";

/**
 * Adds the task `hardhat chenilles generate [--check]`, and to the project's compilers the one that adapters are made with,
 * out of this package: nothing is downloaded.
 *
 * @example export default defineConfig({ plugins: [chenilles] });
 */
const chenilles: HardhatPlugin = {
  id: "chenilles",
  npmPackage: "chenilles",
  tasks: [
    emptyTask("chenilles", "State channel apps: one spec, both sides").build(),
    task(["chenilles", "generate"], "Derive adapters, clients, tests and sheets from the specs in contracts/apps")
      .addFlag({
        name: "check",
        description: "Write nothing; fail if a generated file is missing, out of date or edited",
      })
      .addFlag({ name: "json", description: "End with one line of JSON" })
      .setAction(() => import("./generateTask.ts"))
      .build(),
  ],
  hookHandlers: { config: () => import("./adapterCompiler.ts") },
};

export default chenilles;
