import { MEMBER_STATES } from '../../domain/organisation.ts';
import { fieldsOf, type Condition, type FormField, type FormModel } from './form-model.ts';

type Schema = Readonly<Record<string, unknown>>;

const QUESTION = 'dora.ask.';

/**
 * JSON Schema (2020-12) of a DORA report, from the field table: types, choice lists, what is mandatory and under which condition.
 * Check digits of an LEI are not a matter of a schema; `doraProblems` looks at them too.
 */
export function doraSchema(form: FormModel): Schema {
  const all = fieldsOf(form);
  const numbered = all.filter((field) => field.number !== undefined);
  const questions = all.filter((field) => field.id.startsWith(QUESTION));
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `${form.title.en} (ITS (EU) 2025/302 Annex I), ${form.form}/${form.version}`,
    type: 'object',
    additionalProperties: false,
    required: ['template', 'document', 'form', 'conditions', 'fields'],
    properties: {
      template: { const: 'ITS (EU) 2025/302 Annex I' },
      document: { enum: ['DRAFT', 'EXERCISE'] },
      form: { const: `${form.form}/${form.version}` },
      conditions: {
        type: 'object',
        additionalProperties: false,
        required: questions.filter(isAlways).map(keyOf),
        properties: Object.fromEntries(questions.map((field) => [keyOf(field), valueSchema(field)])),
      },
      fields: {
        type: 'object',
        additionalProperties: false,
        required: numbered.filter(isAlways).map(keyOf),
        properties: Object.fromEntries(numbered.map((field) => [keyOf(field), valueSchema(field)])),
      },
    },
    allOf: numbered
      .filter((field) => field.mandatory !== 'no' && !isAlways(field))
      .map((field) => conditional(field, all)),
  };
}

function isAlways({ mandatory }: FormField): boolean {
  return mandatory === 'always';
}

function keyOf({ id, number }: FormField): string {
  return number ?? id.slice(QUESTION.length);
}

function conditional(field: FormField, all: readonly FormField[]): Schema {
  return {
    anyOf: [{ not: conditionSchema(field.mandatory, all) }, { properties: { fields: { required: [keyOf(field)] } } }],
  };
}

/** What is not there meets no condition. */
function conditionSchema(condition: Condition, all: readonly FormField[]): Schema {
  if (condition === 'always') return {};
  if (condition === 'no') return { not: {} };
  if ('any' in condition) return { anyOf: condition.any.map((part) => conditionSchema(part, all)) };
  const field = all.find(({ id }) => id === condition.field);
  if (field === undefined) return { not: {} };
  const part = field.number === undefined ? 'conditions' : 'fields';
  const key = keyOf(field);
  const has = (schema: Schema): Schema => ({
    required: [part],
    properties: { [part]: { required: [key], properties: { [key]: schema } } },
  });
  if ('filled' in condition) return has({});
  if (field.type === 'yes-no') return has({ enum: condition.is.map((code) => code === 'yes') });
  return has(field.type === 'choices' ? { contains: { enum: condition.is } } : { enum: condition.is });
}

function valueSchema(field: FormField): Schema {
  return { title: field.label.en, ...shapeOf(field) };
}

function shapeOf({ type, choices, maxLength }: FormField): Schema {
  const many = (items: Schema): Schema => ({ type: 'array', minItems: 1, uniqueItems: true, items });
  switch (type) {
    case 'text':
    case 'line':
      return { type: 'string', minLength: 1, maxLength, pattern: '\\S' };
    case 'integer':
    case 'amount':
      return { type: 'integer', minimum: 0 };
    case 'percent':
      return { type: 'number', minimum: 0, maximum: 100 };
    case 'duration':
      return { type: 'string', pattern: '^\\d{2,3}:([01]\\d|2[0-3]):[0-5]\\d$' };
    case 'instant':
      return { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$' };
    case 'yes-no':
      return { type: 'boolean' };
    case 'choice':
      return { enum: Object.keys(choices ?? {}) };
    case 'choices':
      return many({ enum: Object.keys(choices ?? {}) });
    case 'member-states':
      return many({ enum: [...MEMBER_STATES] });
    case 'asset-kinds':
      return many({ type: 'string' });
    case 'currency':
      return { type: 'string', pattern: '^[A-Z]{3}$' };
    case 'lei':
      return { type: 'string', pattern: '^([0-9A-Z]{18}\\d{2}|[A-Z]{2}[0-9A-Za-z]{1,20}\\.[0-9A-Za-z._/-]{1,60})$' };
  }
}
