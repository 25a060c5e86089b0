/** A defence: the text in its file (once), what is left without it, and the title of the test that then fails. */
export interface Defence {
  readonly id: string;
  readonly file: string;
  /** A whole statement, ending in ";" or "}", or a whole expression. */
  readonly text: string;
  /** Of the same kind; a statement may be empty. */
  readonly removal: string;
  /** The title of the test, without the titles around it. */
  readonly test: string;
}

export const ADJUDICATOR = "contracts/Adjudicator.sol";
export const ANNEX = "contracts/Annex.sol";
export const CASHIER = "contracts/Cashier.sol";
export const library = (name: string): string => `contracts/libraries/${name}.sol`;
