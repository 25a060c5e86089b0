import type { FieldModel, ProtocolModel } from "../model/protocolModel.ts";
import { abiFieldLiteral, innerFirst } from "./abiLiteral.ts";
import { render } from "./render.ts";
import { parseType, tsType } from "./solidityTypes.ts";

/** The structs that go on chain as bytes inside a call, each `abi.encode` of one struct. */
const ENCODED_STRUCTS: readonly string[] = ["HashLock", "Leg", "App", "AppState", "ChildTerms"];

/** Several values encoded one after the other: what `extra` and `auth` hold (see contracts/types/Calls.sol and adjudicator §6, §9). */
const ENCODED_LISTS: readonly {
  readonly name: string;
  readonly comment: string;
  readonly fields: readonly FieldModel[];
}[] = [
  {
    name: "AppClaim",
    comment: "`extra` of an app's claim: where the app stands.",
    fields: [
      { name: "state", type: "AppState" },
      { name: "entryHash", type: "bytes32" },
      { name: "used", type: "bytes" },
    ],
  },
  {
    name: "LegClaim",
    comment: "`extra` of a leg's claim: the child as the chain has it (at version 0 an empty state).",
    fields: [
      { name: "channel", type: "Channel" },
      { name: "terms", type: "ChildTerms" },
      { name: "state", type: "State" },
    ],
  },
  {
    name: "ChallengeAuth",
    comment: "`auth` of a challenge: the signer's `Challenge`, without what the chain knows.",
    fields: [
      { name: "minVersion", type: "uint48" },
      { name: "validUntil", type: "uint40" },
      { name: "signature", type: "bytes" },
    ],
  },
];

/** `offchain/generated/protocol/codecs.ts`. */
export function emitCodecs(model: ProtocolModel): string {
  const structs = innerFirst(model.structs).map((struct) => ({
    name: struct.name,
    fields: struct.fields.map((field) => abiFieldLiteral(field.name, field.type)),
  }));
  const lists = ENCODED_LISTS.map((list) => ({
    ...list,
    fields: list.fields.map((field) => ({
      name: field.name,
      ts: tsType(parseType(field.type)),
      literal: abiFieldLiteral(field.name, field.type),
    })),
  }));
  const known = new Set(model.structs.map(({ name }) => name));
  const listed = ENCODED_LISTS.flatMap(({ fields }) => fields.map(({ type }) => type)).filter((type) =>
    known.has(type),
  );
  const imported = [...new Set([...ENCODED_STRUCTS, ...listed])].sort();
  return render("codecs.ts", { structs, encoded: ENCODED_STRUCTS, imported, lists });
}
