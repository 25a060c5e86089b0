// The other party of the bare bound, a process of its own: verify, sign, write, answer.
import process from "node:process";
import { WebSocketServer } from "ws";
import { check, digestOf, frameOf, newParty, readFrame, write } from "./boundParty.ts";

const [directory = "", signer = ""] = process.argv.slice(2);
const party = newParty(directory);
const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });

server.on("connection", (socket) => {
  socket.on("message", async (data: Buffer) => {
    const { version, signature } = readFrame(data);
    // The parent gives its address as an argument; it is an address.
    check(party, signer as `0x${string}`, version, signature);
    const own = party.keys.sign(digestOf(version));
    await write(party, version);
    socket.send(frameOf(version, own));
  });
});
server.on("listening", () => {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  process.send?.({ port, signer: party.keys.signer });
});
process.on("disconnect", () => process.exit(0));
