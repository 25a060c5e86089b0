import type { AbiField } from "../../evm/strictAbi.ts";
import type { AppCode } from "../../generated/protocol/app.ts";

/** A role as the client names it: a run of seats. */
export interface RoleDescriptor {
  readonly name: string;
  readonly seat: number;
  readonly min: number;
  readonly max: number;
}

/** A move as the client offers it. Its place in the list is its number on chain. */
export interface MoveDescriptor {
  readonly name: string;
  /** What it is, for people. */
  readonly notice: string;
  readonly roles: readonly string[];
  readonly phase: string;
  /** Whether a seat whose turn it is owes it: then the others wait for it, and silence may cost it. */
  readonly must: boolean;
  readonly args: readonly AbiField[];
  /** The move that shows what this one seals. */
  readonly opener: string | null;
  /** The move that sealed what this one shows. */
  readonly reveals: string | null;
}

export interface PhaseDescriptor {
  readonly name: string;
  readonly final: boolean;
  /** The function that ends the phase when its clock is over. */
  readonly timeout: string | null;
}

/** A custom error of the app or of what it is built on. */
export interface ErrorDescriptor {
  readonly name: string;
  readonly selector: string;
  readonly args: readonly AbiField[];
}

/** What a dispute asks of a role in a phase: a row of the app's table. */
export interface WatchRow {
  readonly phase: string;
  readonly role: string;
  /** The moves that may be due, by number, and what each needs that the chain does not show. */
  readonly due: readonly {
    readonly move: number;
    readonly name: string;
    readonly must: boolean;
    readonly needs: "nothing" | "arguments" | "a new secret" | "the stored secret" | "a quote";
  }[];
  /** What to do with a lock that the phase's outcome is read from. */
  readonly lock: "publish the preimage, if known" | "hand a published preimage upstream" | null;
  readonly clock:
    | { readonly kind: "after"; readonly duration: string; readonly from: string | null }
    | { readonly kind: "at"; readonly time: string };
  /** Who may end it then is anyone. */
  readonly timeout: { readonly name: string; readonly leadsTo: readonly string[] };
  /** Moves of others that may appear: apply, look up again. */
  readonly others: readonly string[];
}

/** An app as data: all that the client's runtime has to know. */
export interface AppDescriptor {
  readonly code: AppCode;
  readonly roles: readonly RoleDescriptor[];
  readonly assets: readonly string[];
  readonly phases: readonly PhaseDescriptor[];
  readonly moves: readonly MoveDescriptor[];
  readonly terms: readonly AbiField[];
  /** The state's fields besides the pot, phase first. */
  readonly body: readonly AbiField[];
  readonly errors: readonly ErrorDescriptor[];
  readonly watch: readonly WatchRow[];
}

/** An app with its types; generated. The last member is for the compiler only: no value has it. */
export interface AppClient<Terms, Seated, Asset extends string, Views, Refusal> extends AppDescriptor {
  readonly types?: readonly [Terms, Seated, Asset, Views, Refusal];
}
