import type { Command } from "commander";
import type { Hex } from "../../evm/hex.ts";
import type { Amount } from "../amounts.ts";
import { type Context, contextOf, fieldsOf, required, textOf } from "../context.ts";
import { UsageError } from "../exitCodes.ts";
import { untilOpen } from "../untilStage.ts";
import { example } from "./example.ts";

interface Options {
  readonly node_key: readonly string[];
  readonly local_amt: readonly string[];
  readonly remote_amt: readonly string[];
  readonly challenge_duration?: string;
  readonly block?: true;
}

/** `chenilles openchannel` */
export function addOpenchannel(program: Command): void {
  program
    .command("openchannel")
    .description("open a channel with a peer, or a group with several, and deposit into it")
    .argument("[node_key...]", "the peers' node ids; what this node deposits may follow")
    .option("--node_key <id>", "a peer's node id; once per peer", each, [])
    .option("--local_amt <amount>", "what this node deposits: 0.5eth, 1000wei, 12.5@<token>; once per asset", each, [])
    .option("--remote_amt <amount>", "what each peer is asked to deposit; once per asset", each, [])
    .option("--challenge_duration <seconds>", "how long a challenge can be answered (default: the chain's)")
    .option("--block", "wait until the channel is open")
    .addHelpText(
      "after",
      example(
        "openchannel --node_key 02ab… --local_amt 0.5eth",
        "openchannel 02ab… 12.5@0x5fbd… --remote_amt 12.5@0x5fbd… --block",
        "openchannel 02ab… --local_amt 0.5eth --remote_amt 12.5@0x5fbd…",
        "openchannel 02ab… 03cd… 02ef… --local_amt 0.5eth --remote_amt 0.5eth",
      ),
    )
    .action(async (words: readonly string[], options: Options, command: Command) => {
      const context = contextOf(command);
      const usage = "openchannel --node_key 02ab… --local_amt 0.5eth";
      const word = words.at(-1);
      // The last word may be what this node deposits: no node id, and not the only one that says to whom.
      const amount =
        word === undefined || NODE_ID.test(word) || words.length + options.node_key.length < 2 ? undefined : word;
      const peers = [...options.node_key, ...(amount === undefined ? words : words.slice(0, -1))];
      required(peers[0], "--node_key", usage);
      const locals = amount === undefined ? options.local_amt : [amount, ...options.local_amt];
      if (locals.length + options.remote_amt.length === 0) required(undefined, "--local_amt", usage);
      const assets = assetsOf(await allOf(context, locals), await allOf(context, options.remote_amt));
      const duration =
        options.challenge_duration === undefined ? {} : { challengeDuration: secondsOf(options.challenge_duration) };
      const params = { peers: peers.map(nodeIdOf), assets: assets.map((asset) => ({ ...asset })), ...duration };
      const opened = fieldsOf(await context.request("openchannel", params));
      const channelId = textOf(opened["channelId"]);
      const last = options.block === true ? { ...opened, ...(await untilOpen(context, channelId)) } : opened;
      const deposits = await Promise.all(assets.map((asset) => context.show(asset.localAmount, asset.token)));
      const shown = deposits.join(" and ");
      const hint = options.block === true ? "" : "; watch it with `chenilles pendingchannels`";
      context.print(last, `channel ${channelId}: ${textOf(fieldsOf(last)["stage"])}, depositing ${shown}${hint}`);
    });
}

/** Gathers an option that may be given several times. */
export const each = (value: string, before: readonly string[]): readonly string[] => [...before, value];

const allOf = (context: Context, texts: readonly string[]): Promise<Amount[]> =>
  Promise.all(texts.map((text) => context.amount(text)));

interface Deposits {
  readonly token: string;
  localAmount: string;
  remoteAmount: string;
}

/** The amounts of both sides, by token. @throws UsageError where one side names a token twice. */
function assetsOf(locals: readonly Amount[], remotes: readonly Amount[]): readonly Deposits[] {
  const assets = new Map<string, Deposits>();
  const take = (amounts: readonly Amount[], side: "localAmount" | "remoteAmount", option: string): void => {
    for (const [at, { token, amount }] of amounts.entries()) {
      if (amounts.findIndex((other) => other.token === token) !== at)
        throw new UsageError(`${option} names one asset twice`, "give one amount per asset");
      const asset = assets.get(token) ?? { token, localAmount: "0", remoteAmount: "0" };
      asset[side] = amount;
      assets.set(token, asset);
    }
  };
  take(locals, "localAmount", "--local_amt");
  take(remotes, "remoteAmount", "--remote_amt");
  return [...assets.values()];
}

const NODE_ID = /^(0x)?0[23][0-9a-f]{64}$/i;

/** A whole number of seconds. @throws UsageError */
export function secondsOf(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`"${text}" is not a number of seconds`, "write e.g. 3600");
  return Number(text);
}

/** A node id as the API takes it; also without 0x. @throws UsageError */
export function nodeIdOf(text: string): Hex {
  const hex = text.toLowerCase().replace(/^0x/, "");
  if (!/^0[23][0-9a-f]{64}$/.test(hex)) {
    throw new UsageError(
      `"${text}" is not a node id`,
      "a node id is 33 bytes in hexadecimal, 02… or 03…; the peer's `chenilles getinfo` shows it",
    );
  }
  return `0x${hex}`;
}

/** A channel id. @throws UsageError */
export function channelIdOf(text: string): string {
  const id = text.toLowerCase();
  if (!/^0x[0-9a-f]{64}$/.test(id))
    throw new UsageError(
      `"${text}" is not a channel id`,
      "copy it from `chenilles listchannels --json`: 0x and 64 digits",
    );
  return id;
}
