import type { StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';

export const RULE_SETS = ['iban-and-logprobs', 'iban', 'logprobs'] as const;

export type Engine = 'DetectionOnly' | 'On';

// Countries of the SEPA area. No checksum: that needs mod-97, which a regular expression cannot do, so order numbers of that shape
// are hits too; the dry run counts them.
const IBAN =
  '(?i)\\b(?:AD|AT|BE|BG|CH|CY|CZ|DE|DK|EE|ES|FI|FR|GB|GI|GR|HR|HU|IE|IS|IT|LI|LT|LU|LV|MC|MT|NL|NO|PL|PT|RO|SE|SI|SK|SM|VA)[0-9]{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,3})?\\b';

/** What the message of every rule of this action begins with; how its lines are found in the audit log. */
export function ruleMark(context: StepContext): string {
  return `bulkhead ${context.actionId}`;
}

function verdictRule(id: number, variable: string, context: StepContext, name: string): string {
  return `SecRule ${variable} "id:${id},phase:2,deny,status:403,log,auditlog,msg:'${ruleMark(context)} ${name}'"`;
}

/**
 * ModSecurity rules for the calls of a model. Three things are on purpose:
 * every POST is read as JSON whatever its Content-Type says, or a caller would walk past the rules as text/plain;
 * a body that cannot be read (not JSON, compressed) is a hit;
 * the rules that look at the body are silent and set a mark, and the rules that log look at the mark only, because ModSecurity
 * writes the value that matched into its audit log and into the error log of nginx. Audit parts A, H, Z: no headers, no bodies.
 */
export function wafRules(context: StepContext, engine: Engine): string {
  const set = param(context, 'rules');
  const iban = [
    `SecRule ARGS "@rx ${IBAN}" "id:910102,phase:2,pass,nolog,setvar:tx.bulkhead_iban=1"`,
    verdictRule(910_112, 'TX:bulkhead_iban "@eq 1"', context, 'iban'),
  ];
  const logprobs = [
    'SecRule ARGS:json.logprobs "@rx ^(?:true|[1-9][0-9]*)$" "id:910103,phase:2,pass,nolog,setvar:tx.bulkhead_logprobs=1"',
    'SecRule ARGS_NAMES "@rx ^json\\.(?:top_logprobs|logit_bias)(?:\\.|$)" "id:910104,phase:2,pass,nolog,setvar:tx.bulkhead_logprobs=1"',
    verdictRule(910_113, 'TX:bulkhead_logprobs "@eq 1"', context, 'logprobs'),
  ];
  return [
    `# ${ruleMark(context)}`,
    `SecRuleEngine ${engine}`,
    'SecRequestBodyAccess On',
    'SecRequestBodyLimit 1048576',
    'SecRequestBodyNoFilesLimit 1048576',
    'SecRequestBodyLimitAction Reject',
    'SecResponseBodyAccess Off',
    'SecAuditEngine RelevantOnly',
    'SecAuditLogParts AHZ',
    'SecAuditLogType Serial',
    'SecAuditLogFormat JSON',
    `SecAuditLog ${param(context, 'auditLog')}`,
    'SecRule REQUEST_METHOD "@streq POST" "id:910100,phase:1,pass,nolog,ctl:requestBodyProcessor=JSON"',
    verdictRule(910_101, 'REQBODY_ERROR "!@eq 0"', context, 'unreadable'),
    ...(set === 'logprobs' ? [] : iban),
    ...(set === 'iban' ? [] : logprobs),
    '',
  ].join('\n');
}

/** A well-known specimen of no account. */
export const SPECIMEN_IBAN = 'DE89370400440532013000';

/** Bodies the rules of this set have to stop. */
export function badBodies(context: StepContext): readonly string[] {
  const set = param(context, 'rules');
  const iban = JSON.stringify({ messages: [{ role: 'user', content: `Pay to ${SPECIMEN_IBAN}.` }] });
  const logprobs = JSON.stringify({ messages: [{ role: 'user', content: 'ping' }], logprobs: true, top_logprobs: 5 });
  return [...(set === 'logprobs' ? [] : [iban]), ...(set === 'iban' ? [] : [logprobs])];
}

export const GOOD_BODY = JSON.stringify({ messages: [{ role: 'user', content: 'ping' }], max_tokens: 1 });
