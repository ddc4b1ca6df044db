import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FACT_IDS, FACTS, PROVENANCES, factDefinition, type Fact, type FactId } from '../../shared/law/facts.ts';
import { factValueSchema } from '../../shared/law/fact-value-schema.ts';
import { draftForm, type DraftContext } from '../../shared/law/forms/draft-form.ts';
import type { Draft, DraftField } from '../../shared/law/forms/draft.ts';
import { NIS2_EARLY_WARNING } from '../../shared/law/forms/models/nis2.ts';
import { renderPlainText } from '../../shared/law/forms/plain-text.ts';

const context: DraftContext = { exercise: false, timeZone: 'Europe/Berlin', language: 'en' };
const draftEarlyWarning = (facts: readonly Fact[], where: DraftContext): Draft =>
  draftForm(NIS2_EARLY_WARNING, { known: facts, answers: [] }, where);
const fact = (id: FactId, value: Fact['value'], entry: number, provenance: Fact['provenance'] = 'actual'): Fact => ({
  id,
  value,
  provenance,
  entry,
});

const FULL: readonly Fact[] = [
  fact('cause.maliciousSuspected', 'yes', 3),
  fact('impact.crossBorderPossible', 'yes', 4, 'estimate'),
  fact('impact.memberStates', ['DE', 'NL'], 5),
  fact(
    'incident.summary',
    'A storage bucket holding a fine-tuned scoring model was read by an account outside the team',
    6,
  ),
  fact('asset.kinds', ['weights', 'training-data'], 7),
  fact('asset.exfiltration', 'capable', 8),
  fact('asset.personalData', '', 9, 'unknown'),
  fact('times.detectedAt', '2026-12-09T01:10:00.000Z', 10),
  fact('times.awareAt', '2026-12-09T03:40:00.000Z', 11),
  fact('entity.legalName', 'Example Cloud GmbH', 12),
  fact('contact.name', 'A. Example, incident commander', 13),
  fact('contact.phone', '+49 30 000000', 14),
  fact('incident.reference', 'INC-2026-014', 15),
  fact('marking.tlp', 'AMBER', 16),
  fact('marking.tradeSecret', 'yes', 17),
];

function field(draft: Draft, id: string): DraftField {
  const found = draft.fields.find((item) => item.id === id);
  if (found === undefined) throw new Error(`no field ${id}`);
  return found;
}
const draftOf = (...facts: Fact[]): Draft => draftEarlyWarning([...FULL, ...facts], context);
const warned = (draft: Draft): readonly string[] => draft.warnings.map(({ code, field: id }) => `${code} ${id}`);

