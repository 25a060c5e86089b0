import { expect } from "chai";
import type { Hex } from "../../offchain/evm/hex.ts";
import type { Channel, State } from "../../offchain/generated/protocol/structs.ts";
import type { Call, StateSignature } from "../model/calls.ts";
import { Duel } from "./duel.ts";
import { PEOPLE } from "./keys.ts";
import { assemble, type Cast } from "./outside/cast.ts";
import { ETH, World, ZERO } from "./world.ts";

const [ALICE = "0x", BOB = "0x"] = PEOPLE;

describe("the adjudicator and its model, side by side", () => {
  let world: World;
  let cast: Cast;
  let duel: Duel;

  before(async () => {
    world = await World.begin();
    cast = await assemble(world);
    duel = await Duel.between(world, cast);
  });

  beforeEach(() => duel.restart());

  after(() => world.close());

  async function agree(call: Call): Promise<string> {
    const { actual, differences } = await duel.play({ kind: "call", call });
    expect(differences).to.deep.equal([]);
    return actual !== null && "reverted" in actual ? actual.reverted : "";
  }

  function bySigners(channel: Channel): readonly StateSignature[] {
    return channel.participants.map(({ signer }) => ({ by: signer }));
  }

  function paying(version: number, token: Hex, toAlice: bigint): State {
    const assets = [{ token, id: 0n, locked: 0n, delta: [toAlice, -toAlice], withdrawn: [] }];
    return { version, isFinal: false, interactionsRoot: ZERO, assets };
  }

  it("agree over the life of a channel", async () => {
    const channel = world.channel(2);
    const channelId = world.idOf(channel);
    const { now } = world;
    const fundETH = { entry: "fundETH", channelId, minHeld: 0n, sender: ALICE, now } as const;
    expect(await agree({ ...fundETH, participant: 0, value: 100n })).to.equal("");
    expect(await agree({ ...fundETH, participant: 2, value: 100n })).to.equal("BadParticipant");
    const state = paying(1, ETH, -60n);
    const signatures = bySigners(channel);
    const challenge = { entry: "challenge", channel, state, signatures, participant: 1, sender: BOB, now } as const;
    expect(await agree({ ...challenge, sender: ALICE })).to.equal("NotParticipant");
    expect(await agree(challenge)).to.equal("");
    const settle = { entry: "settle", channel, state, masks: [3n], sender: ALICE } as const;
    expect(await agree({ ...settle, now: now + 86_399 })).to.equal("NotFixed");
    expect(await agree({ ...settle, now: now + 86_400 })).to.equal("");
    expect(await agree({ ...settle, now: now + 86_400 })).to.equal("");
  });

  for (const kind of ["TestToken", "FeeToken", "SilentToken", "RebasingToken", "HookToken"])
    it(`agree with the twin of ${kind}`, async () => {
      const token = cast.tokens.find((one) => one.kind === kind)?.token ?? ZERO;
      const [payee = "0x"] = cast.payees;
      const channel = world.channel(2, {
        participants: [
          { signer: ALICE, payout: payee },
          { signer: BOB, payout: BOB },
        ],
      });
      const fund = {
        entry: "fund",
        channelId: world.idOf(channel),
        token,
        id: 0n,
        minHeld: 0n,
        sender: ALICE,
      } as const;
      const { now } = world;
      await agree({ ...fund, participant: 0, amount: 99n, now });
      await agree({ ...fund, participant: 1, amount: 1000n, now });
      const at = cast.tokens.find((one) => one.kind === kind)?.at ?? ZERO;
      if (kind === "RebasingToken") await duel.play({ kind: "weather", weather: { kind: "rebase", at, percent: 70n } });
      await duel.play({ kind: "weather", weather: { kind: "payee", payee, mood: "reverts" } });
      const state = { ...paying(3, token, -40n), isFinal: true };
      const conclude = {
        entry: "conclude",
        channel,
        state,
        signatures: bySigners(channel),
        masks: [3n],
        sender: BOB,
      } as const;
      await agree({ ...conclude, now });
    });
});
