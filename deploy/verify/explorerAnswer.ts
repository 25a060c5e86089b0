/** A contract whose source is sent to explorers. */
export interface Verifiable {
  readonly address: string;
  /** `contracts/Adjudicator.sol:Adjudicator` */
  readonly identifier: string;
  readonly name: string;
  /** The transaction that made it, if known. */
  readonly transaction: string | null;
}

/** What is sent to an explorer, and how it is waited for. */
export interface VerificationRequest {
  readonly chainId: number;
  readonly contract: Verifiable;
  /** The compiler's input as JSON text. */
  readonly input: string;
  /** e.g. `0.8.30+commit.73712a01` */
  readonly compiler: string;
  /** The explorer's name for a verification that an earlier run began. */
  readonly begun: string | null;
  /** Notes that name, so that a later run asks instead of sending again; null when it is over. */
  readonly note: (id: string | null) => void;
  readonly pause: () => Promise<void>;
  /** How often an explorer is asked before it is given up for this time. */
  readonly tries: number;
  readonly apiKey: string | null;
}

/** What an explorer made of it. */
export type Verdict =
  | { readonly kind: "verified"; readonly url: string }
  | { readonly kind: "pending"; readonly why: string }
  /** Nothing was sent, since what it wants was not given. */
  | { readonly kind: "skipped"; readonly why: string; readonly next: string }
  | { readonly kind: "failed"; readonly why: string; readonly next: string };

/** An explorer's answer: its status, and its JSON if it sent any. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** An explorer does not answer, or not in its own language. */
export class ExplorerSilent extends Error {
  override readonly name = "ExplorerSilent";
}

const SECONDS = 30;

/** Asks an explorer. @throws ExplorerSilent if it cannot be reached, or answers with no JSON. */
export async function ask(url: string, init: RequestInit = {}): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(url, { ...init, signal: AbortSignal.timeout(SECONDS * 1_000) });
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : "";
    throw new ExplorerSilent(`${new URL(url).host} cannot be reached${cause}`);
  }
  const text = await response.text();
  try {
    return { status: response.status, body: text === "" ? null : JSON.parse(text) };
  } catch {
    throw new ExplorerSilent(`${new URL(url).host} answers with status ${response.status} and no JSON`);
  }
}

/** A member of an answer by its path, whatever the answer is; undefined if there is none. */
export function member(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, name) => (at === null || at === undefined ? undefined : Reflect.get(Object(at), name)),
    value,
  );
}

/** A member that is a text, or null. */
export function textMember(value: unknown, ...path: readonly string[]): string | null {
  const found = member(value, ...path);
  return typeof found === "string" ? found : null;
}

/** Asks until there is a verdict, with a pause between, as often as the request says. */
export async function until(request: VerificationRequest, look: () => Promise<Verdict>): Promise<Verdict> {
  for (let tries = 1; ; tries++) {
    const verdict = await look();
    if (verdict.kind !== "pending" || tries >= request.tries) return verdict;
    await request.pause();
  }
}

/** Sources that do not give the deployed code. */
export function mismatch(why: string): Verdict {
  return {
    kind: "failed",
    why,
    next: "the deployed code was checked to be this checkout's: check that the explorer took solc and settings of deploy/compiler.json",
  };
}

/** An answer that is none of those that the explorer's documents list. */
export function unexpected({ status, body }: Answer): Verdict {
  const said = textMember(body, "message") ?? textMember(body, "result") ?? JSON.stringify(body)?.slice(0, 200);
  return { kind: "failed", why: `it answers ${status}: ${said}`, next: "run again later" };
}
