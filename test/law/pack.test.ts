import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CLOCK_IDS, RULE_IDS, type ClockId } from '../../shared/law/pack.ts';
import { EU_2026_11 as pack } from '../../shared/law/packs/eu-2026-11.ts';

describe('rule pack eu-2026-11', () => {
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
          : `${period.count} ${period.unit}`,
      ]),
    );
    expect(periods).toEqual({
      'NIS2.EW': '24 hours',
      'NIS2.IN': '72 hours',
      'NIS2.FR': '1 months',
      'DORA.IN': [4, 24],
      'DORA.IR': '72 hours',
      'DORA.FR': '1 months',
      'GDPR.33': '72 hours',
    });
    expect(JSON.stringify(pack)).not.toMatch(/96|COM\(202[56]\)/);
  });

  it.each(['anchor-check', 'arguable', 'deadline', 'period-end', 'regime', 'relief', 'zone-time'])(
    'no article and no statutory period is written in %s.ts outside its comments',
    (name) => {
      const source = readFileSync(new URL(`../../shared/law/${name}.ts`, import.meta.url), 'utf8');
      const code = source.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
      expect(code).not.toMatch(/Art\. ?\d|\b(?:4|24|72) h\b|\b(?:4|24|72)\b(?=[,)])|RTS 20|2025\/301|1182/);
    },
  );
});
