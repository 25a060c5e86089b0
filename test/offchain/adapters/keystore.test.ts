import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import {
  createKeystore,
  DEFAULT_COST,
  EmptyPassword,
  KeystoreDamaged,
  KeystoreExists,
  KeystoreMissing,
  openKeystore,
  WrongPassword,
} from "../../../offchain/adapters/keystore.ts";
import { newMnemonic } from "../../../offchain/adapters/nodeKeys.ts";

const CHEAP = { memory: 64, passes: 1 };
const WORDS = newMnemonic();

async function failureOf(promise: Promise<unknown>): Promise<Error> {
  return promise.then(
    () => expect.fail("should have been rejected"),
    (error: Error) => error,
  );
}

describe("keystore", () => {
  let directory: string;
  let path: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "keystore-"));
    path = join(directory, "new", "keystore.json");
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  it("gives the words back to who knows the password", async () => {
    await createKeystore(path, WORDS, "correct horse", CHEAP);
    expect(await openKeystore(path, "correct horse")).to.equal(WORDS);
  });

  it("costs 64 MiB a guess unless told otherwise", async () => {
    expect(DEFAULT_COST.memory).to.be.at.least(65_536);
    await createKeystore(path, WORDS, "p");
    expect(JSON.parse(readFileSync(path, "utf8")).kdf).to.include({ name: "argon2id", memory: 65_536, passes: 3 });
    expect(await openKeystore(path, "p")).to.equal(WORDS);
  });

  it("refuses a wrong password, and says what to do", async () => {
    await createKeystore(path, WORDS, "right", CHEAP);
    for (const password of ["wrong", "", "right "]) {
      const error = await failureOf(openKeystore(path, password));
      expect(error).to.be.instanceOf(WrongPassword);
      expect(error.message)
        .to.include(path)
        .and.match(/try again/);
      if (password !== "") expect(error.message).to.not.include(password);
    }
  });

  it("takes a password typed with another form of the same letters", async () => {
    await createKeystore(path, WORDS, "caf\u00e9", CHEAP);
    expect(await openKeystore(path, "cafe\u0301")).to.equal(WORDS);
  });

  it("never overwrites a file and leaves no draft behind", async () => {
    await createKeystore(path, WORDS, "first", CHEAP);
    expect(await failureOf(createKeystore(path, newMnemonic(), "second", CHEAP))).to.be.instanceOf(KeystoreExists);
    const race = join(directory, "race.json");
    const both = await Promise.allSettled([1, 2].map((n) => createKeystore(race, WORDS, `p${n}`, CHEAP)));
    expect(both.map(({ status }) => status).sort()).to.deep.equal(["fulfilled", "rejected"]);
    expect(await openKeystore(path, "first")).to.equal(WORDS);
    expect(readdirSync(join(directory, "new"))).to.deep.equal(["keystore.json"]);
    expect(readdirSync(directory).sort()).to.deep.equal(["new", "race.json"]);
  });

  it("keeps the file to its owner and the words out of it", async () => {
    await createKeystore(path, WORDS, "p", CHEAP);
    expect(statSync(path).mode & 0o777).to.equal(0o600);
    expect(statSync(join(directory, "new")).mode & 0o777).to.equal(0o700);
    const text = readFileSync(path, "utf8");
    const words = WORDS.split(" ");
    // A single one may be a field's name.
    for (let i = 1; i < words.length; i++) expect(text).to.not.match(new RegExp(`${words[i - 1]}\\W+${words[i]}`));
  });

  it("refuses an empty password and a missing file", async () => {
    expect(await failureOf(createKeystore(path, WORDS, "", CHEAP))).to.be.instanceOf(EmptyPassword);
    expect(existsSync(path)).to.equal(false);
    const error = await failureOf(openKeystore(path, "p"));
    expect(error).to.be.instanceOf(KeystoreMissing);
    expect(error.message).to.include("chenilles create");
  });

  it("refuses a damaged file, and one that would take all memory, before deriving a key", async () => {
    await createKeystore(path, WORDS, "p", CHEAP);
    const good = JSON.parse(readFileSync(path, "utf8"));
    const kdf = (changes: object) => JSON.stringify({ ...good, kdf: { ...good.kdf, ...changes } });
    const cipher = (changes: object) => JSON.stringify({ ...good, cipher: { ...good.cipher, ...changes } });
    for (const text of [
      "",
      "null",
      "{",
      "[]",
      JSON.stringify({ ...good, format: "chenilles keystore 2" }),
      kdf({ memory: 1 << 24 }),
      kdf({ passes: 1e9 }),
      kdf({ salt: "0x00" }),
      kdf({ name: "none" }),
      cipher({ nonce: "0x" }),
      cipher({ text: "0x00" }),
      " ".repeat(5000),
    ]) {
      writeFileSync(path, text);
      expect(await failureOf(openKeystore(path, "p")), text.slice(0, 80)).to.be.instanceOf(KeystoreDamaged);
    }
    for (const text of [kdf({ memory: 65 }), cipher({ text: good.cipher.text.replace(/..$/, "00") })]) {
      writeFileSync(path, text);
      if (text === JSON.stringify(good)) continue;
      expect(await failureOf(openKeystore(path, "p"))).to.be.instanceOf(WrongPassword);
    }
  });
});
