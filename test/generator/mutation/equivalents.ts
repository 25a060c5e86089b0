const SIZES = "no type has a number of bits between these two: sizes are multiples of eight";
const UNREACHED = "the compiler has refused everything else before";
const REDUCED = "the caller reduces the result once more";
const SLOWER = "another way to the same number, only slower";
const TABLE = "what lies beyond the table is never asked for";
const WRITTEN = "how a number is written in the emitted code, not which number it is";
const AGAIN = "a value that is reduced to its type once more, or where it is used instead of here, is the same value";
const BITS = "no type has exactly one bit, and none without bits gets here";
const SAME_RANGE = "uint256 and uint of 256 bits check the same range";
const TOO_LARGE = "a power with this exponent is out of range for every other base";

/**
 * Mutants that nothing can tell from the original, by their id, and why. The id changes with the function around the change,
 * so that an old reason never excuses new code.
 */
export const EQUIVALENTS: Readonly<Record<string, string>> = {
  "4a9eb666": SLOWER,
  "558c7044": UNREACHED,
  "7fe559d0": "two numbers or two bigints are unequal alike for != and !==",
  "258eec79": SIZES,
  "120caa7a": SIZES,
  "5070b041": TABLE,
  deb21683: TABLE,
  c30846a3: TABLE,
  "9c6ab2bb": TABLE,
  f75fbf00: TABLE,
  c0b19267: REDUCED,
  f1858fed: REDUCED,
  "0160597b": REDUCED,
  "2a3a61c7": REDUCED,
  "675637d3": REDUCED,
  "62f0f904": "zero and minus zero are the same in all that follows",
  "110aa77c": TOO_LARGE,
  "40b45ec3": TOO_LARGE,
  "975c625b": WRITTEN,
  "844f2e54": WRITTEN,
  "7b79be57": WRITTEN,
  ab64b728: WRITTEN,
  "6d45eded": WRITTEN,
  "3d5faec1": WRITTEN,
  "0f883a8d": WRITTEN,
  "358152b8": WRITTEN,
  a93ca420: UNREACHED,
  "605fc861": UNREACHED,
  "310094c9": UNREACHED,
  "3b268335": UNREACHED,
  "486710d6": UNREACHED,
  "9f87104c": UNREACHED,
  "21d9b6d7": UNREACHED,
  "8fee9263": UNREACHED,
  "89c0b788": UNREACHED,
  f1d06e44: AGAIN,
  "7ded4bf7": AGAIN,
  "7d014b45": AGAIN,
  "9f70d892": AGAIN,
  "8235ff93": AGAIN,
  "336296d1": AGAIN,
  "38507f01": AGAIN,
  "534fd544": BITS,
  "57ee6950": BITS,
  "7c13f341": BITS,
  "635d46f5": BITS,
  "490db411": BITS,
  "06c36e97": BITS,
  "1fe993ba": BITS,
  c42fffb4: BITS,
  "4d321e19": BITS,
  "326ef0c4": SLOWER,
  "30915da9": SLOWER,
  "8e9b5a37": SLOWER,
  b160c4a9: REDUCED,
  "57e0e7ce": "zero and minus zero are the same in all that follows",
  ff4a0f7b: "a shift by 256 leaves what a shift by more does",
  fba8044b: SAME_RANGE,
  dbe2f9aa: SAME_RANGE,
  "45572c65": SLOWER,
  "89b24247": SLOWER,
  a130cb9e: "two numbers or two bigints are equal alike for == and ===",
  "00c4fb17": REDUCED,
  "58a4deb0": "equal sizes are handled before",
  "1de0ae5c": AGAIN,
};
