import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { secretFile } from "../../offchain/adapters/secretFile.ts";
import type { Address, Hex } from "../../offchain/evm/hex.ts";
import type { PlayerView } from "../../offchain/generated/apps/rockPaperScissors.ts";
import { rockPaperScissors } from "../../offchain/generated/apps/rockPaperScissors.ts";
import { channelClient } from "../../offchain/protocol/client/channelClient.ts";
import type { Interaction } from "../../offchain/protocol/client/interaction.ts";
import { refusalOf } from "../../offchain/protocol/client/refusal.ts";
import type { SecretCopy } from "../../offchain/protocol/client/secretBackup.ts";
import { BackupUnreadable, backedUpSecrets, withBackup } from "../../offchain/protocol/client/secretBackup.ts";
import { memorySecrets, storageSecrets } from "../../offchain/protocol/client/secretStores.ts";
import { SecretMissing } from "../../offchain/protocol/client/secrets.ts";
import { type SharedChannel, sharedChannel } from "./support/sharedGame.ts";

const alice: Address = `0x${"a1".repeat(20)}`;
const bob: Address = `0x${"b0".repeat(20)}`;
const KEY: Hex = `0x${"5e".repeat(32)}`;
const eth = { kind: "eth" } as const;
const proposal = { terms: { stake: 10n, moveTime: 60 }, seats: { player: [alice, bob] }, assets: { money: eth } };

/** A backup in memory: what a server would keep. */
function copyInMemory(): SecretCopy & { text: string | null; fails: boolean } {
  return {
    text: null,
    fails: false,
    async read() {
      return this.text;
    },
    async write(text) {
      if (this.fails) throw new Error("the disk is full");
      this.text = text;
    },
  };
}

async function begin(channel: SharedChannel, copy: SecretCopy): Promise<Interaction<PlayerView>> {
  const port = await withBackup(channel.port(alice), copy, KEY);
  return channelClient(port).propose(rockPaperScissors, "player", proposal);
}

/** The same player on another machine: nothing but the backup. */
async function again(channel: SharedChannel, copy: SecretCopy): Promise<Interaction<PlayerView>> {
  const port = await withBackup({ ...channel.port(alice), secrets: memorySecrets() }, copy, KEY);
  return channelClient(port).join(rockPaperScissors, "player", channel.interaction());
}

const bobOf = (channel: SharedChannel): Interaction<PlayerView> =>
  channelClient(channel.port(bob)).join(rockPaperScissors, "player", channel.interaction());

async function choose(player: Interaction<PlayerView>, hand: "Rock" | "Paper"): Promise<void> {
  const view = player.view();
  if (view.phase !== "Choosing" || view.moves === null) throw new Error("it is not one's turn to choose");
  await view.moves.choose({ hand });
}

