import { compareInstants, MINUTE, msOf, type Instant } from '../domain/instant.ts';
import { citesOf, heading, item, notice, paragraph, section } from '../law/forms/blocks.ts';
import type { Block, Cited, DocumentModel } from '../law/forms/document.ts';
import type { IncidentView } from '../view/incident-view.ts';
import { BAND_TEXT } from './band-text.ts';
import { minutesIn, type DrillView } from './drill.ts';
import { PENALTIES } from './penalty.ts';
import type { Scenario } from '../domain/scenario.ts';
import { playedRows, scoreOf, type PlayedRow, type Score } from './score.ts';

/**
 * What came of an exercise, from its record alone: what was expected beside what was done, how long things took, what is to change
 * (HSEEP after-action report and improvement plan; reference E). Says nothing that the record or the script does not say.
 */
export function afterActionReport(
  view: IncidentView,
  drill: DrillView,
  scenario: Scenario,
  checkpoint: DocumentModel['metadata']['checkpoint'],
): DocumentModel {
  const rows = playedRows(scenario, drill, view.now);
  const score = scoreOf(rows, drill);
  const since = (at: Instant): string => `T+${minutesIn(drill, at)} min`;
  const free = drill.released.filter(({ inject }) => !scenario.injects.some(({ id }) => id === inject));
  const blocks: Block[] = [
    heading(1, `After-action report: ${scenario.title}`),
    notice('EXERCISE. Nothing in this report happened.'),
    paragraph(
      `Exercise ${view.codename}, scenario ${scenario.id}, version ${scenario.version}. ${drill.script.by} facilitated. Began ${words(drill.script.at)}${drill.ended ? `, ended ${words(drill.ended.at)}` : ', not ended when this was made'}, by the clock of the exercise.`,
      [drill.script.entry, ...(drill.ended ? [drill.ended.entry] : [])],
    ),
    paragraph(scoreText(score), []),
    ...section(
      'Objectives',
      scenario.objectives.map((one) => item(one)),
    ),
    ...section(
      'What was expected, and what was done',
      rows.map((row) => rowItem(row, since)),
    ),
    ...(free.length === 0
      ? []
      : section(
          'Given beside the script',
          free.map((one) => item(`${since(one.at)}, ${one.channel}: ${one.text}`, one.entry)),
        )),
    ...section(
      'Points taken off',
      drill.penalties.map((one) =>
        item(`${PENALTIES[one.what].text} (-${PENALTIES[one.what].points}): ${one.note}`, one.entry),
      ),
    ),
    ...section('How long things took', milestones(view, since)),
    ...section('Legal dates', legalDates(view)),
    ...section(
      'To talk about',
      scenario.hotwash.map((one) => item(one)),
    ),
    ...section(
      'What is to change',
      drill.lessons.map((one) =>
        item(`${one.text} (${one.owner}${one.due === '' ? '' : `, until ${one.due}`})`, one.entry),
      ),
    ),
    heading(2, 'How to check this'),
    paragraph(
      'Numbers in square brackets are entries of the signed ledger of this exercise. Points are the facilitator’s word, each under their signature; the rest is reckoned from the record. The script lies in the bundle under the hash of the entry it began with.',
      [drill.script.entry],
    ),
  ];
  return {
    metadata: {
      documentId: `${view.incident} after-action ${view.ledger.sealed}`,
      title: `After-action report ${view.codename}`,
      basis: 'What was expected and what was done, citing the ledger of the exercise',
      language: 'en',
      entityName: view.organisation.name,
      incident: view.incident,
      madeAt: view.now,
      watermark: 'EXERCISE',
      banner: 'EXERCISE. AFTER-ACTION REPORT',
      markings: [],
      cites: [...new Set(blocks.flatMap(citesOf))].toSorted((a, b) => a - b),
      checkpoint,
    },
    blocks,
  };
}

