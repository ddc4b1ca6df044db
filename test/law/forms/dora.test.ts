import { describe, expect, it } from 'vitest';
import { DORA_REPORTS, doraExport, doraProblems } from '../../../shared/law/forms/dora-export.ts';
import { isEuid, isLei } from '../../../shared/law/forms/field-value.ts';
import type { FormId } from '../../../shared/law/forms/form-ids.ts';
import { fieldsOf, type FormModel } from '../../../shared/law/forms/form-model.ts';
import { changed, exportOf, numbersOf, withReason, WRONG } from './dora-cases.ts';
import { answer, draftOf, fieldOf, known } from './sample-material.ts';

const [INITIAL, INTERMEDIATE, FINAL, RECLASSIFIED] = DORA_REPORTS as readonly [
  FormModel,
  FormModel,
  FormModel,
  FormModel,
];
const run = (section: number, last: number): readonly string[] =>
  Array.from({ length: last }, (_, index) => `${section}.${index + 1}`);

const problemFields = (value: unknown): readonly string[] => doraProblems(value).map(({ field }) => field);

describe('the field table of ITS (EU) 2025/302', () => {
  it('has 15, 10, 35 and 16 fields: 76, each once, in order', () => {
    expect(numbersOf(FINAL)).toEqual([...run(1, 15), ...run(2, 10), ...run(3, 35), ...run(4, 16)]);
    expect(numbersOf(INTERMEDIATE)).toEqual([...run(1, 15), ...run(2, 10), ...run(3, 35)]);
    expect(numbersOf(INITIAL)).toEqual([...run(1, 15), ...run(2, 10)]);
    expect(numbersOf(RECLASSIFIED)).toEqual(numbersOf(INITIAL));
  });

  it('marks every field as from a secondary source: only numbers and labels were confirmed', () => {
    const numbered = fieldsOf(FINAL).filter(({ number }) => number !== undefined);
    expect(new Set(numbered.map(({ confidence }) => confidence))).toEqual(new Set(['secondary']));
  });

  const always = (form: FormModel): readonly string[] =>
    fieldsOf(form).flatMap(({ number, mandatory }) => (mandatory === 'always' && number !== undefined ? [number] : []));
  const FIRST = [
    '1.1',
    '1.2',
    '1.3',
    '1.4',
    '1.7',
    '1.8',
    '1.9',
    '1.10',
    '1.11',
    '1.12',
    '1.15',
    '2.1',
    '2.2',
    '2.3',
    '2.4',
    '2.5',
    '2.7',
    '2.9',
  ];
  const SECOND = [
    '3.2',
    '3.4',
    '3.5',
    '3.6',
    '3.7',
    '3.12',
    '3.15',
    '3.22',
    '3.23',
    '3.27',
    '3.28',
    '3.30',
    '3.31',
    '3.33',
  ];
  const THIRD = ['4.1', '4.2', '4.5', '4.6', '4.7', '4.8', '4.12', '4.13', '4.14'];
  it('asks in each stage for what the stage must have', () => {
    expect(always(INITIAL)).toEqual(FIRST);
    expect(always(INTERMEDIATE)).toEqual([...FIRST, ...SECOND]);
    expect(always(FINAL)).toEqual([...FIRST, ...SECOND, ...THIRD]);
  });

  const CONDITIONS: readonly (readonly [target: string, on: string, value: string | readonly string[]])[] = [
    ['1.5', 'ask.submitterDiffers', 'yes'],
    ['1.6', 'ask.submitterDiffers', 'yes'],
    ['1.13', 'ask.group', 'yes'],
    ['1.14', 'ask.group', 'yes'],
    ['2.8', 'ask.thirdParty', 'yes'],
    ['3.9', 'ask.transactions', 'yes'],
    ['3.10', 'ask.transactions', 'yes'],
    ['3.11', 'ask.transactions', 'yes'],
    ['3.16', 'ask.downtime', 'yes'],
    ['3.24', '3.23', ['other']],
    ['3.25', '3.23', ['cybersecurity']],
    ['3.35', '3.23', ['cybersecurity']],
    ['3.26', '3.25', ['ddos', 'other']],
    ['3.29', '3.28', 'yes'],
    ['3.34', '3.33', 'yes'],
    ['2.6', '2.5', ['geography']],
    ['3.8', '2.5', ['clients']],
    ['3.13', '2.5', ['reputation']],
    ['3.14', '2.5', ['reputation']],
    ['3.18', '2.5', ['geography']],
    ['3.19', '2.5', ['geography']],
    ['3.20', '2.5', ['data-losses']],
    ['3.21', '2.5', ['data-losses']],
    ['4.3', '4.2', ['process-monitoring']],
    ['4.4', '4.2', ['external-other']],
    ['4.9', 'ask.fixDiffers', 'yes'],
    ['4.10', 'ask.resolutionRisk', 'yes'],
    ['4.11', 'ask.resolutionRisk', 'yes'],
    ['4.15', 'ask.recurring', 'yes'],
    ['4.16', 'ask.recurring', 'yes'],
  ];
  it.each(CONDITIONS)('%s is mandatory when %s says so, and only then', (target, on, value) => {
    const wanted = (answers: Parameters<typeof draftOf>[1]): boolean =>
      draftOf('dora-final', answers).missing.includes(`dora.${target}`);
    expect(wanted({ answers: [answer(`dora.${on}`, value, 5)] })).toBe(true);
    expect(wanted({})).toBe(false);
    expect(fieldOf(draftOf('dora-final', {}), `dora.${target}`).opensOn).toEqual([`dora.${on}`]);
  });

  it('3.3 and 3.17 hang on other fields being filled', () => {
    const draft = draftOf('dora-intermediate', { known: [known('dora.downtimeMinutes', '150', 3)] });
    expect(fieldOf(draft, 'dora.3.16')).toMatchObject({ raw: '00:02:30' });
    expect(draft.missing).toEqual(expect.arrayContaining(['dora.3.3', 'dora.3.17']));
    expect(draftOf('dora-intermediate', {}).missing).not.toContain('dora.3.3');
  });

  it('3.32 is asked for with any authority but none', () => {
    const asked = (codes: readonly string[]) =>
      draftOf('dora-final', { answers: [answer('dora.3.31', codes, 5)] }).missing.includes('dora.3.32');
    expect([asked(['csirt']), asked(['none'])]).toEqual([true, false]);
  });

  it('1.1 says the stage; 2.10 is asked for where an incident is reclassified (ITS Art. 5)', () => {
    expect(DORA_REPORTS.map((form) => fieldOf(draftOf(form.form as FormId, {}), 'dora.1.1').raw)).toEqual([
      'initial',
      'intermediate',
      'final',
      'reclassified',
    ]);
    expect(draftOf('dora-reclassified', {}).missing).toContain('dora.2.10');
    expect(draftOf('dora-final', {}).missing).not.toContain('dora.2.10');
  });

  it('figures come from facts: shares with one decimal, minutes as DD:HH:MM, money in thousands, and what is an estimate', () => {
    const draft = draftOf('dora-final', {
      known: [
        known('dora.clientsAffected', '1234', 3),
        known('dora.clientsTotal', '9876', 4),
        known('dora.counterpartsAffected', '0', 5),
        known('dora.txAffectedCount', '10', 6, 'estimate'),
        known('dora.durationMinutes', '1599', 7),
        known('dora.costs', '184499', 8, 'estimate'),
      ],
    });
    const raw = (number: string) => fieldOf(draft, `dora.${number}`).raw;
    expect([raw('3.4'), raw('3.5'), raw('3.15'), raw('4.13')]).toEqual(['1234', '12.5', '01:02:39', '184']);
    expect(raw('3.12')).toEqual(['clients-actual', 'counterparts-none', 'transactions-estimate']);
    expect(fieldOf(draft, 'dora.3.5').sentences[0]?.cites).toEqual([3, 4]);
    expect(fieldOf(draft, 'dora.4.13')).toMatchObject({ status: 'assessment' });
  });
});

