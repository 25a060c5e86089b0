import { readFileSync } from "node:fs";
import { type JsonRpcProvider, Wallet } from "ethers";
import { DeploymentRefused } from "./deploymentRefused.ts";

/** Where the key of the account that pays may come from. Never from the command line: every process can read that. */
export interface KeySources {
  /** An encrypted JSON keystore, as wallets and `geth` write it. */
  readonly keystore: string | null;
  /** `CHENILLES_DEPLOYER_KEY`, and `CHENILLES_PASSWORD_FILE` for the keystore's password. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Asks on the terminal without showing what is typed; null where there is none. */
  readonly ask: ((what: string) => Promise<string>) | null;
}

/**
 * The account that pays: of the keystore, else of `CHENILLES_DEPLOYER_KEY`, else asked for.
 *
 * @throws DeploymentRefused `no_key` if there is none, `bad_key` if it is not one.
 * @example await deployerWallet({ keystore: null, env: process.env, ask: null }, provider)
 */
export async function deployerWallet(sources: KeySources, provider: JsonRpcProvider): Promise<Wallet> {
  const { keystore, env, ask } = sources;
  if (keystore !== null) return (await fromKeystore(keystore, sources)).connect(provider);
  const given = env["CHENILLES_DEPLOYER_KEY"];
  if (given !== undefined && given !== "") return walletOf(given, "CHENILLES_DEPLOYER_KEY", provider);
  if (ask === null)
    throw new DeploymentRefused(
      "no_key",
      "there is no key to pay with",
      "name an encrypted keystore with --keystore, or put the key in CHENILLES_DEPLOYER_KEY; never on the command line",
    );
  return walletOf(await ask("Private key of the account that pays (not shown)"), "what was typed", provider);
}

function walletOf(key: string, from: string, provider: JsonRpcProvider): Wallet {
  const digits = key.trim().replace(/^0x/, "");
  if (/^[0-9a-fA-F]{64}$/.test(digits)) return new Wallet(`0x${digits}`, provider);
  throw new DeploymentRefused("bad_key", `${from} is no private key`, "give 64 hexadecimal digits, with 0x or without");
}

async function fromKeystore(path: string, sources: KeySources): Promise<Wallet> {
  const text = readOrRefuse(path, "the keystore", "check the path given with --keystore");
  const password = await passwordOf(sources);
  try {
    const { privateKey } = await Wallet.fromEncryptedJson(text, password);
    return new Wallet(privateKey);
  } catch {
    throw new DeploymentRefused(
      "bad_key",
      `${path} is not opened by that password, or is no encrypted keystore`,
      "try again; a keystore of a wallet or of geth is one JSON object with a member `crypto`",
    );
  }
}

async function passwordOf({ env, ask }: KeySources): Promise<string> {
  const file = env["CHENILLES_PASSWORD_FILE"];
  if (file !== undefined && file !== "")
    return readOrRefuse(file, "the password file", "check CHENILLES_PASSWORD_FILE").replace(/\r?\n$/, "");
  if (ask !== null) return ask("Password of the keystore (not shown)");
  throw new DeploymentRefused(
    "no_key",
    "there is no password for the keystore",
    "put it alone in a file, and name that in CHENILLES_PASSWORD_FILE",
  );
}

function readOrRefuse(path: string, what: string, next: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new DeploymentRefused("no_key", `${what} cannot be read: ${why}`, next);
  }
}
