import { TOPIC_TEXT } from '../../domain/decision.ts';
import { ROLE_WORDS } from '../../domain/role-words.ts';
import { OPINION_TEXT } from '../../domain/sign-off.ts';
import type { EntityLegalView, FactView, IncidentView, WithdrawnFactView } from '../../view/incident-view.ts';
import { runEndSummary } from '../../view/run-end.ts';
import { clockEntries } from '../../view/clock-entries.ts';
import { sentWords } from '../../view/sent-words.ts';
import type { Assessment } from '../assessment.ts';
import { factDefinition, type FactValue, factValueText, isFactId } from '../facts.ts';
import { citesOf, heading, item, notice, paragraph, section } from '../forms/blocks.ts';
import type { FieldChange } from '../forms/compare.ts';
import type { Block, Cited, DocumentModel } from '../forms/document.ts';
import type { Language } from '../forms/language.ts';
import { REGIME_LABELS } from '../pack.ts';
import { isUsableInstant } from '../zone-time.ts';
import { draftBlocks, type KeptVersionText } from './draft-blocks.ts';
import { clockItems, criterionItem, findingItem, utcWords, verdictText } from './law-items.ts';

/** What changed between two kept versions of one report. */
export interface VersionDiff {
  readonly form: string;
  readonly entity: string;
  readonly from: number;
  readonly to: number;
  /** Of both versions: a translation changes no field. */
  readonly languages: readonly [Language, Language];
  readonly changes: readonly FieldChange[];
}

/** What the screen model does not hold. */
export interface DossierMaterial {
  /** By legal entity. */
  readonly assessments: ReadonlyMap<string, readonly Assessment[]>;
  readonly diffs: readonly VersionDiff[];
  /** The last kept version of each report. */
  readonly versions: readonly KeptVersionText[];
}

/**
 * The whole record of the law desk as one document for counsel: facts, rules, decisions (negative ones too), clocks, drafts with their
 * differences, sign-offs and receipts, each with the entries it rests on (PB5 "Evidence"). It says nothing the record does not say.
 */
export function dossierOf(
  view: IncidentView,
  { assessments, diffs, versions }: DossierMaterial,
  checkpoint: DocumentModel['metadata']['checkpoint'],
): DocumentModel {
  const blocks: Block[] = [
    heading(1, `Dossier: ${view.codename}`),
    ...(view.exercise ? [notice('EXERCISE. Nothing in this dossier happened.')] : []),
    notice('Made from the record by the console. Drafts admit nothing; not legal advice.'),
    paragraph(
      `Incident ${view.incident}, pattern ${view.pattern}, detected ${utcWords(view.detectedAt)}, declared ${utcWords(view.declaredAt)}. In command: ${view.commander.name}. Rule pack ${view.pack.packVersion}, ${view.pack.signature.verified ? `signed by ${view.pack.signature.by}` : 'signature not verified'}.`,
      [],
    ),
    ...section('Facts', view.facts.map(factItem)),
    ...view.legal.flatMap((entity) => [
      heading(2, entity.entityName),
      ...ownAnswers(view, entity),
      ...section('Regimes and why', entity.routing.findings.map(findingItem), 3),
      ...tests(entity, assessments),
      ...section(
        'Clocks',
        clockItems(entity.report.clocks, raisedOf(entity), entity.timeZone, (clock) => clockEntries(view, clock)),
        3,
      ),
    ]),
    ...section('Decisions on the law', lawDecisions(view)),
    ...section('Decision log', decisionLog(view)),
    ...section('Drafts and their sign-off', drafts(view)),
    ...section('What changed between versions', diffs.flatMap(changesOf)),
    ...section('Filings and receipts', filings(view)),
    heading(2, 'What the last kept versions say'),
    ...(versions.length === 0 ? [paragraph('Nothing is on record.', [])] : versions.flatMap(draftBlocks)),
    ...section(
      'Sources of the rules and how sure they are',
      view.pack.sources.map((one) => item(`${one.tag}: ${one.title}`)),
    ),
    heading(2, 'How to check this'),
    paragraph(
      'Numbers in square brackets are entries of the signed ledger. Ask for the bundle of this incident: it verifies without Bulkhead by openssl and sha256sum (VERIFY.txt). The checkpoint below is on every page; compare it with the bundle.',
      [],
    ),
  ];
  const cites = new Set(blocks.flatMap(citesOf));
  return {
    metadata: {
      documentId: `${view.incident} dossier ${view.ledger.sealed}`,
      title: `Dossier ${view.codename}`,
      basis: 'Facts, rules, decisions, drafts and receipts, citing the ledger',
      language: 'en',
      entityName: view.organisation.name,
      incident: view.incident,
      madeAt: view.now,
      watermark: view.exercise ? 'EXERCISE' : 'DRAFT',
      banner: view.exercise ? 'EXERCISE. DOSSIER FOR COUNSEL' : 'CONFIDENTIAL. DOSSIER FOR COUNSEL',
      markings: [],
      cites: [...cites].toSorted((a, b) => a - b),
      checkpoint,
    },
    blocks,
  };
}

