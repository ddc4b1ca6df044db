import { ASSET_TYPE_TEXT } from '../domain/asset-text.ts';
import { ASSET_TYPES } from '../domain/asset.ts';
import { CREDENTIAL_KINDS, CREDENTIAL_KIND_NAMES } from '../domain/credential-kind.ts';
import { instantFromMs, isInstant } from '../domain/instant.ts';
import { secretKindsIn } from '../law/forms/secret-disclosure.ts';
import { itemsOf, type FieldDef } from './field.ts';
import { isRange } from './ip-range.ts';

/** Finds what a name or an id stands for. */
export interface Lookup {
  readonly asset: (text: string) => Found;
  readonly credential: (text: string) => Found;
  readonly entity: (text: string) => Found;
  /** Rows of actions that this console has. */
  readonly templates: readonly string[];
}
export type Found = { readonly id: string } | { readonly why: string };

export type CellValue = string | number | boolean | readonly string[];
export type ReadCell = { readonly value: CellValue } | { readonly why: string };

const why = (text: string): ReadCell => ({ why: text });
const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

const YES = ['yes', 'y', 'true', '1', 'x', 'ja', 'oui', 'si'];
const NO = ['no', 'n', 'false', '0', 'nein', 'non'];
const UNKNOWN = ['unknown', '?', 'not known', 'n/a', 'tbd'];

/** One cell that is not empty, or what is wrong with it and how it is written right. Never throws. */
export function readCell(def: FieldDef, text: string, lookup: Lookup): ReadCell {
  if (!text.isWellFormed()) return why('holds broken characters; save the file as UTF-8');
  switch (def.shape) {
    case 'text':
      return readText(text, def.max ?? 160);
    case 'lines':
      return readList(def, text, (item) => readText(item, def.max ?? 160));
    case 'type':
      return readName(text, ASSET_TYPES, (name) => ASSET_TYPE_TEXT[name]);
    case 'kind':
      return readName(text, CREDENTIAL_KIND_NAMES, (name) => CREDENTIAL_KINDS[name].label);
    case 'template':
      return readTemplate(text, lookup.templates);
    case 'flag':
      return isUnknown(text)
        ? why('write yes or no; the wave depends on it, so say yes when in doubt')
        : readYesNo(text);
    case 'yes-no':
      return readYesNo(text);
    case 'yes-no-unknown': {
      const said = readYesNo(text);
      return 'value' in said
        ? { value: said.value === true ? 'yes' : 'no' }
        : isUnknown(text)
          ? { value: 'unknown' }
          : why('write yes, no or unknown');
    }
    case 'instant':
      return readInstant(text);
    case 'count':
      return /^\d{1,15}$/.test(text) ? { value: Number(text) } : why('write a whole number without separators');
    case 'hash':
      return /^[0-9a-f]{64}$/i.test(text) ? { value: text.toLowerCase() } : why('write 64 hex digits');
    case 'hashes':
      return readList(def, text, (item) =>
        /^[0-9a-f]{64}$/i.test(item) ? { value: item.toLowerCase() } : why(`${short(item)} is not 64 hex digits`),
      );
    case 'digest':
      return /^sha256:[0-9a-f]{64}$/.test(text)
        ? { value: text }
        : why('write sha256: and 64 hex digits in lower case');
    case 'ranges':
      return readList(def, text, (item) =>
        isRange(item) ? { value: item } : why(`${short(item)} is no address range like 10.20.0.0/16`),
      );
    case 'entity':
      return asCell(lookup.entity(text));
    case 'asset':
      return asCell(lookup.asset(text));
    case 'assets':
      return readList(def, text, (item) => asCell(lookup.asset(item)));
    case 'credentials':
      return readList(def, text, (item) => asCell(lookup.credential(item)));
  }
}

export function isUnknown(text: string): boolean {
  return UNKNOWN.includes(text.trim().toLowerCase());
}

function readText(text: string, max: number): ReadCell {
  if (text.length > max) return why(`has ${text.length} characters, at most ${max} fit`);
  // oxlint-disable-next-line no-control-regex -- owner: register; control characters are what is refused
  if (/[\u0000-\u001f\u007f]/.test(text)) return why('has line breaks or control characters; write it on one line');
  if (FORMULA.test(text)) return why('is a formula; in the spreadsheet, paste the values and save again');
  if (SHEET_ERROR.test(text)) return why('is an error of the spreadsheet; write what it should be');
  const secret = opensSomething(text);
  if (secret !== undefined) return why(`looks like ${secret}; write what it is, never the secret`);
  return { value: text };
}

