/** What a new project's development needs, at the versions that this project is tested with. */
export const VERSIONS = {
  "@nomicfoundation/hardhat-mocha": "3.1.0",
  "@types/mocha": "10.0.10",
  "@types/node": "24.19.2",
  esbuild: "0.28.2",
  hardhat: "3.17.0",
  mocha: "11.8.0",
  typescript: "5.9.3",
} as const satisfies Readonly<Record<string, string>>;

/** What the page of an app is built with. */
export const PAGE_NEEDS: readonly (keyof typeof VERSIONS)[] = ["esbuild"];
