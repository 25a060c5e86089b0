// What one payment costs at least on this machine: two signatures, two verifications, two durable writes, a round trip, in a row,
// between two processes. No protocol, no transition, no relay.
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WebSocket } from "ws";
import { check, digestOf, frameOf, newParty, type Party, readFrame, write } from "./boundParty.ts";

interface Ready {
  readonly port: number;
  readonly signer: `0x${string}`;
}

async function exchange(party: Party, peer: Ready, socket: WebSocket, version: number): Promise<void> {
  const signature = party.keys.sign(digestOf(version));
  await write(party, version);
  const answer = once(socket, "message");
  socket.send(frameOf(version, signature));
  // `ws` gives binary messages as Buffer, unless told otherwise.
  const [data] = (await answer) as [Buffer];
  const said = readFrame(data);
  if (said.version !== version) throw new Error(`version ${said.version} answers ${version}`);
  check(party, peer.signer, version, said.signature);
}

/**
 * Exchanges per second, one after the other, for about `seconds`.
 *
 * @example await measureBound(3) // 1400
 */
export async function measureBound(seconds: number): Promise<number> {
  const directory = mkdtempSync(join(tmpdir(), "chenilles-bound-"));
  const party = newParty(join(directory, "one"));
  const child = fork(join(import.meta.dirname, "boundPeer.ts"), [join(directory, "two"), party.keys.signer]);
  try {
    // The peer's first and only message is its `Ready`.
    const [peer] = (await once(child, "message")) as [Ready];
    const socket = new WebSocket(`ws://127.0.0.1:${peer.port}`, { perMessageDeflate: false });
    await once(socket, "open");
    let version = 0;
    for (let warm = 0; warm < 200; warm += 1) await exchange(party, peer, socket, ++version);
    const [first, started] = [version, performance.now()];
    while (performance.now() - started < seconds * 1000) await exchange(party, peer, socket, ++version);
    const rate = ((version - first) * 1000) / (performance.now() - started);
    socket.close();
    return rate;
  } finally {
    const gone = once(child, "exit");
    child.disconnect();
    await gone;
    party.store.close();
    rmSync(directory, { recursive: true, force: true });
  }
}
