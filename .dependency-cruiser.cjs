// Who may import whom in TypeScript. What is not listed here is refused: each folder names all it may see.

/** Each folder of offchain/, innermost first, and the folders it may import besides itself. */
const MAY_IMPORT = {
  evm: [],
  "generated/protocol": ["evm"],
  channel: [],
  protocol: ["channel"],
  watcher: ["protocol", "channel"],
  "generated/apps": ["channel", "protocol", "watcher"],
  ports: ["channel"],
  routing: ["ports", "channel"],
  adapters: ["ports", "channel"],
  cli: ["runtime", "api"],
  api: ["runtime"],
  web: ["runtime"],
};
const FOR_ALL = ["evm", "generated/protocol"];
const PURE = ["evm", "generated", "channel", "protocol", "watcher", "ports", "routing"];

const either = (folders) => `^offchain/(${folders.join("|")})/`;

function arrow([folder, others]) {
  const seen = [folder, ...(folder === "evm" ? [] : FOR_ALL), ...others];
  return {
    name: `offchain-${folder.replace("/", "-")}`,
    comment: `offchain/${folder} may import only ${seen.join(", ")}`,
    severity: "error",
    from: { path: either([folder]) },
    to: { path: "^offchain/", pathNot: either(seen) },
  };
}

/** Inside a package files import each other; an index.ts is a face for others only. */
function noBarrel(folder) {
  return {
    name: `no-barrel-inside-${folder.split("/")[0]}`,
    comment: "inside a package files import each other, not a barrel",
    severity: "error",
    from: { path: `^(${folder})/` },
    to: { path: "^$1/index\\.ts$" },
  };
}

module.exports = {
  forbidden: [
    ...Object.entries(MAY_IMPORT).map(arrow),
    {
      name: "offchain-runtime",
      comment: "runtime joins everything below it, and is not joined to what stands on it",
      severity: "error",
      from: { path: either(["runtime"]) },
      to: { path: either(["cli", "api", "web"]) },
    },
    {
      name: "offchain-folders",
      comment: "every file of offchain/ is in one of the folders of the design",
      severity: "error",
      from: { path: "^offchain/", pathNot: either([...Object.keys(MAY_IMPORT), "runtime"]) },
      to: {},
    },
    {
      name: "generator-apart",
      comment: "generator and offchain never import each other: what they share is generated",
      severity: "error",
      from: { path: "^generator/", pathNot: "^generator/trial/" },
      to: { path: "^(offchain|test)/|^generator/trial/" },
    },
    {
      name: "generator-trial",
      comment: "the runtime of generated tests holds generated code against the chain: it sees both, and no node",
      severity: "error",
      from: { path: "^generator/trial/" },
      to: { path: "^(offchain|test)/", pathNot: either([...FOR_ALL, "protocol/client"]) },
    },
    {
      name: "offchain-apart",
      comment: "offchain never imports the generator or a test",
      severity: "error",
      from: { path: "^offchain/" },
      to: { path: "^(generator|test)/" },
    },
    {
      name: "deploy-joined-by-runtime",
      comment: "chain profiles and deployment reach the core as data, from runtime or the command line",
      severity: "error",
      from: { path: "^offchain/", pathNot: either(["runtime", "cli"]) },
      to: { path: "^deploy/" },
    },
    {
      name: "deploy-apart",
      comment: "deploy stands on generated facts alone",
      severity: "error",
      from: { path: "^deploy/", pathNot: "^deploy/packages/" },
      to: { path: "^(generator|offchain|test)/", pathNot: either([...FOR_ALL, "generated/apps"]) },
    },
    {
      name: "packages-on-top",
      comment: "deploy/packages/ is the face to other projects: nothing here looks through it",
      severity: "error",
      from: { path: "^(generator|offchain|deploy)/", pathNot: "^deploy/packages/" },
      to: { path: "^deploy/packages/" },
    },
    {
      name: "pure-core",
      comment: "the core has no clock, no randomness and no I/O: it also runs in the simulator and in a browser",
      severity: "error",
      from: { path: either(PURE) },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "no-cycles",
      comment: "no cycles, those of types included",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    noBarrel("offchain/[^/]+"),
    {
      name: "resolvable",
      comment: "every import is found, and package.json names its package",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      extensions: [".ts", ".js", ".mjs", ".json"],
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default"],
    },
  },
};
