/**
 * When silence may end a phase: from then on anyone may make its timeout on chain. Times are Unix seconds. Off chain the same
 * duration is a client's patience before it goes to the chain.
 */
export type Deadline =
  | {
      readonly kind: "after";
      /** How long the phase lasts, seconds. */
      readonly seconds: number;
      /** The duration runs from here at the earliest. */
      readonly from: number | null;
      /** Null as long as the interaction is played off chain, where no clock runs. */
      readonly endsAt: number | null;
    }
  | {
      readonly kind: "at";
      /** Later publications of the preimage do not count. */
      readonly endsAt: number;
    };

/** What an app's `status` says of a phase's clock. */
export interface Clock {
  readonly clock: number;
  readonly window: bigint;
  readonly time: bigint;
}

/**
 * The deadline of a phase that waits (adjudicator §9, Clock).
 *
 * @example deadlineOf({ clock: 1, window: 3600n, time: 0n }, 1000) // { kind: "after", seconds: 3600, from: null, endsAt: 4600 }
 */
export function deadlineOf(status: Clock, enteredAt: number | undefined): Deadline {
  const [seconds, time] = [Number(status.window), Number(status.time)];
  if (status.clock === 2) return { kind: "at", endsAt: time };
  const endsAt = enteredAt === undefined ? null : Math.max(enteredAt, time) + seconds;
  return { kind: "after", seconds, from: time === 0 ? null : time, endsAt };
}
