/** Why a deployment does not go on: each code is in docs/errors.md. */
export type RefusalCode =
  | "bad_key"
  | "chain_refused"
  | "factory_missing"
  | "insufficient_balance"
  | "no_key"
  | "no_rpc"
  | "opcode_missing"
  | "other_code"
  | "chain_unreachable"
  | "transaction_failed"
  | "transaction_too_large"
  | "usage"
  | "wrong_chain";

/** A deployment that does not go on, before or after some of its steps: what is wrong, and what to do. What was done stays done. */
export class DeploymentRefused extends Error {
  override readonly name = "DeploymentRefused";
  readonly code: RefusalCode;
  readonly next: string;

  constructor(code: RefusalCode, message: string, next: string) {
    super(message);
    this.code = code;
    this.next = next;
  }
}

/** What went wrong, in a line: in the endpoint's own words where it has any; the library's repeat whole transactions. */
export function reasonOf(error: unknown): string {
  const own = ["error", "info"]
    .map((name) => memberOf(error, name))
    .map((at) => memberOf(memberOf(at, "error") ?? at, "message"));
  const text = [...own, memberOf(error, "shortMessage"), memberOf(error, "message")].find(
    (each) => typeof each === "string",
  );
  return (
    String(text ?? error)
      .split("\n")[0]
      ?.slice(0, 300) ?? ""
  );
}

const memberOf = (value: unknown, name: string): unknown =>
  value === null || value === undefined ? undefined : Reflect.get(Object(value), name);

/** The endpoint took no transaction, or would not estimate one. */
export function refusedByChain(purpose: string, error: unknown): DeploymentRefused {
  return new DeploymentRefused(
    "transaction_failed",
    `${purpose}: the endpoint refuses the transaction: ${reasonOf(error)}`,
    "check the account's balance and pending transactions, and the endpoint; then run again",
  );
}
