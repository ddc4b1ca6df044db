/** What a person typed in one form and the ledger does not hold yet, as the console keeps it. Never a passphrase. */
export interface TypedText {
  /** An incident, or `console` for what belongs to none. */
  readonly scope: string;
  /** Unique within the scope. */
  readonly form: string;
  /** What the form is called on the screen. */
  readonly label: string;
  /** Where in the console the form is. */
  readonly hash: string;
  /** When it was typed last: milliseconds of the clock of the window it was typed in. */
  readonly at: number;
  /** JSON of the form's fields; the console does not look into it. */
  readonly value: string;
}
