import type { IncidentView } from '../../../shared/view/incident-view.ts';

interface StrategyFacts {
  /** Create, sign or move money; not known whether money counts as not known and is left out here. */
  readonly urgent: readonly string[];
  readonly unknownConsumers: readonly string[];
  /** Old and new secret can work side by side. */
  readonly overlap: readonly string[];
}

/** The strategy rule of reference PB1, as far as the register answers it. */
export function strategyFacts(credentials: IncidentView['credentials']): StrategyFacts {
  const labels = (which: (one: IncidentView['credentials'][number]) => boolean): readonly string[] =>
    credentials.filter(which).map(({ label }) => label);
  return {
    urgent: labels(({ canMint, issues, movesMoney }) => canMint || issues || movesMoney === true),
    unknownConsumers: labels(({ consumers, consumerAssets = [] }) => consumers === '' && consumerAssets.length === 0),
    overlap: labels(({ overlapSupported }) => overlapSupported === true),
  };
}
