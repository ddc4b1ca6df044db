import { describe, expect, it } from 'vitest';
import { calendarText } from '../../shared/law/calendar.ts';
import { computeClocks } from '../../shared/law/deadline.ts';
import { PACK_IN_FORCE } from '../../shared/law/packs/registry.ts';
import { at, cloud, input } from './cases.ts';

const aware = at('2026-10-24T15:00+02:00');
const report = computeClocks(
  input(cloud, { awareAt: { NIS2: aware }, submitted: { 'NIS2.EW': aware } }),
  PACK_IN_FORCE,
);
const made = (entityName = 'Example Cloud GmbH') =>
  calendarText({
    incident: 'inc-0123456789abcdef',
    codename: 'Chalk, Lantern; "x"',
    exercise: false,
    now: at('2026-10-24T16:00Z'),
    revision: 42,
    clocks: report.clocks.map((clock) => ({ entityName, clock })),
  });
const unfolded = (text: string) => text.replaceAll('\r\n ', '').split('\r\n');

describe('calendar file (RFC 5545)', () => {
  it('has one event for each date that runs, none for what is filed or has no date', () => {
    const uids = unfolded(made()).filter((line) => line.startsWith('UID:'));
    expect(uids).toEqual(['UID:NIS2.IN.cloud.inc-0123456789abcdef@bulkhead']);
    expect(unfolded(made())).toContain('DTSTART:20261027T130000Z');
    expect(unfolded(made())).toContain('SEQUENCE:42');
  });

  it('ends every line with CRLF and folds at 75 octets, in the middle of no character', () => {
    const text = made(
      'Gesellschaft für künstliche Intelligenz und Zahlungsverkehr mit beschränkter Haftung 模型模型模型模型',
    );
    expect(text.endsWith('\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of text.split('\r\n')) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(line.isWellFormed()).toBe(true);
    }
    expect(unfolded(text).some((line) => line.includes('模型模型模型模型'))).toBe(true);
  });

  it('escapes what the format reads as structure', () => {
    expect(unfolded(made()).find((line) => line.startsWith('SUMMARY:'))).toContain('Chalk\\, Lantern\\; "x"');
  });

  it('opens and closes every component', () => {
    const open: string[] = [];
    for (const line of unfolded(made())) {
      if (line.startsWith('BEGIN:')) open.push(line.slice(6));
      if (line.startsWith('END:')) expect(open.pop()).toBe(line.slice(4));
    }
    expect(open).toEqual([]);
  });
});
