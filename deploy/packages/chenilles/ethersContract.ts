// Contracts of ethers with the types that a generated ABI gives them. ethers itself knows no types of ABIs.
import type {
  BaseContract,
  BigNumberish,
  BytesLike,
  ContractRunner,
  ContractTransaction,
  ContractTransactionResponse,
  Overrides,
} from "ethers";
import { Contract } from "ethers";
import type { Address } from "../../../offchain/evm/hex.ts";

/** A parameter in an ABI that was written `as const`. */
interface AbiParameter {
  readonly name: string;
  readonly type: string;
  readonly components?: readonly AbiParameter[];
}

/** A function in an ABI that was written `as const`. */
interface AbiFunction {
  readonly type: "function";
  readonly name: string;
  readonly inputs: readonly AbiParameter[];
  readonly outputs: readonly AbiParameter[];
  readonly stateMutability: string;
}

/** An ABI that was written `as const`. */
export type Abi = readonly { readonly type: string }[];

/** What ethers takes for a type, and what it gives. */
type Taken = "taken";
type Given = "given";

type ValueOf<P extends AbiParameter, Way> = ValueOfType<P["type"], P, Way>;
type ValueOfType<T extends string, P extends AbiParameter, Way> = T extends `${infer Each}[]`
  ? readonly ValueOfType<Each, P, Way>[]
  : T extends `${infer Each}[${number}]`
    ? readonly ValueOfType<Each, P, Way>[]
    : T extends "tuple"
      ? P extends { readonly components: infer C extends readonly AbiParameter[] }
        ? { readonly [F in C[number] as F["name"]]: ValueOf<F, Way> }
        : never
      : T extends `uint${string}` | `int${string}`
        ? Way extends Taken
          ? BigNumberish
          : bigint
        : T extends "bool"
          ? boolean
          : T extends `bytes${string}`
            ? Way extends Taken
              ? BytesLike
              : string
            : string;

type ValuesOf<Ps extends readonly AbiParameter[], Way> = {
  readonly [I in keyof Ps]: ValueOf<Ps[I], Way>;
};

/** One value is given as it is; several as a list that has their names too. */
type ResultOf<Ps extends readonly AbiParameter[]> = Ps extends readonly []
  ? undefined
  : Ps extends readonly [infer P extends AbiParameter]
    ? ValueOf<P, Given>
    : ValuesOf<Ps, Given> & { readonly [P in Ps[number] as P["name"]]: ValueOf<P, Given> };

/** A method of a contract, as ethers 6 has it. */
export interface ContractMethodOf<F extends AbiFunction> {
  (
    ...args: [...ValuesOf<F["inputs"], Taken>, overrides?: Overrides]
  ): Promise<F["stateMutability"] extends "pure" | "view" ? ResultOf<F["outputs"]> : ContractTransactionResponse>;
  staticCall(...args: [...ValuesOf<F["inputs"], Taken>, overrides?: Overrides]): Promise<ResultOf<F["outputs"]>>;
  populateTransaction(...args: [...ValuesOf<F["inputs"], Taken>, overrides?: Overrides]): Promise<ContractTransaction>;
  estimateGas(...args: [...ValuesOf<F["inputs"], Taken>, overrides?: Overrides]): Promise<bigint>;
}

/** A contract of ethers with a method for each function of the ABI. */
export type EthersContract<A extends Abi> = BaseContract & {
  readonly [F in Extract<A[number], AbiFunction> as F["name"]]: ContractMethodOf<F>;
};

/**
 * A contract of ethers 6, typed by a generated ABI.
 *
 * @example const adapter = ethersContract(ticTacToeAbi, ticTacToeCode.address, provider);
 */
export function ethersContract<const A extends Abi>(
  abi: A,
  address: Address,
  runner: ContractRunner | null = null,
): EthersContract<A> {
  // ethers makes the methods from the ABI when it runs; the types above say which these are.
  return new Contract(address, abi, runner) as unknown as EthersContract<A>;
}
