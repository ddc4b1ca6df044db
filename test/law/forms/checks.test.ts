import { describe, expect, it } from 'vitest';
import { compareDrafts } from '../../../shared/law/forms/compare.ts';
import { disagreements, type DraftOnRecord } from '../../../shared/law/forms/consistency.ts';
import { documentOf } from '../../../shared/law/forms/document.ts';
import type { Draft } from '../../../shared/law/forms/draft.ts';
import { renderLetter } from '../../../shared/law/forms/letter.ts';
import { pasteText } from '../../../shared/law/forms/paste.ts';
import { secretKindsIn } from '../../../shared/law/forms/secret-disclosure.ts';
import { answer, draftOf, fieldOf, known, MADE_AT } from './sample-material.ts';

const malicious = (value: string, entry: number) => known('cause.maliciousSuspected', value, entry);
const warned = (draft: Draft): readonly string[] =>
  draft.warnings.filter(({ code }) => code !== 'MARKING_MISSING').map(({ code, field }) => `${code} ${field}`);

describe('what changed since the report before', () => {
  const before = draftOf('nis2-early-warning', {
    known: [malicious('yes', 3), known('impact.crossBorderPossible', 'no', 4)],
  });
  it('names the fields that are new, changed, or no longer there, with what they rest on', () => {
    const after = draftOf('nis2-incident-notification', {
      known: [malicious('no', 8), known('impact.usersAffected', '120', 9)],
    });
    const changes = compareDrafts(before, after);
    expect(changes.map(({ field, kind }) => `${field} ${kind}`)).toEqual(
      expect.arrayContaining([
        'ew.maliciousSuspected changed',
        'ew.crossBorderPossible withdrawn',
        'in.usersAffected added',
      ]),
    );
    expect(changes.find(({ field }) => field === 'ew.maliciousSuspected')).toMatchObject({
      before: 'Yes',
      after: 'No',
      cites: [8],
    });
  });

  it('an estimate that became actual is a change; the same draft, and the same in German, is none', () => {
    const estimate = draftOf('nis2-early-warning', { known: [{ ...malicious('yes', 3), provenance: 'estimate' }] });
    const actual = draftOf('nis2-early-warning', { known: [malicious('yes', 5)] });
    expect(compareDrafts(estimate, actual).map(({ field }) => field)).toEqual(['ew.maliciousSuspected']);
    const summary = { known: [known('incident.summary', 'Read by someone', 3), malicious('yes', 4)] };
    const english = draftOf('nis2-early-warning', summary);
    expect(compareDrafts(english, english)).toEqual([]);
    expect(compareDrafts(english, draftOf('nis2-early-warning', summary, { language: 'de' }))).toEqual([]);
  });
});

describe('what other reports say', () => {
  const of = (draft: Draft, entity: string, entry: number | null): DraftOnRecord => ({
    draft,
    entity,
    entityName: entity,
    entry,
  });
  const found = (...drafts: readonly DraftOnRecord[]) =>
    disagreements(drafts).map(({ concept, statements }) => [concept, ...statements.map(({ field }) => field)]);

  it('one says malicious, another says human error: both fields are named', () => {
    const nis2 = draftOf('nis2-early-warning', { known: [malicious('yes', 3)] });
    const gdpr = draftOf('gdpr-33', { answers: [answer('gdpr.cause', 'human-error', 5)] });
    const dora = draftOf('dora-final', { answers: [answer('dora.4.1', ['malicious', 'human-error'], 6)] });
    expect(found(of(nis2, 'a', 3), of(gdpr, 'b', null))).toEqual([
      ['malicious', 'ew.maliciousSuspected', 'gdpr.cause'],
    ]);
    expect(found(of(nis2, 'a', 3), of(dora, 'b', null))).toEqual([]);
  });

  it('a kept report with another time or count disagrees with the draft of today', () => {
    const kept = draftOf('nis2-early-warning', { known: [known('times.detectedAt', '2026-12-09T01:10:00.000Z', 3)] });
    const now = draftOf('dora-initial', { known: [known('times.detectedAt', '2026-12-09T02:10:00.000Z', 9)] });
    expect(found(of(kept, 'a', 4), of(now, 'b', null))).toEqual([['detectedAt', 'times.detectedAt', 'dora.2.2']]);
  });

  it('two entities may count their own users; what is not known contradicts nothing', () => {
    const users = (count: string) => draftOf('nis2-final', { known: [known('impact.usersAffected', count, 3)] });
    expect(found(of(users('10'), 'a', 3), of(users('12'), 'b', null))).toEqual([]);
    expect(found(of(users('10'), 'a', 3), of(users('12'), 'a', null))).toEqual([
      ['usersAffected', 'in.usersAffected', 'in.usersAffected'],
    ]);
    const open = draftOf('gdpr-33', { answers: [answer('gdpr.cause', 'not-determined', 5)] });
    const nis2 = draftOf('nis2-early-warning', { known: [malicious('yes', 3)] });
    expect(found(of(open, 'a', 3), of(nis2, 'a', null))).toEqual([]);
  });
});