describe("secrets of the client, and their backup (spec-language §1, Secrets)", () => {
  it("killed between commit and reveal, the disk lost: the backup shows what was sealed", async () => {
    const [channel, copy] = [sharedChannel(), copyInMemory()];
    await choose(await begin(channel, copy), "Paper");
    const other = bobOf(channel);
    await choose(other, "Rock");
    const restored = await again(channel, copy);
    const [mine, theirs] = await Promise.all([restored.until("Over"), other.until("Over")]);
    expect(mine.payout).to.deep.equal({ money: [20n, 0n] });
    expect(theirs.state.hands).to.deep.equal(["Paper", "Rock"]);
  });

  it("the backup is safe before the seal is sent: what cannot be kept is not sealed", async () => {
    const [channel, copy] = [sharedChannel(), copyInMemory()];
    const mine = await begin(channel, copy);
    copy.fails = true;
    const failed = await choose(mine, "Paper").catch((error: unknown) => error);
    expect(String(failed)).to.match(/the disk is full/);
    expect(channel.moves).to.deep.equal([]);
    copy.fails = false;
    await choose(mine, "Rock");
    expect(channel.moves).to.have.length(1);
  });

  it("nobody reads it: neither hand nor seal is in the text, and another key does not open it", async () => {
    const [channel, copy] = [sharedChannel(), copyInMemory()];
    await choose(await begin(channel, copy), "Paper");
    const seal = channel.moves[0]?.args ?? "";
    expect(copy.text)
      .to.match(/^chenilles-secrets-1 0x/)
      .and.not.include(seal.slice(2));
    const wrong = await backedUpSecrets(memorySecrets(), copy, `0x${"11".repeat(32)}`).catch((error: unknown) => error);
    expect(wrong)
      .to.be.instanceOf(BackupUnreadable)
      .and.match(/another key, or damaged/);
    const damaged = { ...copy, text: `${copy.text?.slice(0, -2)}00` };
    expect(await backedUpSecrets(memorySecrets(), damaged, KEY).catch((e: unknown) => e)).instanceOf(BackupUnreadable);
    const short = await backedUpSecrets(memorySecrets(), copy, "0x5e").catch((error: unknown) => error);
    expect(short).to.match(/a key has 32 bytes, this one 1/);
  });

  it("is never replaced by one that has less: two devices write to one backup", async () => {
    const copy = copyInMemory();
    const [one, two] = [
      await backedUpSecrets(memorySecrets(), copy, KEY),
      await backedUpSecrets(memorySecrets(), copy, KEY),
    ];
    await Promise.all([one.put("a", "0x01"), one.put("b", "0x02")]);
    await two.put("c", "0x03");
    await one.put("d", "0x04");
    const third = await backedUpSecrets(memorySecrets(), copy, KEY);
    expect(await Promise.all(["a", "b", "c", "d", "e"].map((key) => third.get(key)))).to.deep.equal([
      "0x01",
      "0x02",
      "0x03",
      "0x04",
      undefined,
    ]);
  });

  it("in a file: readable by its owner, written whole, and read by the next program", async () => {
    const folder = mkdtempSync(join(tmpdir(), "chenilles-secrets-"));
    try {
      const path = join(folder, "deeper", "secrets");
      await (await backedUpSecrets(memorySecrets(), secretFile(path), KEY)).put("a", "0x01");
      expect(statSync(path).mode & 0o777).to.equal(0o600);
      expect(await (await backedUpSecrets(memorySecrets(), secretFile(path), KEY)).get("a")).to.equal("0x01");
      writeFileSync(path, "something else");
      const unread = await backedUpSecrets(memorySecrets(), secretFile(path), KEY).catch((error: unknown) => error);
      expect(unread).to.be.instanceOf(BackupUnreadable);
      expect(readFileSync(path, "utf8")).to.equal("something else");
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("in a page's storage: survives a reload, and takes nothing that others put there", async () => {
    const items = new Map<string, string>([["chenilles/odd", "not a secret"]]);
    const storage = {
      getItem: (key: string) => items.get(key) ?? null,
      setItem: (key: string, value: string) => void items.set(key, value),
    };
    await storageSecrets(storage).put("a", "0x01");
    expect(await storageSecrets(storage).get("a")).to.equal("0x01");
    expect(await storageSecrets(storage).get("odd")).to.equal(undefined);
  });
});

describe("what is due to be shown is shown by itself", () => {
  it("by views, events and until, and not twice", async () => {
    const channel = sharedChannel();
    const mine = await begin(channel, copyInMemory());
    const theirs = bobOf(channel);
    const seen: string[] = [];
    const watching = (async () => {
      for await (const event of mine.events()) seen.push(`${event.kind} ${event.view.phase}`);
    })();
    await choose(mine, "Rock");
    await choose(theirs, "Paper");
    const over = await theirs.until("Over");
    await watching;
    expect(over.payout).to.deep.equal({ money: [0n, 20n] });
    expect(seen[0]).to.equal("began Choosing");
    expect(seen).to.include("moved Choosing").and.include("entered Showing");
    expect(seen.at(-1)).to.equal("ended Over");
    expect(channel.moves.map(({ move }) => move)).to.deep.equal([0, 0, 1, 1]);
  });

  it("not where one says that one will do it", async () => {
    const channel = sharedChannel();
    await choose(await begin(channel, copyInMemory()), "Rock");
    await choose(bobOf(channel), "Paper");
    const quiet = channelClient(channel.port(bob), { showByItself: false });
    const views = quiet.join(rockPaperScissors, "player", channel.interaction()).views();
    expect((await views.next()).value?.phase).to.equal("Showing");
    const next = views.next();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(channel.moves).to.have.length(2);
    channel.expire();
    expect((await next).value?.phase).to.equal("Over");
  });

  it("a lost secret is said where one waits", async () => {
    const channel = sharedChannel();
    await choose(await begin(channel, copyInMemory()), "Rock");
    await choose(bobOf(channel), "Paper");
    const nobody = { ...channel.port(alice), secrets: memorySecrets() };
    const lost = channelClient(nobody).join(rockPaperScissors, "player", channel.interaction());
    expect(await lost.until("Over").catch((error: unknown) => error)).to.be.instanceOf(SecretMissing);
  });

  it("coming to the chain is an event of its own", async () => {
    const channel = sharedChannel();
    const events = (await begin(channel, copyInMemory())).events();
    expect((await events.next()).value?.kind).to.equal("began");
    channel.enter(1_000);
    await choose(bobOf(channel), "Rock");
    expect((await events.next()).value?.kind).to.equal("onChain");
  });
});

describe("errors name the rule", () => {
  it("by the app's own error, typed, with its arguments in the text", async () => {
    const channel = sharedChannel();
    const mine = await begin(channel, copyInMemory());
    const view = mine.view();
    await choose(mine, "Rock");
    const late = view.phase === "Choosing" ? view.moves?.choose({ hand: "Rock" }) : undefined;
    const error: unknown = await late?.catch((thrown: unknown) => thrown);
    expect(refusalOf(rockPaperScissors, error)?.error).to.equal("NotItsTurn");
    expect(refusalOf(rockPaperScissors, new Error("something else"))).to.equal(undefined);
    const wrong = channelClient(channel.port(alice)).propose(rockPaperScissors, "player", {
      ...proposal,
      terms: { stake: 1n << 130n, moveTime: 1 },
    });
    expect(String(await wrong.catch((thrown: unknown) => thrown))).to.include(
      `these terms cannot be opened: AmountTooLarge(amount ${1n << 130n})`,
    );
  });
});
