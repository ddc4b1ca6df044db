/** A scenario as it is chosen: what it is about, and nothing of what comes. */
export interface ScenarioLine {
  readonly id: string;
  readonly title: string;
  readonly patterns: readonly string[];
  readonly objectives: readonly string[];
  readonly injects: number;
  /** Exercise minutes from the start to the last row. */
  readonly minutes: number;
}
