import type { MemberState } from './member-state.ts';
import { type Authority, DIRECTORY_REGIMES, type Regime, type RulePack } from './pack.ts';

/**
 * Who takes the reports of a regime in a Member State, as the pack says or as a person changed it for the incident. Empty: nothing is
 * known, which is not nobody.
 */
export function authoritiesOf(pack: RulePack, regime: Regime, memberState: MemberState): readonly Authority[] {
  const listed = DIRECTORY_REGIMES.find((one) => one === regime);
  const named = listed === undefined ? undefined : pack.directory?.[memberState]?.[listed];
  if (named !== undefined) return named;
  const national = regime === 'NIS2' ? pack.nationalNis2[memberState] : undefined;
  if (national?.channel === undefined) return [];
  const { text, confirmed } = national.channel;
  return [{ name: '', channel: text, confirmed, sources: national.sources }];
}

export function confidenceText({ confirmed, sources }: Authority): string {
  const [first = ''] = sources;
  if (first.startsWith('#')) return `changed for this incident, ${first}`;
  return confirmed ? 'confirmed in a source' : first === 'GK' ? 'general knowledge, not confirmed' : 'not confirmed';
}
