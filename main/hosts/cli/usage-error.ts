/** The command line itself makes no sense: exit 2, with the usage, and nothing was attempted. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
