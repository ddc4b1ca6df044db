import type { z } from 'zod';
import type { Recorded } from '../../../shared/contract/contract.ts';
import type { inputs } from '../../../shared/contract/inputs.ts';
import { fail } from '../../../shared/domain/failure.ts';
import { toHex } from '../../../shared/ledger/encoding.ts';
import { isSameSeries } from '../../../shared/ledger/sign-off-rule.ts';
import type { LegalEntity } from '../../../shared/domain/organisation.ts';
import { disagreements, type DraftOnRecord } from '../../../shared/law/forms/consistency.ts';
import { compareDrafts } from '../../../shared/law/forms/compare.ts';
import { documentOf, type DocumentMetadata } from '../../../shared/law/forms/document.ts';
import { doraExport, doraProblems, isDoraReport } from '../../../shared/law/forms/dora-export.ts';
import { draftForm, editOf } from '../../../shared/law/forms/draft-form.ts';
import { draftJson } from '../../../shared/law/forms/draft-json.ts';
import type { Draft } from '../../../shared/law/forms/draft.ts';
import { fieldValueSchema } from '../../../shared/law/forms/field-value.ts';
import { formUse, type FormId } from '../../../shared/law/forms/form-ids.ts';
import { fieldsOf } from '../../../shared/law/forms/form-model.ts';
import { FORMS } from '../../../shared/law/forms/forms.ts';
import type { Language } from '../../../shared/law/forms/language.ts';
import { renderLetter } from '../../../shared/law/forms/letter.ts';
import { renderPlainText } from '../../../shared/law/forms/plain-text.ts';
import { CLOCK_IDS, type ClockId } from '../../../shared/law/pack.ts';
import type { DraftChanges, DraftView } from '../../../shared/view/draft-view.ts';
import type { DraftLine } from '../../../shared/view/incident-view.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';
import { keepText } from '../effects.ts';
import type { OpenIncident } from '../open-incident.ts';
import { materialFor } from '../views/form-material.ts';
import { type KeptDraft, readKeptDrafts } from '../views/kept-drafts.ts';
import { rulePack } from '../views/legal-view.ts';

type Input = z.infer<typeof inputs.draftNotification>;

/** The draft as the record gives it now, with what it differs in from earlier and other ones. Nothing is recorded, nothing is sent. */
export async function previewNotification(desk: Desk, session: Session, input: Input): Promise<DraftView> {
  desk.sessions.requireSignedIn(session);
  const incident = desk.incident(input.incident);
  const { file } = incident.state;
  const entity = entityOf(file.organisation.entities, input.entity);
  const draft = draftNow(incident, entity, input);
  const kept = await readKeptDrafts(desk, incident);
  const now: DraftOnRecord = { draft, entity: entity.id, entityName: entity.name, entry: null };
  const series = { form: input.form, entity: entity.id, language: input.language };
  const others = kept.filter(({ line }) => !isSameSeries(line, series));
  const onRecord = others.map(({ line, draft: one }): DraftOnRecord => {
    const name = file.organisation.entities.find(({ id }) => id === line.entity)?.name ?? line.entity;
    return { draft: one, entity: line.entity, entityName: name, entry: line.entry };
  });
  return {
    draft,
    text: renderPlainText(draft),
    letter: renderLetter(draft),
    json: draftJson(draft),
    document: documentOf(draft, {
      documentId: `${input.incident} ${input.form} ${entity.id} v${versionOf(file.drafts, input) + 1}`,
      entityName: entity.name,
      incident: input.incident,
      madeAt: incident.now(),
      checkpoint: checkpointOf(incident),
    }),
    since: changesSince(kept, series, draft),
    translations: translationsOf(kept, series, draft),
    disagreements: disagreements([now, ...onRecord]).filter(({ statements }) =>
      statements.some(({ entry }) => entry === null),
    ),
    problems: isDoraReport(draft) ? doraProblems(doraExport(draft)) : [],
  };
}

function draftNow(incident: OpenIncident, entity: LegalEntity, { form, language }: Input): Draft {
  const { file } = incident.state;
  return draftForm(FORMS[form], materialFor(incident.state, entity), {
    exercise: file.exercise,
    timeZone: entity.timeZone,
    language,
    digests: file.assets.flatMap(({ model }) =>
      [model?.digest, model?.fileSha256, model?.tensorListSha256, ...(model?.tensorSha256 ?? [])].filter(
        (digest) => digest !== undefined,
      ),
    ),
  });
}

interface Series {
  readonly form: FormId;
  readonly entity: string;
  readonly language: Language;
}

