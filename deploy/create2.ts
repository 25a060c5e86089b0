import { concat, getCreate2Address, keccak256, type Provider, parseEther, type Signer, Transaction } from "ethers";

/** The deterministic deployment proxy, at this address on every chain that has it. Its calldata is salt then init code. */
export const DEPLOYMENT_PROXY = "0x4e59b44847b379578588920ca78fbf26c0b4956c";

/** The proxy's code: init code from the 33rd byte of its calldata on goes to CREATE2, with the first 32 as salt. */
export const PROXY_CODE =
  "0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe03601600081602082378035828234f58015156039578182fd5b8082525050506014600cf3";

/** One salt for everything of this project: what is deployed differs by its code. */
export const SALT = `0x${"00".repeat(32)}`;

/** The proxy's own deployment, signed by nobody (Nick's method) and for no chain: the same transaction everywhere. */
export const PROXY_TRANSACTION =
  "0xf8a58085174876e800830186a08080b853604580600e600039806000f350fe7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe" +
  "03601600081602082378035828234f58015156039578182fd5b8082525050506014600cf31ba0222222222222222222222222222222222222222222222222222222" +
  "2222222222a02222222222222222222222222222222222222222222222222222222222222222";

/** What could not be deployed, and what to do about it. */
export class DeploymentFailed extends Error {
  override readonly name = "DeploymentFailed";
}

/**
 * Where a factory puts this init code; without one named, the deployment proxy: the same address on every chain.
 *
 * @example create2Address(ADJUDICATOR_INIT_CODE)
 */
export function create2Address(initCode: string, salt: string = SALT, factory: string = DEPLOYMENT_PROXY): string {
  return getCreate2Address(factory, salt, keccak256(initCode)).toLowerCase();
}

/**
 * Deploys init code through the proxy, unless it is there already, and waits for it. Deploys the proxy first where a chain
 * lacks it. Returns the address.
 *
 * @throws DeploymentFailed if there is no code afterwards.
 * @example const address = await deployOnce(signer, initCode);
 */
export async function deployOnce(signer: Signer, initCode: string, salt: string = SALT): Promise<string> {
  const provider = providerOf(signer);
  const address = create2Address(initCode, salt);
  if (await hasCode(provider, address)) return address;

  await deployProxyOnce(signer);
  const sent = await signer.sendTransaction({ to: DEPLOYMENT_PROXY, data: concat([salt, initCode]) });
  await sent.wait();
  if (!(await hasCode(provider, address))) {
    throw new DeploymentFailed(`transaction ${sent.hash} left no code at ${address}: is the init code complete?`);
  }
  return address;
}

/** Deploys the proxy where a chain lacks it; its sender needs 0.01 of the native asset, which `signer` gives. */
export async function deployProxyOnce(signer: Signer): Promise<void> {
  const provider = providerOf(signer);
  if (await hasCode(provider, DEPLOYMENT_PROXY)) return;

  const gift = await signer.sendTransaction({ to: proxySender(), value: PROXY_COST });
  await gift.wait();
  const sent = await provider.broadcastTransaction(PROXY_TRANSACTION);
  await sent.wait();
  if (!(await hasCode(provider, DEPLOYMENT_PROXY))) {
    throw new DeploymentFailed(
      `this chain refuses the deployment proxy ${DEPLOYMENT_PROXY}: it may allow no transactions without chain id`,
    );
  }
}

/** What the proxy's own deployment costs its sender: 100,000 gas at the price that is signed. */
export const PROXY_COST: bigint = parseEther("0.01");

/** Who sends the proxy's own deployment: an address that nobody has the key of. */
export function proxySender(): string {
  const { from } = Transaction.from(PROXY_TRANSACTION);
  if (from === null) throw new DeploymentFailed("the proxy's transaction has no sender");
  return from;
}

async function hasCode(provider: Provider, address: string): Promise<boolean> {
  return (await provider.getCode(address)) !== "0x";
}

function providerOf(signer: Signer): Provider {
  if (signer.provider === null) throw new DeploymentFailed("the signer must be connected to a provider");
  return signer.provider;
}
