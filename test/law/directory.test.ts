import { describe, expect, it } from 'vitest';
import { adjustPack } from '../../shared/law/adjust-pack.ts';
import { authoritiesOf, confidenceText } from '../../shared/law/authorities.ts';
import { EARLIER_PACKS, PACK_IN_FORCE as pack } from '../../shared/law/packs/registry.ts';
import { MEMBER_STATES } from '../../shared/domain/organisation.ts';

const said = (regime: Parameters<typeof authoritiesOf>[1], state: (typeof MEMBER_STATES)[number]) =>
  authoritiesOf(pack, regime, state).map((one) => [one.name, one.channel, confidenceText(one)]);

describe('where reports go', () => {
  it('says what the reference says, and how sure it is (regulation 9)', () => {
    expect(said('DORA', 'DE')).toEqual([['BaFin', 'MVP portal', 'confirmed in a source']]);
    expect(said('DORA', 'FR')).toEqual([
      ['ACPR', 'OneGate, collection DORA_IR, JSON', 'confirmed in a source'],
      ['AMF', '', 'general knowledge, not confirmed'],
    ]);
    expect(said('GDPR', 'NL')).toEqual([['Autoriteit Persoonsgegevens', '', 'confirmed in a source']]);
    expect(said('GDPR', 'AT')).toEqual([['Datenschutzbehörde (DSB)', '', 'general knowledge, not confirmed']]);
    expect(said('NIS2', 'DE')).toMatchObject([['', /BSI-Portal/, 'confirmed in a source']]);
  });

  it('what nobody checked stays empty: no channel of a data protection authority, and nothing that could be an address', () => {
    for (const state of MEMBER_STATES) {
      for (const one of authoritiesOf(pack, 'GDPR', state)) expect(`${state}: ${one.channel}`).toBe(`${state}: `);
      for (const one of authoritiesOf(pack, 'DORA', state)) {
        expect(`${state} ${one.name} ${one.channel}`).not.toMatch(/@|https?:|\+\d|\d{4,}/);
        expect(one.confirmed || one.sources.join() === 'GK').toBe(true);
      }
    }
    expect(authoritiesOf(pack, 'NIS2', 'MT')).toEqual([]);
    expect(authoritiesOf(pack, 'CRA-I', 'DE')).toEqual([]);
  });

  it('a person changes it for the incident, with the entry; the last one counts, the signed pack stays', () => {
    const change = { what: 'authority', memberState: 'DE', regime: 'GDPR', reason: 'seat in Hamburg' } as const;
    const once = { ...change, entry: 30, name: 'HmbBfDI', channel: '' };
    const twice = { ...change, entry: 31, name: 'HmbBfDI', channel: 'its web form' };
    const changed = adjustPack(pack, [once, twice]);
    const [one, ...more] = authoritiesOf(changed, 'GDPR', 'DE');
    expect(more).toEqual([]);
    expect(one).toMatchObject({ channel: 'its web form' });
    expect(one && confidenceText(one)).toBe('changed for this incident, #31');
    expect(authoritiesOf(changed, 'DORA', 'DE')).toEqual(authoritiesOf(pack, 'DORA', 'DE'));
    const nis2 = adjustPack(pack, [{ ...once, regime: 'NIS2', name: 'BSI', channel: 'telephone' }]);
    expect(authoritiesOf(nis2, 'NIS2', 'DE')).toMatchObject([{ name: 'BSI', channel: 'telephone' }]);
    for (const earlier of EARLIER_PACKS) expect(authoritiesOf(earlier, 'DORA', 'DE')).toEqual([]);
  });
});
