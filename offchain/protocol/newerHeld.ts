import { type ChannelState, type Env, type Step, send } from "./channelState.ts";
import { hold } from "./finality.ts";
import type { MessageOf } from "./messages.ts";

/**
 * A newer held state that a peer names, with its signatures: adopted where its content is known and every signature is right, fetched
 * where it is not (protocol §1.2, Welcome and Status).
 */
export function newerHeld(
  env: Env,
  state: ChannelState,
  from: number,
  { held, signatures }: Pick<MessageOf<"welcome" | "status">, "held" | "signatures">,
): Step {
  if (held.version <= state.held.content.version) return { state, out: [] };
  const known = state.candidates.find(({ digest }) => digest === held.digest);
  const { participants } = state.genesis.channel;
  const whole =
    known !== undefined &&
    signatures.length === participants.length &&
    participants.every(({ signer }, i) => env.keys.verify(signer, known.digest, signatures[i] ?? "0x"));
  if (known !== undefined && whole) return hold(env, state, { ...known, signatures });
  const to = state.genesis.nodes[from];
  const fetch = { kind: "fetch", channelId: state.genesis.channelId, digest: held.digest } as const;
  return { state, out: to === undefined ? [] : [send(to, fetch)] };
}
