// Credits (adjudicator §6): what failed payments left for an owner, and where it wants it.
import type { Address, Hex } from "../../offchain/evm/hex.ts";
import { hashRedirect } from "../../offchain/generated/protocol/hashes.ts";
import type { Call } from "./calls.ts";
import { keyOf } from "./identity.ts";
import { at, type Draft, need, unordered } from "./state.ts";

function send(draft: Draft, owner: Address, token: Hex, id: bigint, to: Address): void {
  const assetKey = keyOf(token, id);
  const key = at(owner, assetKey);
  const amount = draft.credits.get(key) ?? 0n;
  need(amount > 0n, "NoCredit");
  need(draft.outside.pay({ token, id, account: to, amount }), "NotPaid");
  draft.credits.delete(key);
  draft.payments.push({ token, id, to, amount, failed: false });
  draft.events.push({ name: "CreditWithdrawn", owner, assetKey, to, amount });
}

/** `withdrawCredit`: by the owner, to any account; if that fails the credit stands. */
export function withdrawCredit(draft: Draft, call: Call & { entry: "withdrawCredit" }): void {
  send(draft, call.sender, call.token, call.id, call.to);
}

/** The same by the owner's `Redirect`, sent by anyone, once and in time. The text states no order among these checks. */
export function redirect(draft: Draft, call: Call & { entry: "redirect" }): void {
  const { redirect: wanted, signature, now } = call;
  const { owner, token, id, to, nonce, validUntil } = wanted;
  const own = signature.by === owner && signature.flaw === undefined;
  const signed =
    draft.outside.wallet(owner, signature) ?? (own && hashRedirect(signature.over) === hashRedirect(wanted));
  unordered(
    [
      [now <= validUntil, "Expired"],
      [!draft.nonces.has(at(owner, nonce)), "NonceUsed"],
      [signed, "NotSigned"],
    ],
    () => send(draft, owner, token, id, to),
  );
  draft.nonces.add(at(owner, nonce));
}
