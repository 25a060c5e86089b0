import { potFits } from "../channel/apply.ts";
import { depositedIn } from "../channel/chain.ts";
import { type Content, digestOf, type Interaction, leafHash, spendable } from "../channel/content.ts";
import { type Change, change, emptyTree, leaves, type Tree } from "../channel/tree.ts";
import type { Carried } from "../channel/wire.ts";
import { keccakHex } from "../evm/hash.ts";
import { type Hex, hexToBytes } from "../evm/hex.ts";
import { hashChildTerms } from "../generated/protocol/hashes.ts";
import { appStateHash } from "../generated/protocol/rules.ts";
import { type ChannelState, type Env, RESEND_FIRST, type Step, send, tell } from "./channelState.ts";
import { caughtUp, hold } from "./finality.ts";
import type { content as contentCodec, Message, MessageOf } from "./messages.ts";
import { carriesSticky } from "./sticky.ts";

type WireContent = Carried<typeof contentCodec>;

/** A content as it travels. */
export function toWire(content: Content): WireContent {
  const { version, isFinal, draining, seqs, books, tree } = content;
  return {
    version,
    isFinal,
    draining,
    seqs,
    books,
    leaves: leaves(tree).map(([index, interaction]) => ({ index, interaction })),
  };
}

/** The content a peer sent, or null where it does not hang together: hashes, pots, places. */
export function fromWire(wire: WireContent): Content | null {
  const changes = new Map<number, Change<Interaction>>();
  for (const { index, interaction } of wire.leaves) {
    if (interaction.leaf.index !== index || changes.has(index) || !coherent(interaction)) return null;
    changes.set(index, { hash: leafHash(interaction), value: interaction });
  }
  const { version, isFinal, draining, seqs, books } = wire;
  const tree: Tree<Interaction> = change<Interaction>(emptyTree, changes);
  return { version, isFinal, draining, seqs, books, tree };
}

function coherent(interaction: Interaction): boolean {
  if (interaction.kind === "hashLock") return true;
  if (interaction.kind === "leg") return interaction.channel.child === hashChildTerms(interaction.terms);
  const { leaf, terms, state } = interaction;
  return (
    leaf.termsHash === keccakHex(hexToBytes(terms)) && leaf.stateHash === appStateHash(state) && potFits(leaf, state)
  );
}

/** The held state with everything behind it. */
export function fullOf({ genesis, held }: ChannelState): Message {
  return { kind: "full", channelId: genesis.channelId, content: toWire(held.content), signatures: held.signatures };
}

/** Fetch: answered with the newest held state, whatever was asked for. */
export function onFetch(state: ChannelState, from: number): Step {
  const to = state.genesis.nodes[from];
  return { state, out: to === undefined || state.held.signatures.length === 0 ? [] : [send(to, fullOf(state))] };
}

/** Full: a newer state with every signature is adopted (protocol §1.2), after everything in it was checked. */
export function onFull(env: Env, state: ChannelState, from: number, message: MessageOf<"full">): Step {
  if (message.content.version <= state.held.content.version || state.life !== "open") return { state, out: [] };
  const content = fromWire(message.content);
  const wrong =
    content === null ? "its parts do not fit their hashes" : objectionTo(env, state, content, message.signatures);
  if (content === null || wrong !== null)
    return {
      state,
      out: [tell(state, { kind: "alarm", text: `participant ${from} sent a state that cannot be: ${wrong}` })],
    };
  return heard(adopt(env, state, content, message.signatures));
}

function objectionTo(env: Env, state: ChannelState, content: Content, signatures: readonly Hex[]): string | null {
  const { genesis, view } = state;
  const n = genesis.nodes.length;
  if (signatures.length !== n || content.seqs.length !== n || content.books.length !== genesis.assets.length)
    return "it is of another channel";
  const digest = digestOf(genesis.domain, genesis.channelId, content);
  const unsigned = genesis.channel.participants.findIndex(
    ({ signer }, i) => !env.keys.verify(signer, digest, signatures[i] ?? "0x"),
  );
  if (unsigned >= 0) return `participant ${unsigned} did not sign it`;
  for (const [a, book] of content.books.entries()) {
    if (book.deposits.length !== n || book.delta.length !== n || book.withdrawn.length !== n)
      return "its books are not of this channel";
    for (let i = 0; i < n; i++) {
      if (spendable(book, i) < 0n) return `participant ${i} has spent more than it has`;
      if (view?.final.status === 0 && (book.deposits[i] ?? 0n) > depositedIn(view.final, a, i))
        return `it counts a deposit that the chain does not show`;
    }
  }
  return null;
}

function adopt(env: Env, state: ChannelState, content: Content, signatures: readonly Hex[]): Step {
  const digest = digestOf(state.genesis.domain, state.genesis.channelId, content);
  const known = state.candidates.find((candidate) => candidate.digest === digest);
  if (known !== undefined) return hold(env, state, { ...known, signatures });
  const next: ChannelState = {
    ...state,
    held: { content, digest, signatures },
    candidates: state.candidates.filter(({ version }) => version > content.version),
    unfinal: [],
    // The clock of an app runs here from now: when its last move was made is forgotten.
    touched: Object.fromEntries(
      leaves(content.tree).flatMap(([index, { kind }]) => (kind === "app" ? [[index, env.chainTime]] : [])),
    ),
    maxSigned:
      state.maxSigned.version >= content.version
        ? state.maxSigned
        : { version: content.version, digest, sticky: carriesSticky(state, content) },
    wait: RESEND_FIRST,
    heldIn: state.term,
    early: state.early.filter(({ version }) => version > content.version),
  };
  // How the operations between came about is not known, so none is counted: what hangs on them is looked at again.
  const caught = caughtUp(next);
  return { state: caught.state, out: [...caught.out, tell(state, { kind: "caughtUp" })] };
}

/** Who has said in a Welcome that it holds a newer state counts as heard once that state, or a newer one, is held here. */
function heard({ state, out }: Step): Step {
  const known = (i: number): boolean => (state.awaited[i] ?? Number.POSITIVE_INFINITY) <= state.held.content.version;
  const synced = state.synced.map((before, i) => before || known(i));
  return { state: { ...state, synced, awaited: state.awaited.map((at, i) => (known(i) ? null : at)) }, out };
}
