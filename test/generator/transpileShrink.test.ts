import { expect } from "chai";
import { shrink } from "./differential/shrink.ts";

describe("findings of the fuzz are shrunk", () => {
  const source = Array.from({ length: 40 }, (_, i) => `line ${i}`).join("\n");

  it("leaves only the lines that the failure needs", async () => {
    const needed = ["line 3", "line 17", "line 38"];
    const small = await shrink(source, async (text) => needed.every((line) => text.split("\n").includes(line)));
    expect(small.split("\n")).to.deep.equal(needed);
  });

  it("leaves all where nothing can go, and stops after so many attempts", async () => {
    expect(await shrink(source, async (text) => text === source)).to.equal(source);
    let tried = 0;
    await shrink(source, async () => ++tried % 2 === 0, 10);
    expect(tried).to.equal(10);
  });
});
