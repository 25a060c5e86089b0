import type { FieldModel } from "./protocolModel.ts";

/** An app as plain data: what checks judge and templates see. */
export interface AppModel {
  readonly app: string;
  readonly title: string;
  readonly notice: string;
  /** The source file. */
  readonly file: string;
  /** Tags in the source, all of them read. */
  readonly tags: number;
  readonly roles: readonly RoleModel[];
  readonly assets: readonly { readonly name: string; readonly index: number }[];
  readonly phases: readonly PhaseModel[];
  readonly terms: readonly FieldModel[];
  readonly state: readonly FieldModel[];
  /** The enums of the spec, `Phase` apart. */
  readonly enums: readonly { readonly name: string; readonly values: readonly string[] }[];
  /** The structs of the spec, `Terms` and `State` apart. */
  readonly structs: readonly { readonly name: string; readonly fields: readonly FieldModel[] }[];
  readonly errors: readonly { readonly name: string; readonly args: readonly FieldModel[] }[];
  readonly hasStart: boolean;
  readonly hasTurn: boolean;
  /** In the order of the file: a move's place is its number on chain. */
  readonly moves: readonly MoveModel[];
  readonly timeouts: readonly TimeoutModel[];
  readonly bounds: BoundsModel;
}

/** A run of seats. */
export interface RoleModel {
  readonly name: string;
  /** The first seat. */
  readonly seat: number;
  readonly min: number;
  readonly max: number;
}

/** `any` is said of one-seat moves too: they are one mode (spec-language §1). */
export type Mode = "any" | "each" | "turns";

export interface PhaseModel {
  readonly name: string;
  readonly final: boolean;
  readonly moves: readonly string[];
  readonly timeout: string | null;
  readonly mode: Mode;
}

export interface MoveModel {
  readonly name: string;
  readonly notice: string;
  readonly who: "one" | Mode;
  readonly roles: readonly string[];
  readonly in: string;
  /** The phases that it assigns. */
  readonly to: readonly string[];
  /** Whether on some path it assigns none. */
  readonly stays: boolean;
  readonly atMostOnChain: number;
  readonly takes: { readonly terms: boolean; readonly by: boolean };
  readonly args: readonly FieldModel[];
  /** The argument that is a `Seal`, and the move that shows what it hides. */
  readonly seals: string | null;
  readonly opener: string | null;
  /** The move whose seal it opens, the sealed arguments, and the salt's name. */
  readonly reveals: string | null;
  readonly secrets: readonly string[];
}

export type ClockModel =
  | { readonly kind: "after"; readonly duration: string; readonly from: string | null }
  | { readonly kind: "at"; readonly time: string };

export interface TimeoutModel {
  readonly phase: string;
  readonly function: string;
  readonly notice: string;
  readonly clock: ClockModel;
  readonly readsPublished: boolean;
  readonly to: readonly string[];
  readonly takes: { readonly terms: boolean };
  readonly waitsFor: readonly string[];
}

export interface BoundsModel {
  readonly onChainMoves: readonly { readonly role: string; readonly moves: number }[];
  readonly forcedExit: string;
}
