import type { ProtocolModel } from "../model/protocolModel.ts";
import { docComment, render } from "./render.ts";
import { parseType, tsType } from "./solidityTypes.ts";

/** `offchain/generated/protocol/structs.ts`: the Solidity structs as readonly interfaces, and as lists of fields. */
export function emitStructs(model: ProtocolModel): string {
  const structs = model.structs.map((struct) => ({
    name: struct.name,
    file: struct.file,
    comment: docComment(`${struct.comment === "" ? "" : `${struct.comment}\n\n`}From ${struct.file}.`),
    fields: struct.fields.map((field) => ({ name: field.name, type: field.type, ts: tsType(parseType(field.type)) })),
  }));
  return render("structs.ts", { structs });
}

/** `offchain/generated/protocol/limits.ts`. */
export function emitLimits(model: ProtocolModel): string {
  const limits = model.limits.map((limit) => {
    const wide = BigInt(limit.value) > BigInt(Number.MAX_SAFE_INTEGER);
    return { name: limit.name, comment: docComment(limit.comment), literal: wide ? `${limit.value}n` : limit.value };
  });
  return render("limits.ts", { limits });
}
