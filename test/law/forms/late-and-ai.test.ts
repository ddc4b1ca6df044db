import { describe, expect, it } from 'vitest';
import { draftOf, fieldOf, known } from './sample-material.ts';

describe('the notice that a DORA report will be late', () => {
  it('names the report and the time limit that the rules give, as an assessment that cites what they rest on', () => {
    const material = {
      known: [
        { ...known('derived.doraNext.report', 'DORA.IR', 31, 'estimate'), also: [12, 31] },
        { ...known('derived.doraNext.due', '2026-12-12T09:00:00.000Z', 31, 'estimate'), also: [12, 31] },
      ],
    };
    const draft = draftOf('dora-late', material, { language: 'de' });
    expect(fieldOf(draft, 'dora.late.report')).toMatchObject({
      raw: 'intermediate',
      sentences: [{ cites: [12, 31], assessment: true }],
    });
    expect(fieldOf(draft, 'dora.late.due').sentences[0]?.text).toContain('Fristende nach der Berechnung der Konsole');
    expect(draft.missing).toContain('dora.late.reasons');
    expect(draft.notices.join(' ')).toContain('verlängert nichts');
  });

  it('a next report that is none of the three is left to a person', () => {
    const draft = draftOf('dora-late', { known: [known('derived.doraNext.report', 'DORA.CL', 4, 'estimate')] });
    expect(fieldOf(draft, 'dora.late.report').status).toBe('missing');
  });
});

describe('the AI Act report', () => {
  it('says what is not confirmed of the form, and that the duty is disputed', () => {
    const draft = draftOf('ai-act-73', {});
    expect(draft.notices.join(' ')).toMatch(/2 December 2027.*disagree.*template of the Commission is not confirmed/s);
    expect(new Set(draft.fields.map(({ confidence }) => confidence))).toContain('unconfirmed');
    expect(fieldOf(draft, 'aia.harm').confidence).toBe('confirmed');
  });

  it('a deployer says whom it informed; a complete report says what the investigation found', () => {
    const provider = draftOf('ai-act-73', { known: [known('entity.aiRole', 'provider-high-risk', 3)] });
    expect(provider.missing).not.toContain('aia.informed');
    expect(fieldOf(provider, 'aia.role').sentences[0]?.text).toBe('The entity is the provider of the system.');
    const deployer = draftOf('ai-act-73', { known: [known('entity.aiRole', 'deployer-high-risk', 3)] });
    expect(deployer.missing).toContain('aia.informed');
    const initial = {
      field: 'aia.submissionType',
      language: 'en',
      provenance: 'actual',
      entry: 5,
      evidence: [],
    } as const;
    expect(draftOf('ai-act-73', { answers: [{ ...initial, value: 'initial' }] }).missing).not.toContain(
      'aia.investigation',
    );
    expect(draftOf('ai-act-73', { answers: [{ ...initial, value: 'complete' }] }).missing).toContain(
      'aia.investigation',
    );
  });

  it('a role that is no role under Art. 73 is not taken for one', () => {
    const draft = draftOf('ai-act-73', { known: [known('entity.aiRole', 'gpai-systemic', 3)] });
    expect(fieldOf(draft, 'aia.role').status).toBe('missing');
  });
});
