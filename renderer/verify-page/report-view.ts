import type { Failure } from '../../shared/domain/failure.ts';
import type { Finding, Report } from '../../shared/ledger/finding.ts';
import type { Trust } from '../../shared/ledger/verify.ts';
import { bytesText, countText } from './amount-text.ts';
import { element, foreign } from './element.ts';

const TYPE_TEXT = { journal: 'Journal of the console', incident: 'Live incident', exercise: 'Exercise' } as const;

/** What the reader has to know beside the report: what was asked, of which folder, when, with which page. */
export interface ReportContext {
  readonly folder: string;
  readonly files: number;
  readonly trust: Trust;
  readonly checkedAt: Date;
  readonly pageVersion: string;
}

/** The same order as in the console: the verdict, every finding with its place, what it does not show, the facts. */
export function reportView(report: Report, context: ReportContext): HTMLElement {
  return element(
    'div',
    { class: 'stack' },
    verdict(report, context.trust.consoleFingerprint !== undefined),
    report.findings.length > 0 && section('Findings', findings(report.findings)),
    section('What this shows and what it does not', statements(report)),
    section('What was checked', facts(report, context)),
  );
}

/** A folder that is no bundle, or that could not be read: no verdict on a record, and no findings. */
export function failureView({ code, message, hint, details }: Failure): HTMLElement {
  return element(
    'div',
    { class: 'verdict verdict-bad' },
    element('h2', { class: 'verdict-word', attributes: { tabindex: '-1' } }, 'Could not be checked'),
    element('p', {}, foreign(message)),
    element('p', { class: 'soft' }, hint),
    element(
      'p',
      { class: 'soft small' },
      element('code', {}, code),
      details.length > 0 && ' ',
      ...details.map(foreign),
    ),
  );
}

function verdict({ verified, findings: all, summary }: Report, anchored: boolean): HTMLElement {
  const errors = all.filter(({ severity }) => severity === 'error').length;
  const good = `${countText(summary.entries, 'entry', 'entries')}, ${countText(summary.checkpoints, 'checkpoint')} and ${countText(summary.evidenceFiles, 'evidence file')}: no error found.`;
  const bad = `${countText(errors, 'error')} found. Keep these bytes as they are.`;
  const whose = anchored
    ? 'It was signed under the console key that you named.'
    : 'It holds together in itself. Whose record it is stays open until you compare the fingerprint of the console.';
  return element(
    'div',
    { class: `verdict ${verified ? (anchored ? 'verdict-good' : 'verdict-open') : 'verdict-bad'}` },
    element('h2', { class: 'verdict-word', attributes: { tabindex: '-1' } }, verified ? 'Verified' : 'Not verified'),
    element('p', {}, verified ? good : bad),
    verified && element('p', {}, whose),
    summary.type === 'exercise' && element('p', { class: 'strong' }, 'EXERCISE: a rehearsal, not an incident.'),
  );
}

function section(title: string, content: HTMLElement): HTMLElement {
  return element('section', { class: 'stack-2' }, element('h3', {}, title), content);
}

function findings(all: readonly Finding[]): HTMLElement {
  return element(
    'ul',
    { class: 'findings' },
    ...all.map(({ severity, code, message, ...place }) =>
      element(
        'li',
        { class: `finding finding-${severity}` },
        element('p', { class: 'strong' }, `${severity === 'error' ? 'Error' : 'Note'}: `, foreign(message)),
        element('p', { class: 'soft small' }, element('code', {}, code), ...placeOf(place)),
      ),
    ),
  );
}

function placeOf({ entry, checkpoint, file }: Pick<Finding, 'entry' | 'checkpoint' | 'file'>): (Node | string)[] {
  return [
    ...(entry === undefined ? [] : [`, entry ${entry}`]),
    ...(checkpoint === undefined ? [] : [`, checkpoint over ${checkpoint} entries`]),
    ...(file === undefined ? [] : [', file ', foreign(file)]),
  ];
}

function statements({ statements: all }: Report): HTMLElement {
  const own = 'A browser does not show whether a file is a link. The console and verify.py see links, and refuse them.';
  return element('ul', { class: 'bullets' }, ...[...all, own].map((text) => element('li', {}, foreign(text))));
}

function facts({ summary }: Report, { folder, files, trust, checkedAt, pageVersion }: ReportContext): HTMLElement {
  const lines: [string, ...(Node | string)[]][] = [
    ['Folder', foreign(folder), `, ${countText(files, 'file')}`],
    ['Record', summary.type === null ? 'not known' : TYPE_TEXT[summary.type], ', ', hash(summary.origin)],
    ['Root', hash(summary.root)],
    ['Console', hash(summary.consoleFingerprint)],
    [
      'You expected',
      trust.consoleFingerprint === undefined ? 'no fingerprint was given' : hash(trust.consoleFingerprint),
    ],
    ['You held', trust.known === undefined ? 'no earlier checkpoint was given' : 'an earlier checkpoint'],
    [
      'You named',
      (trust.wanted ?? []).length === 0 ? 'no witness' : countText((trust.wanted ?? []).length, 'witness', 'witnesses'),
    ],
    ['Evidence', `${countText(summary.evidenceFiles, 'file')}, ${bytesText(summary.evidenceBytes)}`],
    ...summary.operators.map(({ name, fingerprint, signed }): [string, ...(Node | string)[]] => [
      'Operator',
      foreign(name),
      `, ${countText(signed, 'entry', 'entries')}, `,
      hash(fingerprint),
    ]),
    [
      'Checked',
      `${checkedAt.toISOString().slice(0, 19)}Z by the clock of this computer, with page version ${pageVersion}`,
    ],
  ];
  const pairs = lines.flatMap(([term, ...what]) => [element('dt', {}, term), element('dd', {}, ...what)]);
  return element('dl', { class: 'facts' }, ...pairs);
}

function hash(text: string | null): Node {
  return text === null ? document.createTextNode('none') : element('code', { class: 'hash' }, foreign(text));
}
