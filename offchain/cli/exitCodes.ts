import { toApiError } from "../api/apiError.ts";

/** What a process of `chenilles` ends with. */
export const EXIT = {
  done: 0,
  usage: 1,
  refused: 2,
  notRunning: 3,
  wrongPassword: 4,
  chainTrouble: 5,
  inUse: 6,
  defect: 70,
} as const;

const BY_CODE: Readonly<Record<string, number>> = {
  usage: EXIT.usage,
  bad_request: EXIT.usage,
  unknown_method: EXIT.usage,
  not_running: EXIT.notRunning,
  relay_unreachable: EXIT.notRunning,
  wrong_password: EXIT.wrongPassword,
  chain_unreachable: EXIT.chainTrouble,
  wrong_chain: EXIT.chainTrouble,
  no_adjudicator: EXIT.chainTrouble,
  port_taken: EXIT.inUse,
  database_in_use: EXIT.inUse,
  internal: EXIT.defect,
};

const DAMAGED = "restore the directory's newest copy; never an older one beside a newer guard file";

/** Errors of the lower layers that carry no code of their own, by name. */
const BY_NAME: Readonly<Record<string, { readonly code: string; readonly next: string }>> = {
  WrongPassword: {
    code: "wrong_password",
    next: "try again with the right password; without it only the 24 words help",
  },
  DatabaseInUse: {
    code: "database_in_use",
    next: "stop the other process that runs on this directory, or use another --dir",
  },
  PortTaken: {
    code: "port_taken",
    next: "stop the program on that port, or choose another with --port (0 takes any free one)",
  },
  KeystoreExists: { code: "exists", next: "use another --dir, or go on with the keys that are there" },
  BadChainProfile: { code: "usage", next: "name a file of deploy/chains with --profile" },
  BadMnemonic: { code: "usage", next: "check the 24 words and their order" },
  EmptyPassword: { code: "usage", next: "choose a password" },
  DatabaseTooNew: { code: "too_new", next: "use the newer version of this software that wrote it" },
  KeystoreDamaged: { code: "disk_damaged", next: DAMAGED },
  GuardDamaged: { code: "disk_damaged", next: DAMAGED },
  GuardMissing: { code: "disk_damaged", next: DAMAGED },
  NotOurDatabase: { code: "disk_damaged", next: DAMAGED },
  BadRecord: { code: "disk_damaged", next: DAMAGED },
  DiskFailed: {
    code: "disk_failed",
    next: "check the disk (full? failing?), then start again; nothing that was sent is lost",
  },
  AppMissing: { code: "app_missing", next: "start it with the apps' generated files: --app generated/apps/<app>.ts" },
  KeystoreMissing: { code: "no_keys", next: "make keys first with `chenilles create`" },
};

/** An error as the command line shows it. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly next: string;
  readonly exit: number;
}

/**
 * What to show and how to exit for an error.
 * @example failureOf(new NotRunning("/home/a", "…")).exit // 3
 */
export function failureOf(error: unknown): Failure {
  const known = error instanceof Error ? BY_NAME[error.name] : undefined;
  const { code, message, next } = toApiError(error);
  const chosen = code === "internal" && known !== undefined ? known : { code, next };
  return { ...chosen, message, exit: BY_CODE[chosen.code] ?? EXIT.refused };
}

/** The command was given wrongly. */
export class UsageError extends Error {
  readonly code = "usage";
  readonly next: string;

  constructor(message: string, next: string) {
    super(message);
    this.name = "UsageError";
    this.next = next;
  }
}