describe('NIS2 early warning draft', () => {
  it('is complete with the facts of a first night, and cites the entry of each', () => {
    const draft = draftOf();
    expect(draft.missing).toEqual([]);
    expect(draft.warnings).toEqual([]);
    expect(field(draft, 'ew.maliciousSuspected')).toMatchObject({ value: 'Yes', status: 'stated', mandatory: true });
    expect(field(draft, 'ew.maliciousSuspected').sentences).toEqual([
      {
        text: 'An unlawful or malicious act is suspected as the cause of the incident.',
        cites: [3],
        assessment: false,
      },
    ]);
    expect(field(draft, 'ew.crossBorderStates').value).toEqual(['Germany', 'Netherlands']);
    expect(field(draft, 'times.awareAt').value).toBe(
      '2026-12-09 04:40 +01:00 (Europe/Berlin); 2026-12-09T03:40:00.000Z UTC',
    );
    expect(field(draft, 'ew.summary').sentences.map(({ cites }) => cites)).toEqual([[6], [8]]);
  });

  it('an estimate is an assessment and reads as one', () => {
    const [sentence] = field(draftOf(), 'ew.crossBorderPossible').sentences;
    expect(sentence).toEqual({
      text: 'On a preliminary estimate: An impact in another Member State is possible.',
      cites: [4],
      assessment: true,
    });
  });

  it('unknown stays unknown, missing stays missing, and neither becomes no', () => {
    const draft = draftEarlyWarning(
      [fact('cause.maliciousSuspected', 'unknown', 1), fact('impact.crossBorderPossible', 'no', 2, 'unknown')],
      context,
    );
    for (const id of ['ew.maliciousSuspected', 'ew.crossBorderPossible']) {
      expect(field(draft, id)).toMatchObject({ value: 'unknown', status: 'unknown' });
    }
    expect(draft.missing).toEqual([
      'ew.summary',
      'entity.legalName',
      'contact.name',
      'contact.phone',
      'incident.reference',
      'times.awareAt',
    ]);
    expect(field(draft, 'ew.summary')).toMatchObject({ value: 'unknown', status: 'missing' });
  });

  it('Member States are mandatory only where cross-border impact is possible', () => {
    const base = FULL.filter(({ id }) => id !== 'impact.memberStates');
    expect(draftEarlyWarning(base, context).missing).toEqual(['ew.crossBorderStates']);
    expect(draftEarlyWarning([...base, fact('impact.crossBorderPossible', 'no', 40)], context).missing).toEqual([]);
  });

  it('a correction is a later entry, in whatever order the facts come', () => {
    const corrected = fact('cause.maliciousSuspected', 'no', 30);
    const draft = draftEarlyWarning([corrected, ...FULL], context);
    expect(field(draft, 'ew.maliciousSuspected').sentences[0]?.cites).toEqual([30]);
  });

  it('the trade-secret test is an assessment of three limbs, open until all are answered (pitfall 15 for the holder)', () => {
    const limbs = (['secret', 'value', 'steps'] as const).map((limb, index) =>
      fact(`asset.tradeSecret.${limb}`, 'yes', 20 + index),
    );
    const self = fact('asset.tradeSecretHolder', 'self', 23);
    const judged = (...facts: Fact[]): DraftField => field(draftOf(...facts), 'asset.tradeSecret');
    expect(judged()).toMatchObject({ value: 'unknown', status: 'missing' });
    expect(judged(...limbs.slice(1), self)).toMatchObject({ value: 'unknown', status: 'unknown' });
    expect(judged(...limbs)).toMatchObject({ value: 'unknown', status: 'unknown' });
    expect(judged(...limbs, self)).toMatchObject({
      value: 'Yes',
      status: 'assessment',
      sentences: [{ cites: [20, 21, 22, 23], assessment: true }],
    });
    expect(judged(...limbs, fact('asset.tradeSecret.value', 'no', 24), self).value).toBe('No');
    expect(judged(...limbs, fact('asset.tradeSecretHolder', 'vendor', 24)).value).toBe('No');
  });

  it('pitfall 12: "capable of" is reported without proof of exfiltration', () => {
    expect(field(draftOf(), 'ew.summary').value).toContain('the incident was capable of causing it');
  });

  // Assembled, so that no scanner takes this file for a leak.
  const hex = 'deadbeef'.repeat(8);
  it.each([
    ['a long hash', `the file ${hex} left`],
    ['a vendor key', `found ${['sk', 'test', 'a1B2c3D4e5F6g7H8'].join('-')} in a prompt`],
    ['a vendor key', ['used AKIA', 'IOSFODNN7EXAMPLE'].join('')],
    ['a private key', ['-----BEGIN', 'EC PRIVATE KEY-----'].join(' ')],
    ['a signed token', ['bearer eyJ', 'hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc'].join('')],
    ['a password or key with its value', 'the api key: hunter2hunter2'],
    ['credentials in an address', 'postgres://app:hunter2@db.internal'],
    ['a long random text', 'seed Zk9xQ2vB7nM4pL1tR8wY3cF6hJ0s'],
  ])('pitfall 24: warns of %s without repeating it', (kind, text) => {
    const draft = draftOf(fact('incident.summary', text, 31));
    const found = draft.warnings.filter(({ code }) => code === 'SECRET_IN_TEXT');
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ field: 'incident.summary' });
    expect(found[0]?.message).toContain(kind);
    for (const word of text.split(' ').filter((part) => part.length > 12))
      expect(found[0]?.message).not.toContain(word);
  });

  it.each([
    'Model registry read by an unknown account between 01:00 and 02:10 UTC, 2026-12-09.',
    'Gateway fraud-scoring-gateway-eu-west isolated; INC-2026-014.',
  ])('pitfall 24: no warning for %j', (text) => {
    expect(draftOf(fact('incident.summary', text, 31)).warnings).toEqual([]);
  });

  it('pitfall 26: warns of wording that admits fault, and has none of its own, nor money', () => {
    for (const text of [
      'We failed to rotate the key',
      'This was our own fault',
      'Access should have been revoked',
      'grossly negligent operation',
    ]) {
      expect(warned(draftOf(fact('incident.summary', text, 31)))).toContain('ADMISSION_IN_TEXT incident.summary');
    }
    expect(renderPlainText(draftOf())).not.toMatch(
      /\b(?:fault|fine of|fines|fined|penalt|sorry|apolog|EUR|should have|failed)\b/i,
    );
  });

  it('warns of contradictions, of times out of order, of a missing marking, of a value its field cannot have', () => {
    expect(warned(draftOf(fact('impact.crossBorderPossible', 'no', 31)))).toEqual([
      'CONTRADICTION impact.crossBorderPossible',
    ]);
    const both = [fact('cause.maliciousSuspected', 'no', 31), fact('cause.unauthorisedAccess', 'confirmed', 32)];
    expect(warned(draftOf(...both))).toEqual(['CONTRADICTION cause.maliciousSuspected']);
    expect(warned(draftOf(fact('times.detectedAt', '2026-12-09T05:00:00.000Z', 31)))).toEqual([
      'TIMES_OUT_OF_ORDER times.awareAt',
    ]);
    expect(warned(draftEarlyWarning([], context))).toEqual([
      'MARKING_MISSING marking.tlp',
      'MARKING_MISSING marking.tradeSecret',
    ]);
    const bad = draftOf(fact('times.awareAt', '2026-12-09 04:40', 31));
    expect(warned(bad)).toEqual(['BAD_VALUE times.awareAt']);
    expect(bad.missing).toEqual(['times.awareAt']);
    expect(draftEarlyWarning(FULL, { ...context, timeZone: 'Berlin' }).warnings).toMatchObject([
      { code: 'BAD_VALUE', field: 'timeZone' },
    ]);
  });
});

