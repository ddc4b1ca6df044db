import { FORM_IDS, type FormId } from '../../../../shared/law/forms/form-ids.ts';
import type { Invocation } from '../invocation.ts';
import { languageOf } from '../language-option.ts';
import { withOperator } from '../open-console.ts';
import { print, tell } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

/**
 * A report as it would read now, as text or as JSON on standard output; what is to be looked at goes beside it. `--entity` is an
 * id or the name, and can be left out where there is one. Answers 1 while a mandatory field is not filled.
 */
export async function draft(invocation: Invocation): Promise<number> {
  const incident = invocation.required('incident') as `inc-${string}`;
  const form = formOf(invocation.positionals);
  const language = languageOf(invocation.optional('language') ?? 'en');
  return withOperator(invocation, async ({ client }) => {
    const { organisation } = await client.incident.view({ incident });
    const wanted = invocation.optional('entity');
    const fitting = organisation.entities.filter(
      ({ id, name }) => wanted === undefined || id === wanted || name === wanted,
    );
    const [entity, ...more] = fitting;
    if (entity === undefined || more.length > 0)
      throw new UsageError(`draft needs --entity, one of ${organisation.entities.map(({ name }) => name).join(', ')}`);
    const shown = await client.notification.preview({ incident, entity: entity.id, form, language });
    print((invocation.flag('json') ? shown.json : shown.text).trimEnd());
    for (const { code, field, message } of shown.draft.warnings) tell(`${code} ${field}: ${message}`);
    for (const { message, statements } of shown.disagreements)
      tell(`DISAGREES ${statements.map(({ field }) => field).join(', ')}: ${message}`);
    if (shown.draft.missing.length > 0) tell(`not filled: ${shown.draft.missing.join(', ')}`);
    return shown.draft.missing.length > 0 ? 1 : 0;
  });
}

function formOf([name, ...more]: readonly string[]): FormId {
  const form = FORM_IDS.find((id) => id === name);
  if (form === undefined || more.length > 0) throw new UsageError(`draft needs one FORM of ${FORM_IDS.join(', ')}`);
  return form;
}