/** The kind of secret a text seems to hold. Names with hashes in them are common; only what opens something counts. */
export function opensSomething(text: string): string | undefined {
  return secretKindsIn(text).find((kind) => !SOFT.has(kind));
}

/** As a spreadsheet computes it; a telephone number and a handle are none. What is exported again would run there. */
const FORMULA = /^(?:=|[+\-@].*[(|!])/;
const SHEET_ERROR = /^#(?:REF!|N\/A|NAME\?|VALUE!|DIV\/0!|NUM!|NULL!|SPILL!|CALC!)$/;
const SOFT = new Set(['a long hash', 'a long random text']);

function readList(def: FieldDef, text: string, read: (item: string) => ReadCell): ReadCell {
  const items = itemsOf(text);
  if (items.length > (def.items ?? 50)) return why(`has ${items.length} items, at most ${def.items ?? 50} fit`);
  const values: string[] = [];
  for (const item of items) {
    const one = read(item);
    if ('why' in one) return one;
    if (values.includes(String(one.value))) return why(`names ${short(item)} twice`);
    values.push(String(one.value));
  }
  return { value: values };
}

function readName<Name extends string>(text: string, names: readonly Name[], label: (name: Name) => string): ReadCell {
  const asked = plain(text);
  const found =
    names.find((name) => plain(name) === asked || plain(label(name)) === asked) ??
    names.find((name) => ALIAS.get(asked)?.includes(name));
  return found === undefined ? why(`${short(text)} is none of ${names.join(', ')}`) : { value: found };
}

/**
 * Spellings of the reference and of everyday inventories. One word may stand for a type of asset and for a kind of credential: what
 * counts is the one that the field knows.
 */
const ALIAS: ReadonlyMap<string, readonly string[]> = new Map([
  ['woocommerce', ['shop.woocommerce', 'woocommerce-key']],
  ['magento', ['shop.magento', 'magento-token']],
  ['wordpress', ['cms.wordpress']],
  ['llm', ['llm.server', 'llm-key']],
  ['db', ['database']],
  ['postgresql', ['database', 'postgresql-role']],
  ['postgres', ['database', 'postgresql-role']],
  ['mysql', ['database', 'mariadb-user']],
  ['mariadb', ['database', 'mariadb-user']],
  ['redis', ['database', 'redis-user']],
  ['vectordb', ['vector-store']],
  ['certificateauthority', ['ca']],
  ['apigateway', ['gateway']],
  ['lora', ['adapter']],
  ['vlan', ['segment']],
  ['subnet', ['segment']],
  ['kubernetes', ['cluster', 'kubernetes-account']],
  ['vault', ['vault-token']],
  ['payment', ['payment-key']],
  ['robot', ['registry-login']],
]);

function readTemplate(text: string, templates: readonly string[]): ReadCell {
  const id = text.trim().toUpperCase().split(' ', 1)[0] ?? '';
  return templates.includes(id)
    ? { value: id }
    : why(`this console has no action ${short(text)}; it has ${templates.join(', ')}`);
}

function readYesNo(text: string): ReadCell {
  const said = text.trim().toLowerCase();
  if (YES.includes(said)) return { value: true };
  return NO.includes(said) ? { value: false } : why('write yes or no, or leave it empty');
}

/** With a zone, or a day alone, which is taken as its first instant in UTC. */
function readInstant(text: string): ReadCell {
  const form = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?) ?(Z|[+-]\d{2}:\d{2}))?$/.exec(
    text.trim(),
  );
  if (form === null) return why('write a day like 2026-11-22, or a time with its zone like 2026-11-22T02:10Z');
  const [, day = '', time = '00:00', zone = 'Z'] = form;
  const ms = Date.parse(`${day}T${time}${zone}`);
  if (Number.isNaN(ms) || !isInstant(`${day}T00:00:00.000Z`)) return why(`${short(text)} is not on the calendar`);
  return { value: instantFromMs(ms) };
}

function asCell(found: Found): ReadCell {
  return 'id' in found ? { value: found.id } : found;
}

function short(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return `“${line.length > 40 ? `${line.slice(0, 39)}…` : line}”`;
}
