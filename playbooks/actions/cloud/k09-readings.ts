import type { LiveSession, Output, Reading, StepContext } from '../../../shared/domain/action.ts';
import { listAt, textAt } from '../json-answers.ts';
import { param } from '../param.ts';
import { HUNG, said } from '../stores/said.ts';
import { awsAnswer, awsError, awsTrouble } from './aws.ts';
import { decrypted, keyIn } from './kms-calls.ts';

type Outputs = readonly Output[];

/** What the key has to be before, and what is wanted of it. */
export type Aim = 'disable' | 'delete';
const BEFORE: Readonly<Record<Aim, string>> = { disable: 'Enabled', delete: 'Disabled' };
const AFTER: Readonly<Record<Aim, string>> = { disable: 'Disabled', delete: 'PendingDeletion' };

function grantsIn(output: Output | undefined): readonly LiveSession[] | undefined {
  return listAt(awsAnswer(output), 'Grants')?.map((grant) => {
    const operations = (listAt(grant, 'Operations') ?? []).filter((one) => typeof one === 'string');
    const id = textAt(grant, 'GrantId').slice(0, 128);
    return {
      id,
      label: `${textAt(grant, 'GranteePrincipal').slice(0, 120)} may ${operations.join(' ').slice(0, 120)}`,
    };
  });
}

/** Grants somebody chose to revoke that are still there. Services hold grants of their own, which are left alone. */
function grantsLeft(output: Output | undefined, context: StepContext): readonly LiveSession[] | undefined {
  const chosen = new Set(param(context, 'grants').split(','));
  return grantsIn(output)?.filter(({ id }) => chosen.has(id) && /^\w+$/.test(id));
}

function names(list: readonly unknown[]): string {
  return list.join('; ').slice(0, 480) || 'none';
}

export function readCollect([key, grants]: Outputs, context: StepContext): Reading {
  const found = keyIn(key, context);
  const listed = grantsIn(grants);
  if (found === undefined || listed === undefined)
    return said('unclear', `Not everything was kept: ${awsTrouble(found === undefined ? key : grants)}.`);
  return said('done', `Kept: the key is ${found.state} and has ${listed.length} grant(s).`, {
    state: found.state,
    grants: names(listed.map(({ id, label }) => `${id.slice(0, 12)} ${label}`)),
  });
}

export function readDryRun(aim: Aim): (outputs: Outputs, context: StepContext) => Reading {
  return (outputs, context) => {
    const [key, grants, tagged, leaked, control] = outputs;
    const refusal = keyRefusal(aim, key, context) ?? probeRefusal(aim, leaked, control, context);
    if (refusal !== undefined) return refusal;
    const listed = grantsIn(grants);
    if (listed === undefined) return said('unclear', `The grants cannot be listed: ${awsTrouble(grants)}.`);
    const chosen = param(context, 'grants')
      .split(',')
      .filter((id) => id !== '');
    if (chosen.some((id) => !listed.some((grant) => grant.id === id)))
      return said('refused', 'A grant named here is not one of this key: look the ids up again.');
    const locked = listAt(awsAnswer(tagged), 'ResourceTagMappingList')?.map((one) => textAt(one, 'ResourceARN'));
    if (locked === undefined) return said('unclear', `What depends on it is not known: ${awsTrouble(tagged)}.`);
    const facts = { dependents: names(locked), grants: names(listed.map(({ label }) => label)) };
    // The trap: the key locks one's own vectors and backups too. Nobody signs for what nobody counted.
    if (String(locked.length) !== param(context, 'acceptedDependents'))
      return said('refused', `${locked.length} tagged resource(s) would be locked too: look at each of them.`, facts);
    const after = aim === 'disable' ? 'be disabled' : 'be deleted in 30 days, with everything encrypted under it';
    return said('ok', `The key would ${after}; ${locked.length} dependent(s), ${listed.length} grant(s).`, facts);
  };
}

function keyRefusal(aim: Aim, output: Output | undefined, context: StepContext): Reading | undefined {
  const key = keyIn(output, context);
  if (key === undefined) return said('unclear', `The key cannot be read: ${awsTrouble(output)}.`);
  if (key.ownedByAws) return said('refused', 'AWS manages this key: it can be neither disabled nor deleted.');
  if (key.otherRegions.length > 0)
    return said(
      'refused',
      `The same key goes on in ${names(key.otherRegions).slice(0, 200)}: one region proves nothing.`,
    );
  if (key.state === BEFORE[aim]) return undefined;
  return said(
    'refused',
    aim === 'delete' ? `The key is ${key.state}: disable it first, and see what breaks.` : `The key is ${key.state}.`,
  );
}

