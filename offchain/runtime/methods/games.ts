import { entries } from "../../channel/hexMap.ts";
import { assetText, heldText } from "../../channel/token.ts";
import { leafAt } from "../../channel/tree.ts";
import { bytesToHex, type Hex } from "../../evm/hex.ts";
import { abiEncode } from "../../evm/strictAbi.ts";
import type { ChannelState } from "../../protocol/channelState.ts";
import type { AppDescriptor } from "../../protocol/client/descriptor.ts";
import { readRefusal } from "../../protocol/client/refusal.ts";
import { margin } from "../../protocol/profile.ts";
import { standing } from "../../watcher/position.ts";
import { type Json, type JsonObject, RequestError } from "../json.ts";
import { amount, fields, hex, numberOr, rows, text, token, tokenName } from "../params.ts";
import { appViews } from "../views.ts";
import {
  ask,
  channelOf,
  fresh,
  type Method,
  notHeld,
  playWhenSure,
  type Running,
  requireCode,
  until,
} from "./method.ts";

function descriptorOf({ known }: Running, name: string): AppDescriptor {
  const found = known.descriptors.find(({ code }) => code.name === name);
  if (found !== undefined) return found;
  throw new RequestError(
    "unknown_app",
    `this node has no app called ${name}`,
    `choose one of ${known.descriptors.map(({ code }) => code.name).join(", ")}`,
  );
}

/** Values of a request as the app's own types: amounts from decimal text, enums by name. */
function typed(
  types: readonly {
    readonly name: string;
    readonly type: { readonly kind: string; readonly bits?: number; readonly small?: boolean };
  }[],
  given: JsonObject,
  what: string,
): Readonly<Record<string, unknown>> {
  const extra = Object.keys(given).find((name) => !types.some((type) => type.name === name));
  if (extra !== undefined)
    throw new RequestError(
      "bad_request",
      `${what} have no field ${extra}`,
      `they are ${types.map(({ name }) => name).join(", ") || "none"}`,
    );
  return Object.fromEntries(types.map(({ name, type }) => [name, fieldOf(type, given[name], `${what}: ${name}`)]));
}

function fieldOf(
  type: { readonly kind: string; readonly bits?: number; readonly small?: boolean },
  value: Json | undefined,
  what: string,
): unknown {
  if (value === undefined || value === null)
    throw new RequestError("bad_request", `${what} is missing`, "give every field");
  if (type.kind !== "uint" && type.kind !== "int") return value;
  if (!/^-?\d+$/.test(String(value)))
    throw new RequestError("bad_request", `${what} is ${JSON.stringify(value)}`, "write a whole number");
  const small = type.small === true || (type.bits ?? 256) <= 48;
  return small ? Number(value) : BigInt(String(value));
}

function bytesOf(types: AppDescriptor["terms"], given: JsonObject, what: string): Hex {
  try {
    return bytesToHex(abiEncode(types, typed(types, given, what)));
  } catch (error) {
    if (error instanceof RequestError) throw error;
    throw new RequestError(
      "bad_request",
      `${what} do not fit: ${error instanceof Error ? error.message : String(error)}`,
      "check the ranges",
    );
  }
}

/**
 * Which of the channel's assets are the app's: named by the app's words for them, `{"goods":"0x5fbd…"}`; where both have one only, that
 * one.
 * @throws RequestError
 */
function placesOf(channel: ChannelState, app: AppDescriptor, given: JsonObject): number[] {
  const { assets } = channel.genesis;
  const unknown = Object.keys(given).find((name) => !app.assets.includes(name));
  if (unknown !== undefined)
    throw new RequestError(
      "bad_request",
      `${app.code.name} has no asset ${unknown}`,
      `its assets are ${app.assets.join(", ")}`,
    );
  if (app.assets.length === 1 && assets.length === 1 && Object.keys(given).length === 0) return [0];
  return app.assets.map((name) => {
    if (given[name] === undefined)
      throw new RequestError(
        "bad_request",
        `say which asset ${name} of ${app.code.name} is`,
        `this channel holds ${heldText(assets)}: send "assets" as e.g. {"${name}":"${assetText(assets[0]?.token ?? "0x")}"}`,
      );
    const word = token({ token: given[name] === "eth" ? "0x" : given[name] });
    const place = assets.findIndex((asset) => asset.token === word);
    if (place < 0) throw notHeld(channel, word);
    return place;
  });
}