describe('DORA export', () => {
  it.each(DORA_REPORTS)('$form with everything on record is valid', (form) => {
    expect(doraProblems(withReason(form))).toEqual([]);
  });

  it.each(DORA_REPORTS)('$form without one of its mandatory fields is refused, by its number', (form) => {
    const report = withReason(form);
    const mandatory = fieldsOf(form).flatMap(({ number, mandatory: must }) =>
      must === 'always' && number !== undefined ? [number] : [],
    );
    const accepted = mandatory.filter((number) => !problemFields(changed(report, number, undefined)).includes(number));
    expect(accepted).toEqual([]);
  });

  it.each(WRONG)('refuses %s = %j, by its number', (number, value) => {
    expect(problemFields(changed(withReason(FINAL), number, value))).toContain(number);
  });

  it('refuses a field of a later stage, an unknown form, and what is no report', () => {
    expect(problemFields(changed(exportOf(INITIAL), '3.4', 5))).toContain('3.4');
    expect(problemFields({ ...exportOf(INITIAL), form: 'dora-initial/1999-01' })).toEqual(['form']);
    for (const value of [null, [], 'x', { form: 'dora-initial/2026-11' }]) expect(doraProblems(value)).toHaveLength(1);
  });

  it('says DRAFT, and EXERCISE in an exercise', () => {
    expect(exportOf(INITIAL).document).toBe('DRAFT');
    expect(doraExport(draftOf('dora-initial', {}, { exercise: true })).document).toBe('EXERCISE');
  });

  it('knows an LEI by its check digits, and an EUID by its shape', () => {
    expect(isLei('529900T8BM49AURSDO55')).toBe(true);
    expect(isLei('529900T8BM49AURSDO54')).toBe(false);
    expect([isEuid('DEK1101R.HRB116737'), isEuid('HRB116737')]).toEqual([true, false]);
  });
});