export function scoreText({ earned, possible, penalties, percent, band, quality, open }: Score): string {
  if (percent === null || band === null) return 'Nothing was judged yet, so there is no score.';
  return [
    `${percent} per cent: ${BAND_TEXT[band]}.`,
    `${earned} of ${possible} points${penalties === 0 ? '' : `, ${penalties} taken off`}.`,
    ...(quality === null ? [] : [`Quality ${quality.toFixed(1)} of 3.`]),
    ...(open === 0 ? [] : [`${open === 1 ? 'One inject was' : `${open} injects were`} released and not judged.`]),
  ].join(' ');
}

const STATE_TEXT: Readonly<Record<PlayedRow['state'], string>> = {
  later: 'Not given yet',
  due: 'Not given yet',
  waits: 'Not called for',
  never: 'Never given',
  released: 'Not judged',
  skipped: 'Left out',
  'in-window': 'Done in time',
  late: 'Done late',
  missed: 'Not done',
};

function rowItem(row: PlayedRow, since: (at: Instant) => string): Cited {
  const { inject, release, judgement, skipped, state, earned } = row;
  const planned = inject.atMin === null ? `only if: ${inject.onlyIf}` : `planned T+${inject.atMin} min`;
  const became = [
    `${STATE_TEXT[state]}${judgement?.doneAt ? ` at ${since(judgement.doneAt)}` : ''}`,
    ...(earned === null ? [] : [`${earned} of ${inject.points} points`]),
    ...(judgement === null || judgement.quality === null ? [] : [`quality ${judgement.quality} of 3`]),
  ].join(', ');
  const note = judgement?.note ?? skipped?.reason ?? '';
  return item(
    `Inject ${inject.id}, ${inject.channel} (${planned}${release ? `, given ${since(release.at)}` : ''}). Expected: ${inject.expected} ${became}.${note === '' ? '' : ` ${note}`}`,
    ...[release?.entry, skipped?.entry, judgement?.entry, judgement?.shownBy].filter(
      (entry) => entry !== undefined && entry !== null,
    ),
  );
}

/** The first of each thing that a commander is asked about, and how long each approval took. */
function milestones(view: IncidentView, since: (at: Instant) => string): readonly Cited[] {
  const first = (what: string, all: readonly { readonly at: Instant; readonly entry: number }[]): Cited[] => {
    const [one] = all.toSorted((a, b) => compareInstants(a.at, b.at));
    return one ? [item(`${what}: ${since(one.at)}`, one.entry)] : [item(`${what}: never`)];
  };
  const applied = view.actions.flatMap((action) =>
    action.effects.flatMap(({ step, completedAt, completedEntry }) =>
      step === 'apply' && completedAt && completedEntry !== null ? [{ at: completedAt, entry: completedEntry }] : [],
    ),
  );
  return [
    ...first('First evidence', view.exhibits),
    ...first('First decision in the log', view.decisions),
    ...first('First awareness decided', view.awareness),
    ...first('First classification', view.classifications),
    ...first('First cut', applied),
    ...view.actions.flatMap(approvalItem),
  ];
}

function approvalItem({ template, targetLabel, gate }: IncidentView['actions'][number]): readonly Cited[] {
  const asked = gate?.signatures.find(({ decision }) => decision === 'submitted');
  const last = gate?.signatures.findLast(({ decision }) => decision === 'approved');
  if (!asked || !last || !gate?.quorumMet) return [];
  const minutes = Math.round((msOf(last.at) - msOf(asked.at)) / MINUTE);
  return [item(`Approval of ${template} ${targetLabel}: ${minutes} min`, asked.entry, last.entry)];
}

/** Filed dates by what was left of them, then those that run or were missed. */
function legalDates(view: IncidentView): readonly Cited[] {
  return view.legal.flatMap(({ entityName, report }) =>
    report.clocks.flatMap(({ title, due, submittedAt }): readonly Cited[] => {
      if (due === null) return [];
      const against = submittedAt ?? view.now;
      const minutes = Math.round((msOf(due) - msOf(against)) / MINUTE);
      const how = minutes >= 0 ? `${minutes} min before its date` : `${-minutes} min after its date`;
      return [
        item(`${entityName}, ${title}: ${submittedAt ? `filed ${how}` : `not filed; the exercise stands ${how}`}`),
      ];
    }),
  );
}

function words(at: Instant): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}
