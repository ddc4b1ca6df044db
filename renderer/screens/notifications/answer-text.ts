import type { Instant } from '../../../shared/domain/instant.ts';
import { type FactId, factDefinition, factValueText } from '../../../shared/law/facts.ts';
import { localText } from '../../../shared/law/zone-time.ts';
import type { FactView } from '../../../shared/view/incident-view.ts';
import { countText } from '../../ui/time-text.ts';

/** An answer as a person reads it: times by the clock of the entity, numbers with their unit. */
export function answerText(id: FactId, { value, provenance }: FactView, zone: string): string {
  if (provenance === 'unknown') return 'not known';
  const { type, unit } = factDefinition(id);
  if (type === 'instant' && typeof value === 'string') return localText(value as Instant, zone);
  if (type === 'number' && typeof value === 'string') return `${countText(Number(value))} ${unit ?? ''}`.trimEnd();
  return [factValueText(id, value)].flat().join(', ');
}
