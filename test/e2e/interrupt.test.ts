import { existsSync } from "node:fs";
import { expect } from "chai";
import { chenillesProcess } from "./runCommand.ts";

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function until(what: string, check: () => boolean): Promise<void> {
  const end = performance.now() + 60_000;
  while (!check()) {
    if (performance.now() > end) throw new Error(`waited 60 s in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe("chenilles devnet: interrupted", function () {
  this.timeout(120_000);

  it("ends every process and removes every directory, also when the signal comes twice", async () => {
    const child = chenillesProcess(["devnet", "--payments", "5"], {});
    let out = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      out += chunk.toString();
    });
    await until("all actors have started", () => /watcher +process \d+/.test(out));
    const actors = [...out.matchAll(/process (\d+), directory (\S+)/g)];
    expect(actors).lengthOf(5);
    const gone = new Promise<number | null>((resolve) => child.once("exit", resolve));
    child.kill("SIGINT");
    child.kill("SIGINT");
    setTimeout(() => child.kill("SIGTERM"), 50);
    expect(await gone).equal(130);
    for (const [, pid, directory] of actors) {
      expect(isAlive(Number(pid)), `process ${pid}`).equal(false);
      expect(existsSync(directory ?? ""), directory).equal(false);
    }
    const rpc = out.match(/at (http:\S+),/)?.[1] ?? "";
    expect(rpc).not.equal("");
    const answer = await fetch(rpc, { method: "POST", body: "{}" }).catch(() => "nobody");
    expect(answer).equal("nobody");
  });
});