/** openapp {channelId, app, terms, role, assets?}: proposes an app to the other side; resolves when both have signed its opening. */
export const openapp: Method = async (node, params) => {
  const channelId = hex(params, "channelId", 32);
  const channel = channelOf(node, channelId);
  const app = descriptorOf(node, text(params, "app"));
  await requireCode(node, app.code);
  const role = text(params, "role").toLowerCase();
  const mine = app.roles.find((candidate) => candidate.name.toLowerCase() === role);
  if (mine === undefined)
    throw new RequestError(
      "bad_request",
      `${app.code.name} has no role ${role}`,
      `choose one of ${app.roles.map(({ name }) => name).join(", ")}`,
    );
  const terms = bytesOf(app.terms, fields(params["terms"] ?? {}), "the terms");
  const count = app.roles.reduce((sum, { min }) => sum + min, 0);
  const others = channel.genesis.nodes.map((_, i) => i).filter((i) => i !== channel.genesis.me);
  const seats = Array.from({ length: count }, (_, seat) =>
    seat === mine.seat ? channel.genesis.me : (others[seat < mine.seat ? seat : seat - 1] ?? -1),
  );
  if (seats.includes(-1))
    throw new RequestError(
      "bad_request",
      `${app.code.name} needs ${count} seats, the channel has ${channel.genesis.nodes.length} participants`,
      "play it in a larger channel",
    );
  const offer = {
    offerId: fresh(32),
    app: app.code.address,
    terms,
    seats,
    assets: placesOf(channel, app, fields(params["assets"] ?? {})),
    ...windows(node, app, terms, count),
  };
  const opened = await ask(
    node,
    { kind: "offerApp", channelId, offer },
    "the other side has to accept the app (`chenilles acceptapp`) and both need the stake to spend",
  );
  return { channelId, index: Number(opened["index"]), app: app.code.name };
};

/** notBefore and fallbackDelay as adjudicator §9 (e) asks: later than every time of the terms, longer than every window. */
function windows(
  node: Running,
  app: AppDescriptor,
  terms: Hex,
  seats: number,
): { notBefore: number; fallbackDelay: number } {
  const begun = app.code.begin(terms, BigInt(seats));
  const status = begun.ok ? app.code.status(terms, begun.value, "0x") : begun;
  if (!status.ok || !("clock" in status.value))
    throw new RequestError("bad_request", `${app.code.name} refuses these terms`, "choose others");
  return {
    notBefore: Number(status.value.time),
    fallbackDelay: Number(status.value.window) + 2 * margin(node.profile),
  };
}

/** What a node stakes in an app at most: one amount, or one per token. @throws RequestError */
function maxStakesOf(params: JsonObject): Readonly<Record<Hex, bigint>> {
  const given = params["maxStakes"] === undefined ? [params] : rows(params, "maxStakes");
  return Object.fromEntries(given.map((row) => [token(row), amount(row, given[0] === params ? "maxStake" : "amount")]));
}

/**
 * acceptapp {app, maxStake, token?} or {app, maxStakes: [{token?, amount}]}: from now on this node takes part when asked, up to that
 * stake of its own (base units), and with none of any other asset.
 */
export const acceptapp: Method = async (node, params) => {
  const app = descriptorOf(node, text(params, "app"));
  const maxStakes = maxStakesOf(params);
  await requireCode(node, app.code);
  await ask(node, { kind: "setPolicy", app: app.code.address, policy: { maxStakes, ask: false } }, "try again");
  const stakes = Object.entries(maxStakes) as [Hex, bigint][]; // the keys of the record are its type's
  return {
    app: app.code.name,
    maxStakes: stakes.map(([word, most]) => ({ token: tokenName(word), amount: String(most) })),
  };
};