function factItem({ fact, value, provenance, note, by, at, entry, evidence }: FactView): Cited {
  const said = provenance === 'unknown' ? 'not known' : `${factWords(fact, value)} (${provenance})`;
  const asked = isFactId(fact) ? factDefinition(fact).label : fact;
  return item(
    `${asked}${/[?]$/.test(asked) ? '' : ':'} ${said}. ${by}, ${utcWords(at)}${note === '' ? '' : `: ${note}`}`,
    entry,
    ...evidence,
  );
}

/** What this entity answers otherwise than the incident does, and what it took back; nothing where it never did. */
function ownAnswers(view: IncidentView, { entity }: EntityLegalView): readonly Block[] {
  const last = new Map(view.ownFacts.filter((one) => one.entity === entity).map((one) => [one.fact, one]));
  const back = view.withdrawnFacts.filter(({ answer }) => answer.entity === entity);
  return [
    ...(last.size === 0 ? [] : section('Its own answers', [...last.values()].map(factItem), 3)),
    ...(back.length === 0 ? [] : section('Own answers taken back', back.map(withdrawnItem), 3)),
  ];
}

function withdrawnItem({ answer, reason, by, at, entry }: WithdrawnFactView): Cited {
  const { text, cites } = factItem(answer);
  return item(`${text.replace(/[.]$/, '')}. Taken back by ${by}, ${utcWords(at)}: ${reason}`, ...cites, entry);
}

function factWords(fact: string, value: FactValue): string {
  if (!isFactId(fact)) return [value].flat().join(', ');
  const { type, unit } = factDefinition(fact);
  if (type === 'instant' && typeof value === 'string' && isUsableInstant(value)) return utcWords(value);
  const words = [factValueText(fact, value)].flat().join(', ');
  return unit === undefined ? words : `${words} ${unit}`;
}

/** Of the regimes that apply or are open because something points to them. */
function raisedOf({ routing }: EntityLegalView): ReadonlySet<string> {
  return new Set(routing.findings.filter(({ raised }) => raised).map(({ regime }) => regime));
}

/** Each test as a question with its answer, and the criteria below it. */
function tests(entity: EntityLegalView, assessments: DossierMaterial['assessments']): readonly Block[] {
  const raised = raisedOf(entity);
  const found = (assessments.get(entity.entity) ?? []).filter(({ regime }) => raised.has(regime));
  if (found.length === 0) return section('Tests', [], 3);
  return [
    heading(3, 'Tests'),
    ...found.flatMap((test): readonly Block[] => [
      { kind: 'paragraph', text: verdictText(test), cites: [], assessment: true },
      { kind: 'list', items: test.criteria.map(criterionItem) },
    ]),
  ];
}

function nameOf({ legal }: IncidentView, entity: string): string {
  return legal.find((one) => one.entity === entity)?.entityName ?? entity;
}

function lawDecisions(view: IncidentView): readonly Cited[] {
  return [
    ...view.awareness.map(({ regime, entity, awareAt, reason, by, at, entry }) =>
      item(
        `${nameOf(view, entity)} aware under ${REGIME_LABELS[regime]} since ${utcWords(awareAt)}. ${by}, ${utcWords(at)}: ${reason}`,
        entry,
      ),
    ),
    ...view.classifications.map(({ entity, major, classifiedAt, reason, by, entry }) =>
      item(
        `${nameOf(view, entity)}: ${major ? 'major' : 'not major'} under DORA, ${utcWords(classifiedAt)}. ${by}: ${reason}`,
        entry,
      ),
    ),
    ...view.legal.flatMap(({ entityName, dismissals }) =>
      dismissals.map(({ regime, reason, packVersion, by, at, entry, reopened }) =>
        item(
          `${entityName}: ${REGIME_LABELS[regime]} does not apply (pack ${packVersion}). ${by}, ${utcWords(at)}: ${reason}${reopened ? ` Opened again: ${reopened.why}` : ''}`,
          entry,
          ...(reopened ? [reopened.entry] : []),
        ),
      ),
    ),
  ];
}

function decisionLog(view: IncidentView): readonly Cited[] {
  return [...view.decisions.map(decisionItem), ...view.runs.flatMap(endItem)];
}