describe('early warning as text', () => {
  it('says DRAFT at both ends and shows what each sentence rests on', () => {
    const lines = renderPlainText(draftOf()).trimEnd().split('\n');
    expect([lines[0], lines.at(-1)]).toEqual(['DRAFT. NOT FILED.', 'DRAFT. NOT FILED.']);
    expect(lines).toContain('  An unlawful or malicious act is suspected as the cause of the incident. [#3]');
    expect(lines).toContain('Personal data affected: unknown [not known at this time]');
    expect(lines).toContain('Law enforcement informed: unknown [NOT RECORDED]');
    expect(lines.join('\n')).toContain('does not of itself increase the liability');
  });

  it('in an exercise every line says so, also inside a text with line breaks', () => {
    const spoof = fact('incident.summary', 'one\ntwo\r\nthree\u2028four\u0085five', 31);
    const draft = draftEarlyWarning([...FULL, spoof], { ...context, exercise: true });
    const lines = renderPlainText(draft)
      .trimEnd()
      .split(/[\n\r\u2028\u2029\u0085]/);
    expect(lines.filter((line) => !line.startsWith('EXERCISE |'))).toEqual([]);
    expect(draft.title).toMatch(/^EXERCISE/);
    expect(renderPlainText(draft)).toContain('five');
  });
});

const anyValue = (id: FactId): fc.Arbitrary<Fact['value']> => {
  const { choices } = factDefinition(id);
  return fc.oneof(
    fc.constantFrom('yes', 'no', 'unknown', '2026-12-09T03:40:00.000Z', ...Object.keys(choices ?? {})),
    fc.string({ maxLength: 80 }),
    fc.array(fc.constantFrom('DE', 'FR', 'weights', 'keys', 'nonsense'), { maxLength: 4 }),
  );
};
const anyFact: fc.Arbitrary<Fact> = fc.constantFrom(...FACT_IDS).chain((id) =>
  fc.record({
    id: fc.constant(id),
    value: anyValue(id),
    provenance: fc.constantFrom(...PROVENANCES),
    entry: fc.nat(500),
  }),
);

describe('early warning properties', () => {
  it('whatever is recorded: every sentence cites or is an assessment, cites only entries given, and nothing unknown gets a value', () => {
    fc.assert(
      fc.property(fc.array(anyFact, { maxLength: 40 }), fc.boolean(), (facts, exercise) => {
        const draft = draftEarlyWarning(facts, { ...context, exercise });
        const entries = new Set(facts.map(({ entry }) => entry));
        for (const { value, status, sentences, mandatory, id } of draft.fields) {
          expect(sentences.length).toBeGreaterThan(0);
          for (const { cites, assessment } of sentences) {
            expect(cites.length > 0 || assessment).toBe(true);
            expect(cites.every((entry) => entries.has(entry))).toBe(true);
          }
          if (status === 'unknown' || status === 'missing') expect(value).toBe('unknown');
          expect(draft.missing.includes(id)).toBe(mandatory && status === 'missing');
        }
        const text = renderPlainText(draft);
        expect(
          text
            .split('\n')
            .slice(0, -1)
            .every((line) => !exercise || line.startsWith('EXERCISE |')),
        ).toBe(true);
        expect(text.includes('\r')).toBe(false);
      }),
    );
  });
});

describe('fact definitions', () => {
  it('each has words, a schema that refuses another shape, and choices where it needs them', () => {
    for (const id of FACT_IDS) {
      const { label, type, choices } = factDefinition(id);
      expect(label).not.toBe('');
      expect(type === 'choice').toBe(choices !== undefined);
      expect(factValueSchema(id).safeParse(7).success).toBe(false);
      expect(factValueSchema(id).safeParse(type === 'text' ? [] : 'nonsense').success).toBe(false);
    }
    expect(Object.keys(FACTS)).toHaveLength(FACT_IDS.length);
  });
});