function probeRefusal(
  aim: Aim,
  leaked: Output | undefined,
  control: Output | undefined,
  context: StepContext,
): Reading | undefined {
  if (param(context, 'keyId') === param(context, 'controlKeyId'))
    return said('refused', 'The control key is the key itself.');
  const works = decrypted(control, param(context, 'controlKeyId'));
  if (works !== 'works')
    return said(works === 'unclear' ? 'unclear' : 'refused', `The control probe: ${awsTrouble(control)}.`);
  const before = decrypted(leaked, param(context, 'keyId'));
  if (before === 'unclear') return said('unclear', `The probe: ${awsTrouble(leaked)}.`);
  if (before === 'other-key') return said('refused', 'The file was not encrypted with this key.');
  if (before === 'no-right')
    return said('refused', 'The probe may not decrypt with this key anyway: a later refusal would prove nothing.');
  return before === (aim === 'disable' ? 'works' : 'disabled')
    ? undefined
    : said('unclear', 'The probe and the state of the key do not agree: changes take a while to be everywhere.');
}

/** The last two outputs read the key and its grants back: disable-key and revoke-grant say nothing when they succeed. */
export function readApply(aim: Aim): (outputs: Outputs, context: StepContext) => Reading {
  return (outputs, context) => {
    if (outputs.some((output) => output.timedOut)) return said('unclear', HUNG);
    const [changed] = outputs;
    const back = outputs.at(-2);
    const key = keyIn(back, context);
    if (key === undefined) return said('unclear', `The key was not read back: ${awsTrouble(back)}.`);
    if (key.state !== AFTER[aim]) {
      const why = awsError(changed) === undefined ? '' : `: ${awsTrouble(changed)}`;
      return said('failed', `The key is ${key.state}${why}.`);
    }
    const left = grantsLeft(outputs.at(-1), context);
    const grants = left === undefined ? 'grants were not read back' : `${left.length} chosen grant(s) left`;
    const facts = { state: key.state, ...(key.deletionDate === '' ? {} : { 'deleted on': key.deletionDate }) };
    return said('done', `The key is ${key.state}; ${grants}.`, facts);
  };
}

export function readMustFail(aim: Aim): (outputs: Outputs, context: StepContext) => Reading {
  return ([probe, key], context) => {
    const answer = decrypted(probe, param(context, 'keyId'));
    if (answer === 'works') return said('passed', 'The key still decrypts: changes may take minutes to be everywhere.');
    const state = keyIn(key, context)?.state;
    const refused = answer === 'invalid-state' || (aim === 'disable' && answer === 'disabled');
    if (!refused) return said('unclear', `No proof: ${awsTrouble(probe)}.`);
    return state === AFTER[aim]
      ? said('blocked', `The key decrypts no more and is ${state}.`)
      : said('unclear', `The key is refused, but its state is ${state ?? 'not known'}.`);
  };
}

export function readMustWork([probe]: Outputs, context: StepContext): Reading {
  const answer = decrypted(probe, param(context, 'controlKeyId'));
  if (answer === 'works') return said('passed', 'The control key decrypts.');
  return answer === 'disabled' || answer === 'invalid-state'
    ? said('blocked', `The control key is refused too: ${awsTrouble(probe)}.`)
    : said('unclear', `No proof: ${awsTrouble(probe)}.`);
}

/** Data keys in memory go on: volumes are told, never detached from here, and keep the action unproven until a person did. */
export function readResidual([grants, inUse]: Outputs, context: StepContext): Reading {
  const left = grantsLeft(grants, context);
  if (left === undefined) return said('unclear', `The grants cannot be listed: ${awsTrouble(grants)}.`);
  if (left.length > 0) return { ...said('live', `${left.length} grant(s) are not revoked.`), sessions: left };
  const rows = listAt(awsAnswer(inUse), 'Volumes');
  if (rows === undefined) return said('unclear', `Volumes in use cannot be listed: ${awsTrouble(inUse)}.`);
  const open = rows.filter((row) => textAt(row, '1').endsWith(`key/${param(context, 'keyId')}`));
  return open.length === 0
    ? {
        ...said('none', 'No chosen grant is left and no volume goes on. Caches of programs are not seen.'),
        sessions: [],
      }
    : said('unclear', `${open.length} volume(s) go on with a data key in memory until they are detached.`, {
        volumes: names(open.map((row) => textAt(row, '0'))),
      });
}

export function readEnded(outputs: Outputs): Reading {
  if (outputs.length === 0) return said('unclear', 'Nothing was revoked.');
  if (outputs.some((output) => output.timedOut)) return said('unclear', HUNG);
  const failed = outputs.find((output) => awsError(output) !== undefined);
  return failed === undefined
    ? said('done', 'The grants were told to end; the next list shows it.')
    : said('failed', `A grant: ${awsTrouble(failed)}.`);
}

export function readUndo(aim: Aim): (outputs: Outputs, context: StepContext) => Reading {
  return ([changed, back], context) => {
    if (changed?.timedOut === true || back?.timedOut === true) return said('unclear', HUNG);
    const state = keyIn(back, context)?.state;
    if (state === undefined) return said('unclear', `The key was not read back: ${awsTrouble(back)}.`);
    if (state !== BEFORE[aim]) return said('failed', `The key is ${state}: ${awsTrouble(changed)}.`);
    return aim === 'disable'
      ? said('done', 'The key is enabled again; revoked grants stay revoked.')
      : said('done', 'The deletion is cancelled; the key is disabled, not enabled.');
  };
}
