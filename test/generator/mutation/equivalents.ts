const SIZES = "no type has a number of bits between these two: sizes are multiples of eight";
const UNREACHED = "the compiler has refused everything else before";
const REDUCED = "the caller reduces the result once more";
const SLOWER = "another way to the same number, only slower";
const TABLE = "what lies beyond the table is never asked for";
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
};
