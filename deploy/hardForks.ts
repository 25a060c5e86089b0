/** Ethereum's hard forks since opcodes that this project's code may use were added, oldest first. */
export const HARD_FORKS = ["london", "paris", "shanghai", "cancun", "prague", "osaka"] as const;

/** The hard fork of Ethereum whose rules a chain follows, but for the opcodes that its profile lists as missing. */
export type HardFork = (typeof HARD_FORKS)[number];

/** Opcodes by name: the byte, and the hard fork that brought it. Older ones are everywhere. */
const NEW_OPCODES: Readonly<Record<string, { readonly byte: number; readonly since: HardFork }>> = {
  PUSH0: { byte: 0x5f, since: "shanghai" },
  BLOBHASH: { byte: 0x49, since: "cancun" },
  BLOBBASEFEE: { byte: 0x4a, since: "cancun" },
  TLOAD: { byte: 0x5c, since: "cancun" },
  TSTORE: { byte: 0x5d, since: "cancun" },
  MCOPY: { byte: 0x5e, since: "cancun" },
  CLZ: { byte: 0x1e, since: "osaka" },
};

/** Those of them that the contracts need: deployment asks the chain for each. */
export const NEEDED_OPCODES = ["PUSH0", "TLOAD", "TSTORE", "MCOPY"] as const;

/** EIP-7825: the most gas that one transaction may have, from Osaka on. */
const OSAKA_TRANSACTION_GAS = 2n ** 24n;

/** Whether there is a hard fork of this name. */
export function isHardFork(name: string): name is HardFork {
  return HARD_FORKS.some((fork) => fork === name);
}

/**
 * Which of the needed opcodes a chain lacks, by its hard fork and by what its profile says is missing.
 *
 * @example missingOpcodes("shanghai", []) // ["TLOAD", "TSTORE", "MCOPY"]
 */
export function missingOpcodes(hardFork: HardFork, missing: readonly string[]): readonly string[] {
  return NEEDED_OPCODES.filter((name) => {
    const since = NEW_OPCODES[name]?.since ?? "london";
    return HARD_FORKS.indexOf(since) > HARD_FORKS.indexOf(hardFork) || missing.includes(name);
  });
}

/**
 * The most gas that a transaction may have by the hard fork's own rule, or null where only the block bounds it.
 *
 * @example transactionGasCap("osaka") // 16777216n
 */
export function transactionGasCap(hardFork: HardFork): bigint | null {
  return HARD_FORKS.indexOf(hardFork) >= HARD_FORKS.indexOf("osaka") ? OSAKA_TRANSACTION_GAS : null;
}

/**
 * Which opcodes newer than London occur in code. Read from the front, so constants behind the code may add some, never hide one.
 *
 * @param code hexadecimal with 0x
 * @example newOpcodesIn("0x5f5f5d") // ["PUSH0", "TSTORE"]
 */
export function newOpcodesIn(code: string): readonly string[] {
  const bytes = Buffer.from(code.slice(2), "hex");
  const found = new Set<number>();
  for (let at = 0; at < bytes.length; at++) {
    const opcode = bytes[at] ?? 0;
    found.add(opcode);
    if (opcode >= 0x60 && opcode <= 0x7f) at += opcode - 0x5f;
  }
  return Object.entries(NEW_OPCODES)
    .filter(([, { byte }]) => found.has(byte))
    .map(([name]) => name);
}
