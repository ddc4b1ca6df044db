import type { z } from 'zod';
import type { inputs } from '../../../shared/contract/inputs.ts';
import type { Recorded } from '../../../shared/contract/contract.ts';
import { waveOf, type Credential } from '../../../shared/domain/asset.ts';
import { fail } from '../../../shared/domain/failure.ts';
import { assetFaults, credentialFaults, type FieldFault, type Known } from '../../../shared/domain/register-faults.ts';
import { tooLong } from '../../../shared/register/record-size.ts';
import type { CaseFile } from '../../../shared/view/case-file.ts';
import { isRevocation } from '../../../shared/domain/credential-kind.ts';
import { actionTemplates } from '../../../playbooks/actions/registry.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';
import type { OpenIncident } from '../open-incident.ts';
import { newId } from '../services.ts';

type Input<Name extends keyof typeof inputs> = z.infer<(typeof inputs)[Name]>;

/** Registering what is at stake and what reaches it. A correction is an entry of its own; what it replaces stays on record. */

export function addAsset(desk: Desk, session: Session, { incident, asset }: Input<'addAsset'>): Recorded {
  const seat = desk.sessions.acting(session);
  const open = desk.incident(incident);
  const body = { ...asset, id: newId(desk.services.random, 'ast-') };
  requireSound(assetFaults(body, knownIn(open.state.file)), body);
  return open.record(seat, { kind: 'asset.registered', body });
}

export function correctAsset(desk: Desk, session: Session, input: Input<'correctAsset'>): Recorded {
  const seat = desk.sessions.acting(session);
  const open = desk.incident(input.incident);
  const { asset, reason } = input;
  if (!open.state.file.assets.some(({ id }) => id === asset.id))
    fail('BAD_INPUT', 'there is no such asset to correct', ['asset.id']);
  requireSound(assetFaults(asset, knownIn(open.state.file)), asset);
  return open.record(seat, { kind: 'asset.corrected', body: { asset, reason } });
}

export function addCredential(
  desk: Desk,
  session: Session,
  { incident, credential }: Input<'addCredential'>,
): Recorded {
  const seat = desk.sessions.acting(session);
  const open = desk.incident(incident);
  const body = { ...credential, id: newId(desk.services.random, 'crd-') };
  requireAction(body.template);
  requireSound(credentialFaults(body, knownIn(open.state.file)), body);
  return open.record(seat, { kind: 'credential.registered', body });
}

export function correctCredential(desk: Desk, session: Session, input: Input<'correctCredential'>): Recorded {
  const seat = desk.sessions.acting(session);
  const open = desk.incident(input.incident);
  const { credential, reason } = input;
  const before = open.state.file.credentials.find(({ id }) => id === credential.id);
  if (!before) fail('BAD_INPUT', 'there is no such credential to correct', ['credential.id']);
  requireAction(credential.template);
  requireSound(credentialFaults(credential, knownIn(open.state.file)), credential);
  const busy = actionInTheWay(open, before, credential);
  if (busy !== null) fail('STEP_NOT_POSSIBLE', busy, ['credential.template', 'credential.canMint']);
  return open.record(seat, { kind: 'credential.corrected', body: { credential, reason } });
}

/**
 * Wave and action were approved as they stood when the action was drafted; a correction must not change them under way. Null when
 * nothing is in the way.
 */
export function actionInTheWay(open: OpenIncident, before: Credential, after: Credential): string | null {
  if (before.template === after.template && waveOf(before) === waveOf(after)) return null;
  const ended = new Set(['withdrawn', 'effective', 'undone']);
  const busy = [...open.state.actions.values()].some((one) => one.target === before.id && !ended.has(one.state));
  return busy ? 'this changes the wave or the action, and an action is under way: withdraw that action first' : null;
}

export function knownIn(file: CaseFile): Known {
  return {
    assets: new Set(file.assets.map(({ id }) => id)),
    credentials: new Set(file.credentials.map(({ id }) => id)),
    entities: new Set(file.organisation.entities.map(({ id }) => id)),
  };
}

function requireAction(template: string): void {
  if (!knownTemplates().includes(template))
    fail('BAD_INPUT', `this console revokes no credential by ${template}`, ['credential.template']);
}

export function requireSound(faults: readonly FieldFault[], record: object): void {
  if (faults.length > 0)
    fail(
      'BAD_INPUT',
      'the record does not fit',
      faults.map(({ field, message }) => `${field}: ${message}`),
    );
  if (tooLong(record)) fail('BAD_INPUT', 'the record is too long for one entry; keep long lists as evidence');
}

/** Row ids of the actions that revoke a credential here. */
export function knownTemplates(): readonly string[] {
  return actionTemplates.filter(isRevocation).map(({ id }) => id);
}