/**
 * Of this form if a version was kept; otherwise of the report before it, as the form names them. In the same language first: only
 * where nothing was kept in it, what was kept in another.
 */
function changesSince(kept: readonly KeptDraft[], series: Series, draft: Draft): DraftChanges | null {
  const { form, entity, language } = series;
  const forms = [form, ...FORMS[form].previous];
  const earlier = (fits: (line: DraftLine) => boolean): KeptDraft | undefined =>
    forms
      .map((id) => kept.findLast(({ line }) => line.entity === entity && line.form === id && fits(line)))
      .find((one) => one !== undefined);
  // The same form in another language is a translation, not what came before.
  const found =
    earlier((line) => line.language === language) ??
    earlier((line) => line.form !== form && line.language !== language);
  return found === undefined ? null : comparedWith(found, draft);
}

/** The same report as it was last kept in other languages: whether it still says the same. */
function translationsOf(kept: readonly KeptDraft[], series: Series, draft: Draft): readonly DraftChanges[] {
  return kept
    .filter(
      ({ line }) => line.entity === series.entity && line.form === series.form && line.language !== series.language,
    )
    .map((one) => comparedWith(one, draft));
}

function comparedWith({ line, draft: earlier }: KeptDraft, draft: Draft): DraftChanges {
  const { form, language, version, entry } = line;
  return { form, language, title: earlier.title, version, entry, changes: compareDrafts(earlier, draft) };
}

/** Keeps the draft as a numbered version: text and data to the vault, their hashes to the ledger. */
export async function keepNotification(desk: Desk, session: Session, input: Input) {
  const seat = desk.sessions.acting(session);
  const incident = desk.incident(input.incident);
  const { file } = incident.state;
  const draft = draftNow(incident, entityOf(file.organisation.entities, input.entity), input);
  const text = await keepText(desk, incident, renderPlainText(draft));
  const data = await keepText(desk, incident, JSON.stringify(draft));
  const version = versionOf(file.drafts, input) + 1;
  const stage = formUse(input.form).stages.find((one): one is ClockId =>
    (CLOCK_IDS as readonly string[]).includes(one),
  );
  const recorded = incident.record(seat, {
    kind: 'notification.drafted',
    body: {
      ...(stage === undefined ? {} : { stage }),
      form: input.form,
      language: input.language,
      entity: input.entity,
      version,
      packVersion: rulePack.packVersion,
      textSha256: text.sha256,
      draftSha256: data.sha256,
      missing: [...draft.missing],
    },
  });
  return { ...recorded, version };
}

/** What a person writes into a field. Refused where the value is a fact or a decision: there it would say it for one form only. */
export function answerField(
  desk: Desk,
  session: Session,
  { incident, ...body }: z.infer<typeof inputs.answerField>,
): Recorded {
  const seat = desk.sessions.acting(session);
  const open = desk.incident(incident);
  entityOf(open.state.file.organisation.entities, body.entity);
  const field =
    Object.values(FORMS)
      .flatMap(fieldsOf)
      .find(({ id }) => id === body.field) ?? fail('BAD_INPUT', 'no form has that field', ['field']);
  const edit = editOf(field);
  if (typeof edit === 'object') fail('BAD_INPUT', `that field is the fact ${edit.fact}: state the fact`, ['field']);
  if (edit === 'decision') fail('BAD_INPUT', 'that field follows from a decision on record', ['field']);
  if (body.provenance !== 'unknown' && !fieldValueSchema(field).safeParse(body.value).success)
    fail('BAD_INPUT', `the value does not fit the field ${field.number ?? field.label.en}`, ['value']);
  for (const cited of body.evidence)
    if (cited >= open.writer.size) fail('BAD_INPUT', `there is no entry ${cited} to cite`, ['evidence']);
  return open.record(seat, {
    kind: 'field.answered',
    body: body.provenance === 'unknown' ? { ...body, value: '' } : body,
  });
}

/** The last signed checkpoint: whatever the draft cites is under it. */
function checkpointOf({ writer }: OpenIncident): DocumentMetadata['checkpoint'] {
  const last = writer.reader.lastCheckpoint();
  return last ? { origin: writer.origin, size: last.size, root: toHex(writer.root) } : null;
}

/** One count for all languages: a number never stands for two texts. */
function versionOf(drafts: readonly DraftLine[], { form, entity }: Pick<Input, 'form' | 'entity'>): number {
  return drafts.filter((line) => line.form === form && line.entity === entity).length;
}

function entityOf(entities: readonly LegalEntity[], id: string): LegalEntity {
  return (
    entities.find((entity) => entity.id === id) ??
    fail('BAD_INPUT', 'there is no such legal entity in this incident', ['entity'])
  );
}
