import type { ChannelClient, ProposalView } from "./channelClient.ts";
import type { AppClient } from "./descriptor.ts";
import type { Interaction } from "./interaction.ts";

/**
 * Waits for a proposal of an app in which one would take the role and which one likes, signs it, and gives one's end of it. What comes
 * afterwards is not signed.
 *
 * @example const game = await joinNext(channel, ticTacToe, "o", ({ terms }) => terms.stake <= limit);
 */
export function joinNext<T, S, A extends string, V, R, Role extends keyof V & string>(
  channel: ChannelClient,
  app: AppClient<T, S, A, V, R>,
  role: Role,
  accept: (proposal: ProposalView<T, S, A, keyof V & string>) => boolean,
): Promise<Interaction<V[Role]>> {
  return new Promise((resolve, reject) => {
    let isTaken = false;
    channel.onProposal(
      app,
      (proposal) => {
        const takes = !isTaken && proposal.role === role && accept(proposal);
        isTaken ||= takes;
        return takes;
      },
      // It is the role's: another is not accepted above.
      (joined) => joined.then((game) => resolve(game as unknown as Interaction<V[Role]>), reject),
    );
  });
}
