import type { StepContext } from '../../../shared/domain/action.ts';
import type { Level } from '../../../shared/domain/probe-matrix.ts';
import { param } from '../param.ts';
import { isInAny, listed } from './cidr.ts';
import type { Flow } from './flows.ts';

/** Whether a tracked connection belongs to the segment and is one that the level forbids: what would go on if the table were lifted. */
export function isForbidden(flow: Flow, context: StepContext, level: Level): boolean {
  if (level === 'observe') return false;
  const of = (name: string): readonly string[] => listed(param(context, name));
  const inside = (address: string): boolean => isInAny(address, of('segment'));
  if (!inside(flow.source) && !inside(flow.target)) return false;
  if (isInAny(flow.source, of('forensic'))) return false;
  if (level === 'cut') return true;
  const inList = (name: string, address: string): boolean => isInAny(address, of(name));
  const pays = inList('payment', flow.target) && flow.targetPort === param(context, 'payPort');
  const asks = inList('resolvers', flow.target) && flow.targetPort === '53';
  if (inside(flow.source) && (pays || asks)) return false;
  const comesIn = inList('front', flow.target) && flow.targetPort === param(context, 'frontPort');
  if (!inside(flow.source) && comesIn) return false;
  const partner = inside(flow.source) ? flow.target : flow.source;
  return !(level === 'restrict' && inList('partners', partner));
}