describe('answers of people', () => {
  const SUMMARY = 'ew.summary';
  it('stand before what the record would give, as they were written, citing their entry and its evidence', () => {
    const draft = draftOf('nis2-early-warning', {
      known: [known('incident.summary', 'From the fact', 3)],
      answers: [answer(SUMMARY, 'As written.', 7, { evidence: [3, 5] })],
    });
    expect(fieldOf(draft, SUMMARY)).toMatchObject({
      raw: 'As written.',
      answers: 1,
      sentences: [{ text: 'As written.', cites: [3, 5, 7], assessment: false }],
    });
    expect(warned(draft)).toEqual([]);
  });

  it('are warned of when the facts moved on, when only another language has them, when a portal would cut them', () => {
    const stale = draftOf('nis2-early-warning', {
      known: [known('incident.summary', 'Newer', 9)],
      answers: [answer(SUMMARY, 'Older.', 7)],
    });
    expect(warned(stale)).toEqual([`OLDER_THAN_FACTS ${SUMMARY}`]);
    const english = { answers: [answer(SUMMARY, 'Only in English.', 7)] };
    expect(warned(draftOf('nis2-early-warning', english, { language: 'de' }))).toEqual([`OTHER_LANGUAGE ${SUMMARY}`]);
    const typed = { known: [known('incident.summary', 'Typed in English', 3)] };
    expect(warned(draftOf('nis2-early-warning', typed, { language: 'de' }))).toEqual([`OTHER_LANGUAGE ${SUMMARY}`]);
    expect(warned(draftOf('nis2-early-warning', typed))).toEqual([]);
    const both = { answers: [...english.answers, answer(SUMMARY, 'Auf Deutsch.', 6, { language: 'de' as const })] };
    expect(fieldOf(draftOf('nis2-early-warning', both, { language: 'de' }), SUMMARY).raw).toBe('Auf Deutsch.');
    const long = draftOf('nis2-early-warning', { answers: [answer(SUMMARY, 'long words '.repeat(400).trim(), 7)] });
    expect(warned(long)).toEqual([`BAD_VALUE ${SUMMARY}`]);
    const parts = [
      known('incident.summary', 'word '.repeat(790).trim(), 3),
      known('impact.services', 'api '.repeat(50), 4),
    ];
    expect(warned(draftOf('nis2-early-warning', { known: parts }))).toEqual([`TOO_LONG ${SUMMARY}`]);
  });

  it('an assessment is marked as one and stays as written; a coded estimate says that it is one', () => {
    const estimate = { provenance: 'estimate' as const };
    const draft = draftOf('dora-intermediate', {
      answers: [answer('dora.2.4', 'As written.', 7, estimate), answer('dora.3.27', '', 8, { provenance: 'unknown' })],
    });
    expect(fieldOf(draft, 'dora.2.4').sentences).toEqual([{ text: 'As written.', cites: [7], assessment: true }]);
    expect(fieldOf(draft, 'dora.3.27')).toMatchObject({ status: 'unknown', raw: null, sentences: [{ cites: [8] }] });
    const coded = draftOf('dora-initial', { answers: [answer('dora.2.7', 'staff', 7, estimate)] });
    expect(fieldOf(coded, 'dora.2.7').sentences[0]?.text).toMatch(/^On a preliminary estimate: /);
  });

  it('never override a fact: a field that is one is changed as one', () => {
    const draft = draftOf('nis2-early-warning', {
      known: [malicious('yes', 3)],
      answers: [answer('ew.maliciousSuspected', 'no', 9)],
    });
    expect(fieldOf(draft, 'ew.maliciousSuspected')).toMatchObject({
      raw: 'yes',
      edit: { fact: 'cause.maliciousSuspected' },
    });
  });

  it('pitfalls 24, 26: what a person typed is read for secrets, admissions and sanctions, in English and German', () => {
    const said = (text: string) => warned(draftOf('nis2-final', { answers: [answer('fr.rootCause', text, 7)] }));
    expect(said('model.layers.12.self_attn.q_proj.weight was copied')).toEqual(['SECRET_IN_TEXT fr.rootCause']);
    expect(said('The prompt began: You are a fraud scoring assistant')).toEqual(['SECRET_IN_TEXT fr.rootCause']);
    expect(said('Wir haben versäumt, den Schlüssel zu wechseln')).toEqual(['ADMISSION_IN_TEXT fr.rootCause']);
    expect(said('Der Zugang hätte gesperrt werden müssen')).toEqual(['ADMISSION_IN_TEXT fr.rootCause']);
    expect(said('We expect a fine of EUR 10m')).toEqual(['MONEY_OF_A_SANCTION fr.rootCause']);
    expect(said('Es droht ein Bußgeld')).toEqual(['MONEY_OF_A_SANCTION fr.rootCause']);
    expect(said('A fine-tuned model was read through a stolen credential.')).toEqual([]);
    expect(said('Ein Zugangsdatum der Registry wurde aus einem fremden Netz verwendet.')).toEqual([]);
  });

  it('pitfall 24: the digest on record of what leaked is recognised, whole or shortened, and not repeated', () => {
    const digest = 'a1b2c3d4e5f60718'.repeat(4);
    expect(secretKindsIn(`layer ${digest.slice(0, 12)} was fetched`, [digest])).toEqual([
      'the digest of an asset on record',
    ]);
    expect(secretKindsIn('layer a1b2c3 was fetched', [digest])).toEqual([]);
    const material = { answers: [answer('fr.rootCause', `layer ${digest.slice(0, 14)} was fetched`, 7)] };
    const draft = draftOf('nis2-final', material, { digests: [digest] });
    expect(JSON.stringify(draft.warnings)).not.toContain(digest.slice(0, 12));
    expect(warned(draft)).toEqual(['SECRET_IN_TEXT fr.rootCause']);
  });
});

