import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CLOCK_IDS, RULE_IDS, type ClockId } from '../../shared/law/pack.ts';
import { PACK_IN_FORCE as pack } from '../../shared/law/packs/registry.ts';

describe('rule pack in force', () => {
  it('has each clock once, in board order, and an anchor report before the clock it starts', () => {
    expect(pack.clocks.map(({ id }) => id)).toEqual([...CLOCK_IDS]);
    const seen = new Set<ClockId>();
    for (const { id, anchor } of pack.clocks) {
      if (anchor.event === 'submitted') expect(seen).toContain(anchor.clock);
      seen.add(id);
    }
  });

  it('carries every router rule, and every tag it cites is listed', () => {
    expect(Object.keys(pack.rules).toSorted()).toEqual([...RULE_IDS].toSorted());
    const cited = [
      ...pack.clocks.flatMap(({ sources }) => sources),
      ...Object.values(pack.rules).flatMap(({ sources }) => sources),
      ...Object.values(pack.directory ?? {}).flatMap((state) =>
        Object.values(state ?? {}).flatMap((all) => all.flatMap(({ sources }) => sources)),
      ),
      ...Object.values(pack.nationalNis2).flatMap((national) => national?.sources ?? []),
    ];
    const listed = new Set(pack.sources.map(({ tag }) => tag));
    expect(cited.filter((tag) => !listed.has(tag))).toEqual([]);
  });

  it('holds the numbers of the register (regulation 0.2) and no pending reform (3.4; pitfall 18: no 96 h)', () => {
    const periods = Object.fromEntries(
      pack.clocks.map(({ id, period }) => [
        id,
        period.unit === 'classified-capped'
          ? [period.afterClassified, period.afterAware]
          : 'count' in period
            ? `${period.count} ${period.unit}`
            : period.unit,
      ]),
    );
    expect(periods).toEqual({
      'NIS2.EW': '24 hours',
      'NIS2.IN': '72 hours',
      'NIS2.IR': 'as-requested',
      'NIS2.FR': '1 months',
      'NIS2.PR': '1 months',
      'NIS2.FR2': '1 months',
      'NIS2.RCP': 'no-number',
      'DORA.IN': [4, 24],
      'DORA.IR': '72 hours',
      'DORA.IRU': 'no-number',
      'DORA.FR': '1 months',
      'DORA.LATE': 'no-number',
      'DORA.CL': 'no-number',
      'GDPR.33': '72 hours',
      'GDPR.33P': 'no-number',
      'GDPR.34': 'no-number',
      'CRA.V.EW': '24 hours',
      'CRA.V.N': '72 hours',
      'CRA.V.FR': '14 days',
      'CRA.I.EW': '24 hours',
      'CRA.I.N': '72 hours',
      'CRA.I.FR': '1 months',
      'AIA.GEN': '15 days',
      'AIA.INF': '2 days',
      'AIA.DEATH': '10 days',
      // Of the code of practice, not of the article (regulation 6.1).
      'GPAI.INF': '2 days',
      'GPAI.SEC': '5 days',
      'GPAI.DEATH': '10 days',
      'GPAI.GEN': '15 days',
    });
    expect(JSON.stringify(pack)).not.toMatch(/96|COM\(202[56]\)/);
  });

  it.each([
    'anchor-check',
    'arguable',
    'deadline',
    'period-end',
    'regime',
    'regime-rules',
    'route-changes',
    'relief',
    'zone-time',
  ])('no article and no statutory period is written in %s.ts outside its comments', (name) => {
    const source = readFileSync(new URL(`../../shared/law/${name}.ts`, import.meta.url), 'utf8');
    const code = source.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    expect(code).not.toMatch(/Art\. ?\d|\b(?:4|24|72) h\b|\b(?:4|24|72)\b(?=[,)])|RTS 20|2025\/301|1182/);
  });
});
