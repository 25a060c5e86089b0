import type { InteractionPort, InteractionSnapshot } from "./port.ts";
import type { AnyView } from "./view.ts";

/** What has happened in an interaction, with what one sees of it now. */
export type InteractionEvent<View> =
  /** The first of all: where it stands when one begins to look. */
  | { readonly kind: "began"; readonly view: View }
  /** Somebody moved, and the phase is the same. */
  | { readonly kind: "moved"; readonly view: View }
  /** Another phase was entered, by a move or by silence. */
  | { readonly kind: "entered"; readonly from: string; readonly view: View }
  /** It is played on chain from here on: the phase's clock runs. */
  | { readonly kind: "onChain"; readonly view: View }
  /** A final phase was entered; the last event. */
  | { readonly kind: "ended"; readonly from: string; readonly view: View };

/** What is done while nobody looks on: called when there is nothing new to show. */
export type Idle = (fail: (error: unknown) => void) => void;

/** States are the same if nothing that a view shows of them differs. Coming to the chain is a change: a clock runs then. */
export function keyOf({ state, enteredAt }: InteractionSnapshot): string {
  return `${state.body}${state.held.join()} ${enteredAt ?? ""}`;
}

/**
 * The snapshots of a port as views, from the present one to the first final one; none twice.
 *
 * @throws what `idle` fails with.
 */
export async function* changesOf(
  port: InteractionPort,
  look: (snapshot: InteractionSnapshot) => AnyView,
  idle: Idle,
): AsyncGenerator<{ readonly view: AnyView; readonly snapshot: InteractionSnapshot }, void, void> {
  const queue: InteractionSnapshot[] = [port.current()];
  let wake = (): void => {};
  let failure: { readonly error: unknown } | undefined;
  const stop = port.subscribe((snapshot) => {
    queue.push(snapshot);
    wake();
  });
  const fail = (error: unknown): void => {
    failure = { error };
    wake();
  };
  try {
    for (let shown = ""; ; ) {
      if (failure !== undefined) throw failure.error;
      const next = queue.shift();
      if (next === undefined) {
        const changed = new Promise<void>((resolve) => {
          wake = resolve;
        });
        idle(fail);
        await changed;
        continue;
      }
      const key = keyOf(next);
      if (key === shown) continue;
      shown = key;
      // What has been overtaken is shown, but nobody moves in it: the moves are those of the newest.
      const seen = look(next);
      const view = queue.length > 0 && "moves" in seen ? { ...seen, moves: null } : seen;
      yield { view, snapshot: next };
      if (view.final) return;
    }
  } finally {
    stop();
  }
}

/** The changes of an interaction, named. */
export async function* eventsOf<View>(
  changes: AsyncIterable<{ readonly view: AnyView; readonly snapshot: InteractionSnapshot }>,
  typed: (view: AnyView) => View,
): AsyncGenerator<InteractionEvent<View>, void, void> {
  let last: { readonly view: AnyView; readonly snapshot: InteractionSnapshot } | undefined;
  for await (const now of changes) {
    const view = typed(now.view);
    const from = last?.view.phase;
    const cameToChain = last?.snapshot.enteredAt === undefined && now.snapshot.enteredAt !== undefined;
    if (from === undefined) yield { kind: "began", view };
    else if (now.view.final) yield { kind: "ended", from, view };
    else if (now.view.phase !== from) yield { kind: "entered", from, view };
    else if (cameToChain) yield { kind: "onChain", view };
    else yield { kind: "moved", view };
    last = now;
  }
}
