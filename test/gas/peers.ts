import type { FigureName } from "./keys.ts";

/** Other projects' contracts, in the order of the columns of `PEER_GAS`. */
export const PEERS = ["Nitro", "Perun", "Raiden", "Celer", "Vector", "Nitrolite"] as const;

/** Gas per project; null where it has no such thing, or it was not measured. */
export type PeerRow = readonly [number | null, number | null, number | null, number | null, number | null, number | null];

/**
 * Measured side by side, once, on hardhat's chain (prague), each with its project's compiler and settings: EOAs with a balance,
 * the contract holding funds already, fresh slots, both paid. Perun's settings have the optimizer off. Raiden is ERC-20 only;
 * openings are included where a deposit needs one.
 */
export const PEER_GAS: Partial<Readonly<Record<FigureName, PeerRow>>> = {
  deploy: [3_441_129, 5_069_900, 3_748_163, 14_000_852, 3_586_430, 8_431_641],
  fundEthFirst: [46_564, 46_406, null, 364_017, 168_630, 540_896],
  fundEthSecond: [29_536, 46_406, null, 96_854, 25_984, 185_245],
  fundErc20: [65_584, 65_168, 131_366, 156_000, 90_412, 559_900],
  concludeEth: [92_447, 264_291, 141_755, 176_657, 182_875, 221_927],
  concludeErc20: [99_118, 300_158, 141_755, 184_556, null, null],
  challenge: [113_275, 126_373, 137_722, 355_248, 156_553, 248_611],
  checkpointInDispute: [74_089, 96_737, 90_516, 125_188, 81_960, 191_595],
  settleEth: [61_358, 213_875, 93_249, 138_695, 242_103, 112_458],
  checkpointOpen: [91_152, null, null, 239_607, null, 207_169],
  withdrawPartialEth: [null, null, 97_601, 109_465, 98_759, 192_128],
  challenge1: [122_602, 240_122, 137_717, 240_636, 176_845, null],
  challenge10: [206_736, 1_269_351, 137_729, 352_330, 176_817, null],
  challenge100: [1_076_645, 12_075_432, 137_705, 1_470_456, 176_837, null],
  claim1: [77_777, 180_257, 59_005, null, null, null],
  claim10: [125_525, 565_057, 96_456, null, null, null],
  claim100: [617_387, 4_550_573, 471_197, null, null, null],
  challengeN3: [132_054, 138_163, null, null, null, null],
  challengeN10: [303_388, 220_617, null, null, null, null],
};