/** How long a move waits for the other side's to arrive before it is refused as not one's turn. */
const TURN_SECONDS = 5;

/** playapp {channelId, index, move, args}: makes a move; resolves when all have signed it, or it is kept for the chain. */
export const playapp: Method = async (node, params) => {
  const channelId = hex(params, "channelId", 32);
  const index = numberOr(params, "index", 0);
  const content = channelOf(node, channelId).outcome ?? channelOf(node, channelId).held.content;
  const running = appViews(channelOf(node, channelId), node.known.descriptors).find((view) => view["index"] === index);
  if (running === undefined)
    throw new RequestError(
      "unknown_app",
      `no app runs at index ${index} of channel ${channelId} (version ${content.version})`,
      "list them with `chenilles listapps`",
    );
  const app = descriptorOf(node, String(running["app"]));
  const name = text(params, "move");
  const move = app.moves.findIndex((candidate) => candidate.name === name);
  const descriptor = app.moves[move];
  if (descriptor === undefined)
    throw new RequestError(
      "bad_request",
      `${app.code.name} has no move ${name}`,
      `choose one of ${app.moves.map((known) => known.name).join(", ")}`,
    );
  await until(node, numberOr(params, "turnSeconds", TURN_SECONDS), () =>
    myTurn(node, channelOf(node, channelId), index, name) ? true : undefined,
  );
  const args = bytesOf(descriptor.args, fields(params["args"] ?? {}), "the arguments");
  requireValid(channelOf(node, channelId), app, { index, move, args });
  const next = "look at `chenilles listapps`: whose turn it is, and what is left to do";
  const done = await playWhenSure(node, { channelId, index, move, args }, next).catch((error: unknown) => {
    throw error instanceof RequestError ? new RequestError(error.code, inWords(app, error.message), next) : error;
  });
  const view =
    appViews(channelOf(node, channelId), node.known.descriptors).find((known) => known["index"] === index) ?? null;
  return { channelId, index, onChain: done["onChain"] === true, view, over: view === null };
};

/**
 * On chain a move that was chosen is never replaced (adjudicator §9 (b)): one that could not be made is refused before it is kept.
 * @throws RequestError
 */
function requireValid(
  channel: ChannelState,
  app: AppDescriptor,
  play: { index: number; move: number; args: Hex },
): void {
  const found = channel.outcome === null ? undefined : leafAt(channel.outcome.tree, play.index);
  if (found?.kind !== "app" || channel.view === null) return;
  const at = standing(app.code, found, channel.view.head.deadline, channel.view.appEvents);
  const seat = found.leaf.seats.indexOf(channel.genesis.me);
  const tried = at === null ? null : app.code.play(found.terms, at.state, seat, play.move, play.args);
  if (tried?.ok === true && at?.done === false) return;
  const why = tried === null || tried.ok ? "the app is over" : readRefusal(app, tried.revert).error;
  throw new RequestError(
    "refused",
    `the move is not valid now (${why})`,
    "look at `chenilles listapps`: whose turn it is",
  );
}

/** A refusal with the app's own word for it in place of the bytes it reverted with, e.g. `NotItsTurn`. */
function inWords(app: AppDescriptor, message: string): string {
  return message.replace(/0x[0-9a-f]{8,}/, (data) => readRefusal(app, data as Hex).error); // matched as hexadecimal
}

/** Whether this seat may make a move now, or the app is over. */
function myTurn(node: Running, channel: ChannelState, index: number, move: string): boolean {
  const view = appViews(channel, node.known.descriptors).find((known) => known["index"] === index);
  const moves = view === undefined ? [] : fields(view["view"] ?? {})["moves"];
  return view === undefined || (Array.isArray(moves) && moves.includes(move));
}

/** listapps {}: the apps that run in this node's channels, as its seat sees them. */
export const listapps: Method = async (node) => ({
  apps: entries(node.loop.state().channels).flatMap(([, channel]) =>
    channel.life === "closed" ? [] : appViews(channel, node.known.descriptors),
  ),
});