describe('pasting and documents', () => {
  it('pastes a text as written, a choice in words, a time in UTC, and nothing for what is not known', () => {
    const draft = draftOf('dora-initial', {
      known: [
        known('times.detectedAt', '2026-12-09T01:10:00.000Z', 3),
        known('decision.classifiedMajorAt', '2026-12-09T02:10:00.000Z', 4),
      ],
      answers: [answer('dora.2.7', 'attacker', 5), answer('dora.2.4', 'As written.', 6)],
    });
    const pasted = (id: string) => pasteText(draft, fieldOf(draft, id))?.text;
    expect(['dora.2.2', 'dora.2.7', 'dora.2.4', 'dora.2.9'].map(pasted)).toEqual([
      '2026-12-09T01:10:00.000Z',
      'Attacker',
      'As written.',
      undefined,
    ]);
  });

  it('counts the characters against the limit, the mark of an exercise among them', () => {
    const field = {
      ...fieldOf(draftOf('dora-initial', { answers: [answer('dora.2.4', 'x'.repeat(20), 6)] }), 'dora.2.4'),
      maxLength: 25,
    };
    expect(pasteText({ exercise: false }, field)).toMatchObject({ length: 20, maxLength: 25, fits: true });
    expect(pasteText({ exercise: true }, field)).toMatchObject({ length: 30, fits: false });
  });

  it('a letter says what its reader needs: no entries, no marks, no internal reference, and what is not written yet', () => {
    const material = {
      known: [known('incident.reference', 'INC-7', 3)],
      answers: [answer('gdpr34.advice', 'Change it.', 5)],
    };
    const letter = renderLetter(draftOf('gdpr-34', material)) ?? '';
    expect(letter).toContain('What you can do\nChange it.');
    expect(letter).toContain('What happened to your data\n[NOT WRITTEN YET]');
    expect(letter).not.toMatch(/#\d|assessment|INC-7/);
    expect(letter.startsWith('DRAFT')).toBe(true);
    expect(renderLetter(draftOf('dora-initial', material))).toBeNull();
    const lines = (renderLetter(draftOf('gdpr-34', material, { exercise: true })) ?? '').trimEnd().split('\n');
    expect(lines.every((line) => line.startsWith('EXERCISE | '))).toBe(true);
  });

  it('a document carries marking, citations and checkpoint, and every field of the draft', () => {
    const draft = draftOf('nis2-early-warning', {
      known: [malicious('yes', 9), known('marking.tlp', 'AMBER', 4), known('marking.tradeSecret', 'yes', 5)],
    });
    const checkpoint = { origin: 'o', size: 10, root: 'r' };
    const document = documentOf(draft, {
      documentId: 'd-1',
      entityName: 'E',
      incident: 'i',
      madeAt: MADE_AT,
      checkpoint,
    });
    expect(document.metadata).toMatchObject({
      watermark: 'DRAFT',
      markings: ['TLP:AMBER', 'CONTAINS BUSINESS SECRETS'],
      cites: [4, 5, 9],
      checkpoint,
    });
    const rows = document.blocks.flatMap((block) => (block.kind === 'fields' ? block.rows : []));
    expect(rows.map(({ label }) => label)).toEqual(draft.fields.map(({ label }) => label));
  });
});
