import type { Hex } from "../evm/hex.ts";
import {
  type ChannelState,
  type Env,
  isOpenGroup,
  type Out,
  type Proof,
  type Step,
  send,
  tell,
} from "./channelState.ts";
import type { MessageOf } from "./messages.ts";
import { enter } from "./rotation.ts";
import { proposerOf } from "./term.ts";

/** A signature of a participant on a state of a version. */
interface Signed {
  readonly participant: number;
  readonly version: number;
  readonly digest: Hex;
  readonly signature: Hex;
}

/** Another state of the same version with the same participant's signature, among what this node knows. */
function other({ held, candidates }: ChannelState, { participant, version, digest }: Signed): Signed | null {
  for (const known of [...candidates, { ...held, version: held.content.version }]) {
    const signature = known.signatures[participant];
    if (known.version === version && known.digest !== digest && signature !== null && signature !== undefined)
      return { participant, version, digest: known.digest, signature };
  }
  return null;
}

function proven(env: Env, state: ChannelState, one: Signed, two: Signed): Step {
  const { participant, version } = one;
  if (state.proofs.some((known) => known.participant === participant)) return { state, out: [] };
  const proof: Proof = {
    participant,
    version,
    digests: [one.digest, two.digest],
    signatures: [one.signature, two.signature],
  };
  const next = { ...state, proofs: [...state.proofs, proof] };
  const text = `participant ${participant} has signed two states of version ${version}: neither can be held, and the proof is kept`;
  const alarm: Out = tell(next, { kind: "alarm", text });
  // T1, at once: a proposer that shows one state here and another there is not waited for.
  const replaced = participant === proposerOf(next) && isOpenGroup(next);
  const entered = replaced ? enter(env, next, next.term + 1) : { state: next, out: [] };
  return { state: entered.state, out: [alarm, ...entered.out] };
}

/**
 * A Sign of a state that this node does not know, of a version of which it knows another: either its sender has signed both, or the
 * proposer has, and then each of the two gets the proposer's other signature (protocol T4).
 */
export function conflicting(env: Env, state: ChannelState, from: number, message: MessageOf<"sign">): Step {
  const { version, digest, signature } = message;
  const mine = state.candidates.find((candidate) => candidate.version === version && candidate.digest !== digest);
  const signer = state.genesis.channel.participants[from]?.signer;
  const to = state.genesis.nodes[from];
  if (mine === undefined || signer === undefined || to === undefined) return { state, out: [] };
  if (!env.keys.verify(signer, digest, signature)) return { state, out: [] };
  const said = { participant: from, version, digest, signature };
  const before = other(state, said);
  if (before !== null) return proven(env, state, before, said);
  const { proposer } = mine;
  const shown = mine.signatures[proposer];
  if (proposer === state.genesis.me || shown === null || shown === undefined) return { state, out: [] };
  const evidence = {
    kind: "evidence",
    channelId: state.genesis.channelId,
    participant: proposer,
    version,
    digest: mine.digest,
    signature: shown,
  } as const;
  return { state, out: [send(to, evidence)] };
}

/** Evidence: a participant's signature that another was shown; with a different one of the same version here, it is proof. */
export function onEvidence(env: Env, state: ChannelState, message: MessageOf<"evidence">): Step {
  const signer = state.genesis.channel.participants[message.participant]?.signer;
  if (signer === undefined || message.participant === state.genesis.me) return { state, out: [] };
  const before = other(state, message);
  if (before === null || !env.keys.verify(signer, message.digest, message.signature)) return { state, out: [] };
  return proven(env, state, before, message);
}
