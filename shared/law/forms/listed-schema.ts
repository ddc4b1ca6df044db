import { MEMBER_STATES } from '../../domain/organisation.ts';
import { ASSET_KINDS } from '../facts.ts';
import { fieldsOf, type FormField, type FormModel } from './form-model.ts';
import { LANGUAGES } from './language.ts';

type Schema = Readonly<Record<string, unknown>>;

const TEXT: Schema = { type: 'string' };
const INSTANT = '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$';

/** Cites entries, or is an assessment; never neither. */
const SENTENCE: Schema = {
  ...record({ text: TEXT, cites: list({ type: 'integer', minimum: 0 }), assessment: { type: 'boolean' } }),
  anyOf: [{ properties: { cites: { minItems: 1 } } }, { properties: { assessment: { const: true } } }],
};
/** What every field has; the form adds its id, its source and the shape of its value. */
const FIELD: Schema = record(
  {
    id: TEXT,
    label: TEXT,
    source: TEXT,
    mandatory: { type: 'boolean' },
    status: { enum: ['stated', 'assessment', 'unknown', 'missing'] },
    value: {},
    text: { anyOf: [TEXT, list(TEXT)] },
    sentences: { ...list({ $ref: '#/$defs/sentence' }), minItems: 1 },
  },
  { number: TEXT },
);

/**
 * JSON Schema (2020-12) of a draft that lists its fields (`draftJson`): every field of the table once, in its order, each with the
 * shape of its value. A draft may be incomplete: `missing` names what is mandatory and not recorded.
 */
export function listedSchema(form: FormModel): Schema {
  const fields = fieldsOf(form);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `${form.title.en} (${form.basis.en}), ${form.form}/${form.version}`,
    ...record({
      document: { enum: ['DRAFT', 'EXERCISE'] },
      form: { const: `${form.form}/${form.version}` },
      language: { enum: LANGUAGES },
      title: TEXT,
      basis: TEXT,
      notices: list(TEXT),
      missing: { ...list({ enum: fields.map(({ id }) => id) }), uniqueItems: true },
      fields: { type: 'array', prefixItems: fields.map(fieldSchema), items: false, minItems: fields.length },
    }),
    $defs: { field: FIELD, sentence: SENTENCE },
  };
}

function fieldSchema(field: FormField): Schema {
  const { id, number, source } = field;
  return {
    title: field.label.en,
    $ref: '#/$defs/field',
    properties: {
      id: { const: id },
      ...(number === undefined ? {} : { number: { const: number } }),
      source: { const: source },
      value: { anyOf: [{ type: 'null' }, valueSchema(field)] },
    },
  };
}

/** As recorded: text, or a list of text. */
function valueSchema({ type, choices }: FormField): Schema {
  const some = (items: Schema): Schema => ({ ...list(items), minItems: 1 });
  switch (type) {
    case 'text':
    case 'line':
    case 'lei':
      return { type: 'string', minLength: 1 };
    case 'integer':
    case 'amount':
      return { type: 'string', pattern: '^(0|[1-9]\\d{0,14})$' };
    case 'percent':
      return { type: 'string', pattern: '^(100(\\.0)?|\\d{1,2}(\\.\\d)?)$' };
    case 'duration':
      return { type: 'string', pattern: '^\\d{2,3}:([01]\\d|2[0-3]):[0-5]\\d$' };
    case 'instant':
      return { type: 'string', pattern: INSTANT };
    case 'yes-no':
      return { enum: ['yes', 'no'] };
    case 'choice':
      return { enum: Object.keys(choices ?? {}) };
    case 'choices':
      return some({ enum: Object.keys(choices ?? {}) });
    case 'member-states':
      return some({ enum: MEMBER_STATES });
    case 'asset-kinds':
      return some({ enum: ASSET_KINDS });
    case 'currency':
      return { type: 'string', pattern: '^[A-Z]{3}$' };
  }
}

function record(required: Schema, optional: Schema = {}): Schema {
  return {
    type: 'object',
    additionalProperties: false,
    required: Object.keys(required),
    properties: { ...required, ...optional },
  };
}

function list(items: Schema): Schema {
  return { type: 'array', items };
}
