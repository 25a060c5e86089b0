import { expect } from "chai";
import fc from "fast-check";
import { changed, emptyMap, entries, get, type HexMap, remove, set } from "../../../offchain/channel/hexMap.ts";

const key = fc
  .integer({ min: 0, max: 400 })
  .map((n) => `0x${((n * 2_654_435_761) % 2 ** 32).toString(16).padStart(8, "0")}`);
const acts = fc.array(fc.tuple(key, fc.option(fc.integer(), { freq: 3 })), { maxLength: 200 });

function play(
  from: HexMap<number>,
  steps: readonly (readonly [string, number | null])[],
  model: Map<string, number>,
): HexMap<number> {
  return steps.reduce((map, [name, value]) => {
    if (value === null) model.delete(name);
    else model.set(name, value);
    return value === null ? remove(map, name) : set(map, name, value);
  }, from);
}

describe("hexMap", () => {
  it("is a map: get, entries and size after any sets and removals", () => {
    fc.assert(
      fc.property(acts, (steps) => {
        const model = new Map<string, number>();
        const map = play(emptyMap, steps, model);
        expect(map.size).to.equal(model.size);
        expect(new Map(entries(map))).to.deep.equal(model);
        for (const [name] of steps) expect(get(map, name)).to.equal(model.get(name));
      }),
    );
  });

  it("leaves the map it changes alone, and says exactly what changed", () => {
    fc.assert(
      fc.property(acts, acts, (first, second) => {
        const old = new Map<string, number>();
        const before = play(emptyMap, first, old);
        const now = new Map(old);
        const after = play(before, second, now);
        expect(new Map(entries(before))).to.deep.equal(old);
        const { set: fresh, gone } = changed(before, after);
        expect(new Map(fresh)).to.deep.equal(new Map([...now].filter(([name, value]) => old.get(name) !== value)));
        expect(new Set(gone)).to.deep.equal(new Set([...old.keys()].filter((name) => !now.has(name))));
      }),
    );
  });

  it("orders its entries by the keys alone", () => {
    fc.assert(
      fc.property(fc.uniqueArray(key, { maxLength: 60 }), (names) => {
        const build = (order: readonly string[]): HexMap<number> =>
          order.reduce((map, name) => set(map, name, 1), emptyMap as HexMap<number>);
        expect(entries(build(names))).to.deep.equal(entries(build([...names].reverse())));
      }),
    );
  });
});