function endItem(run: IncidentView['runs'][number]): readonly Cited[] {
  return run.ended ? [item(runEndSummary(run, utcWords(run.ended.at)), run.ended.entry)] : [];
}

function decisionItem(one: IncidentView['decisions'][number]): Cited {
  const dissent = one.dissent.map(({ by, text }) => ` ${by} disagreed: ${text}`).join('');
  const objections = one.objections.map(({ by, text }) => ` ${by} objected: ${text}`).join('');
  const options = one.options.map((option, i) => (i === one.chosen ? `${option} (chosen)` : option)).join('; ');
  return item(
    `${TOPIC_TEXT[one.topic]}: ${one.question} ${options}. ${one.by}, ${utcWords(one.at)}: ${one.rationale}${dissent}${objections}`,
    one.entry,
    ...one.evidence,
  );
}

function drafts(view: IncidentView): readonly Cited[] {
  return view.drafts.map((line) => {
    const signOff = view.signOffs.find((one) => one.draft === line.entry);
    const said = [
      ...(signOff?.opinions ?? []).map(({ by, as, opinion, text }) =>
        [`${by} (${ROLE_WORDS[as].en}) ${OPINION_TEXT[opinion]}`, text].filter((part) => part !== '').join(': '),
      ),
      ...(signOff?.signatures ?? []).map(({ by, as, at }) => `${by} signed as ${ROLE_WORDS[as].en}, ${utcWords(at)}`),
    ];
    const missing = line.missing.length === 0 ? 'complete' : `${line.missing.length} mandatory fields not recorded`;
    return item(
      `${nameOf(view, line.entity)}: ${line.form || (line.stage ?? 'draft')} version ${line.version} (${line.language}), ${missing}, SHA-256 of the text ${line.textSha256}; ${signOff?.state ?? 'open'}${said.length > 0 ? `; ${said.join('; ')}` : ''}`,
      line.entry,
      ...(signOff?.opinions ?? []).map(({ entry }) => entry),
      ...(signOff?.signatures ?? []).map(({ entry }) => entry),
    );
  });
}

function changesOf({ form, from, to, languages, changes }: VersionDiff): readonly Cited[] {
  const [was, is] = languages;
  const what = `${form}, version ${from} to ${to}${was === is ? '' : ` (${was} to ${is})`}`;
  if (changes.length === 0) return [item(`${what}: no field differs`)];
  return changes.map(({ label, kind, before, after, cites }) =>
    item(`${what}: ${label} ${kind}: “${before}” to “${after}”`, ...cites),
  );
}

/** What was sent, and whether two people had released it: the two questions that are asked first, and last. */
function filing(view: IncidentView, one: IncidentView['filings'][number]): Cited {
  const sent = sentWords(view, one);
  const hash = one.fileSha256 === undefined ? '' : `, SHA-256 ${one.fileSha256}`;
  const details = [
    ...(sent.text === '' ? [] : [`sent: ${sent.text}${hash}`]),
    ...(one.unlockedReason !== undefined
      ? [`not locked when it was filed: ${one.unlockedReason.replace(/[.]$/, '')}`]
      : one.draft === undefined
        ? []
        : ['locked when it was filed']),
    ...(one.corrects === undefined ? [] : [`corrects the filing #${one.corrects}`]),
  ];
  return item(
    `${nameOf(view, one.entity)}: ${one.stage} filed at ${utcWords(one.filedAt)} by ${one.channel}, receipt ${one.receipt}${details.map((detail) => `; ${detail}`).join('')}. ${one.by}, ${utcWords(one.at)}`,
    one.entry,
    ...sent.cites,
  );
}

function filings(view: IncidentView): readonly Cited[] {
  return [
    ...view.filings.map((one) => filing(view, one)),
    ...view.struckFilings.map(({ filing: was, reason, by, at, entry }) =>
      item(
        `${nameOf(view, was.entity)}: ${was.stage}, recorded as filed at ${utcWords(was.filedAt)} by mistake: ${reason.replace(/[.]$/, '')}. ${by}, ${utcWords(at)}`,
        entry,
        was.entry,
      ),
    ),
    ...view.explanations.map((one) =>
      item(
        `${nameOf(view, one.entity)}: ${one.stage} late because: ${one.reason.replace(/[.]$/, '')}. ${one.by}, ${utcWords(one.at)}`,
        one.entry,
      ),
    ),
    ...view.documents.map((one) =>
      item(`File ${one.name}, SHA-256 ${one.sha256}. ${one.by}, ${utcWords(one.at)}`, one.entry),
    ),
  ];
}
