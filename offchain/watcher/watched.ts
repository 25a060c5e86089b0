import type { Publication } from "../channel/chain.ts";
import { type Content, digestOf } from "../channel/content.ts";
import { fromText, toText } from "../channel/text.ts";
import { sha256Hex } from "../evm/hash.ts";
import { type Address, type Hex, hexToBytes } from "../evm/hex.ts";
import { hashChildTerms } from "../generated/protocol/hashes.ts";
import { channelId as channelIdOf } from "../generated/protocol/rules.ts";
import { named } from "../protocol/chainNews.ts";
import { type Candidate, type ChannelState, type Env, type Genesis, newChannel } from "../protocol/channelState.ts";
import { isFixedChild } from "../protocol/child.ts";
import { fromWire } from "../protocol/full.ts";
import type { MessageOf } from "../protocol/messages.ts";

/** What a watcher holds for somebody of one channel (protocol W1). */
export interface Watched {
  readonly owner: Hex;
  readonly sequence: number;
  readonly state: ChannelState;
  /** By hash. */
  readonly preimages: ReadonlyMap<Hex, Hex>;
}

/** What a node sent does not hang together; it is not taken. */
export class BadWatch extends Error {
  constructor(reason: string) {
    super(`this cannot be watched: ${reason}`);
    this.name = "BadWatch";
  }
}

type Record = MessageOf<"watch">;
interface Where {
  readonly chainId: number;
  readonly adjudicator: Address;
  readonly domain: Hex;
  readonly verify: Env["keys"]["verify"];
}

/**
 * A record as a channel's state, checked: the id from the channel, contents against their hashes, every signature of the held one.
 * @throws BadWatch
 */
export function watchedOf(owner: Hex, record: Record, where: Where): Watched {
  const { channel, participant, sequence } = record;
  const terms = record.terms ?? null; // records of older versions have none
  if (record.chainId !== where.chainId)
    throw new BadWatch(`it is of chain ${record.chainId}, this watcher is on chain ${where.chainId}`);
  if (participant >= channel.participants.length) throw new BadWatch(`there is no participant ${participant}`);
  const [first, ...rest] = record.possible.map(({ content, signatures }) => ({
    content: fromWire(content),
    signatures,
  }));
  if (first === undefined || first.content === null) throw new BadWatch("its newest state does not fit its hashes");
  const { content, signatures } = first;
  const channelId = channelIdOf(channel, BigInt(record.chainId), where.adjudicator);
  const assets = content.books.map(({ token, id, deposits }) => ({ token, id, deposits }));
  const genesis: Genesis = {
    channelId,
    channel,
    chainId: record.chainId,
    domain: where.domain,
    me: participant,
    nodes: channel.participants.map(() => owner),
    assets,
    since: 0,
    ...(terms === null ? {} : { child: { terms, hub: owner, parent: channelId } }),
  };
  if (terms !== null && hashChildTerms(terms) !== channel.child)
    throw new BadWatch("the terms are not those of the child");
  const digest = digestOf(where.domain, channelId, content);
  const unsigned = channel.participants.findIndex(
    ({ signer }, i) => !where.verify(signer, digest, signatures?.[i] ?? "0x"),
  );
  if (content.version > 0 && unsigned >= 0)
    throw new BadWatch(`participant ${unsigned} did not sign version ${content.version}`);
  const candidates = rest.flatMap(({ content: one }) => (one === null ? [] : [candidateOf(genesis, one)]));
  const state: ChannelState = {
    ...newChannel(genesis),
    life: "open",
    held: { content, digest, signatures: signatures ?? [] },
    candidates,
  };
  const preimages = new Map(record.preimages.map((preimage) => [sha256Hex(hexToBytes(preimage)), preimage]));
  return { owner, sequence, state, preimages };
}

/** Only its content matters: the chain shows the signatures. */
function candidateOf(genesis: Genesis, content: Content): Candidate {
  const digest = digestOf(genesis.domain, genesis.channelId, content);
  return {
    version: content.version,
    term: 0,
    base: { version: 0, digest },
    fork: 0,
    below: [],
    proposer: genesis.me,
    ops: [],
    digest,
    content,
    signatures: [],
    rejected: false,
  };
}

/** A watched channel as the newest block shows it; what became fixed is remembered. */
export function seen(watched: Watched, view: ChannelState["view"], chainTime: number): Watched {
  const { state } = watched;
  const terms = state.genesis.child?.terms;
  const fixed =
    view !== null &&
    (terms === undefined
      ? view.head.status === 1 && chainTime >= view.head.deadline
      : isFixedChild(view.head, terms, chainTime));
  const outcome = fixed ? named(state, view.head.version, view.head.fingerprint) : null;
  return { ...watched, state: { ...state, view, outcome, life: fixed ? "fixed" : "open" } };
}

/** What `wantsOf` looks at, for one watched channel. */
export function watchedEnv(
  base: Omit<Env, "publication" | "preimage">,
  watched: Watched,
  publications: ReadonlyMap<Hex, Publication>,
): Env {
  return { ...base, publication: (hash) => publications.get(hash), preimage: (hash) => watched.preimages.get(hash) };
}

/** A record for the disk, and back. */
export const recordText = (owner: Hex, record: Record): string => toText({ owner, record });
export const recordFrom = (key: string, text: string): { readonly owner: Hex; readonly record: Record } =>
  fromText(key, text);
