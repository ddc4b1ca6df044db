import { resolve } from 'node:path';
import { makeFolder } from '../../../adapters/files/make-folder.ts';
import { DOCUMENT_FORMATS, type DocumentFormat } from '../../../../shared/domain/sign-off.ts';
import type { Language } from '../../../../shared/law/forms/language.ts';
import type { DraftLine, IncidentView } from '../../../../shared/view/incident-view.ts';
import type { Invocation } from '../invocation.ts';
import { withOperator } from '../open-console.ts';
import { print, tell } from '../terminal.ts';
import { languageOf } from '../language-option.ts';
import { UsageError } from '../usage-error.ts';
import { watched } from '../watched.ts';
import { handOut } from './hand-out.ts';

/**
 * Kept versions as files: the last one of each report, entity and language, or those that fit what is named. The console writes and records
 * each as the screen does; what lies in `--out` is the same bytes. Answers 1 where no kept version fits.
 */
export async function papers(invocation: Invocation): Promise<number> {
  const incident = invocation.required('incident') as `inc-${string}`;
  const out = invocation.required('out');
  const formats = formatsOf(invocation.optional('format'));
  const wanted = wantedOf(invocation);
  return withOperator(invocation, async ({ client }) => {
    const drafts = fitting(await client.incident.view({ incident }), wanted);
    if (drafts.length === 0) tell('no kept version fits');
    else await makeFolder(resolve(out));
    for (const { entry: draft } of drafts)
      for (const format of formats) {
        const written = await watched(client, (named, options) =>
          client.notification.export({ incident, draft, format, ...named }, options),
        );
        tell(`recorded ${written.recorded}`);
        print(await handOut(written, out));
      }
    return drafts.length === 0 ? 1 : 0;
  });
}

interface Wanted {
  readonly form: string | undefined;
  readonly entity: string | undefined;
  readonly version: number | undefined;
  readonly language: Language | undefined;
}

function wantedOf(invocation: Invocation): Wanted {
  const [form, ...more] = invocation.positionals;
  if (more.length > 0) throw new UsageError('papers takes one FORM, or none for all');
  const version = invocation.optional('version');
  if (version !== undefined && !/^[1-9]\d{0,8}$/.test(version)) throw new UsageError('--version is a number from 1');
  const language = invocation.optional('language');
  return {
    form,
    entity: invocation.optional('entity'),
    version: version === undefined ? undefined : Number(version),
    language: language === undefined ? undefined : languageOf(language),
  };
}

function formatsOf(text: string | undefined): readonly DocumentFormat[] {
  if (text === undefined) return DOCUMENT_FORMATS;
  const format = DOCUMENT_FORMATS.find((one) => one === text);
  if (format === undefined) throw new UsageError(`--format is one of ${DOCUMENT_FORMATS.join(', ')}`);
  return [format];
}

/** The last version of each report, entity and language, unless one is named. */
function fitting(
  { drafts, organisation }: IncidentView,
  { form, entity, version, language }: Wanted,
): readonly DraftLine[] {
  const nameOf = (id: string): string | undefined => organisation.entities.find((one) => one.id === id)?.name;
  const chosen = new Map<string, DraftLine>();
  for (const line of drafts)
    if (
      (form === undefined || line.form === form) &&
      (entity === undefined || line.entity === entity || nameOf(line.entity) === entity) &&
      (version === undefined || line.version === version) &&
      (language === undefined || line.language === language)
    )
      chosen.set(`${line.form} ${line.entity} ${line.language}`, line);
  return [...chosen.values()];
}
