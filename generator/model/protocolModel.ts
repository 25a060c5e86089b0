/** The protocol as plain data: what the templates see. */
export interface ProtocolModel {
  readonly structs: readonly StructModel[];
  readonly hashes: readonly HashModel[];
  readonly limits: readonly LimitModel[];
  readonly domain: { readonly typeHash: string; readonly name: string; readonly version: string };
}

export interface FieldModel {
  readonly name: string;
  /** As Solidity writes it, e.g. `AssetState[]`. */
  readonly type: string;
}

export interface StructModel {
  readonly name: string;
  /** The source file. */
  readonly file: string;
  readonly comment: string;
  readonly fields: readonly FieldModel[];
}

/** An EIP-712 type: its string, and the struct that it hashes. */
export interface HashModel {
  readonly struct: string;
  readonly constant: string;
  readonly typeString: string;
  readonly typeHash: string;
  /** Fields of the type string that the struct has not: they come first and become parameters. */
  readonly leading: readonly FieldModel[];
  readonly fields: readonly FieldModel[];
}

export interface LimitModel {
  readonly name: string;
  readonly comment: string;
  /** Decimal. */
  readonly value: string;
}
