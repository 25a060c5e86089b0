import { Arbitrary } from "../model/arbitrary.ts";
import { type Stage, stageOf } from "../world/campaign.ts";
import { BEGINNING } from "../world/chain.ts";
import { playSequence } from "../world/sequence.ts";
import { Tally } from "../world/tally.ts";
import type { Failure } from "./solidityTests.ts";

/** Random sequences of calls on the contracts and the reference model, on any code under any coinbase. */
export class SequenceTests {
  readonly #stage: Stage;
  readonly #sequences: number;

  private constructor(stage: Stage, sequences: number) {
    this.#stage = stage;
    this.#sequences = sequences;
  }

  /** As many sequences of 200 calls, on this code. */
  static async open(code: `0x${string}`, sequences: number): Promise<SequenceTests> {
    return new SequenceTests(await stageOf({ code }), sequences);
  }

  /** The first sequence in which contracts and model differ where the coinbase is `number`; null if none does. */
  async run(number: bigint): Promise<Failure | null> {
    const { world, duel, players } = this.#stage;
    await world.chain.mineBy(`0x${number.toString(16).padStart(40, "0")}`);
    for (let seed = 1; seed <= this.#sequences; seed++) {
      const author = new Arbitrary(seed, players, BEGINNING);
      const failed = (reason: string): Failure => ({ suite: "sequences", test: `seed ${seed}`, reason });
      try {
        const found = await playSequence(duel, { seed, depth: 200, author }, new Tally());
        if (found !== null) return failed(found.differences[0] ?? "");
      } catch (error) {
        // An answer that cannot even be read.
        return failed(error instanceof Error ? error.message : String(error));
      }
    }
    return null;
  }

  /** Frees what the chain holds. */
  close(): Promise<void> {
    return this.#stage.world.close();
  }
}
