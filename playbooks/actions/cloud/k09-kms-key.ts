import type { ActionTemplate, Command, ParamField, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import {
  readApply,
  readCollect,
  readDryRun,
  readEnded,
  readMustFail,
  readMustWork,
  readResidual,
  readUndo,
} from './k09-readings.ts';
import { decrypt, dependents, describeKey, keyFields, kms, listGrants, volumes } from './kms-calls.ts';

const grantsField: ParamField = {
  name: 'grants',
  label: 'Grants to revoke',
  kind: 'name-list',
  hint: 'Ids of those nobody vouches for. Services hold grants of their own: revoking these breaks them.',
  example: '0c237476b39f8bc44e45212e08498fbe3151305030726c0590dd8d3e9f3d6a60',
  optional: true,
};

function dryRunCommands(context: StepContext): readonly Command[] {
  const reads = [describeKey(context), listGrants(context), dependents(context)];
  return [...reads, decrypt(context, 'leaked'), decrypt(context, 'control')];
}

function revoke(context: StepContext, ids: readonly string[]): readonly Command[] {
  return ids.map((id) => kms(context, `Revoke grant ${id.slice(0, 12)}`, 'revoke-grant', '--grant-id', id));
}

function chosen(context: StepContext): readonly string[] {
  return param(context, 'grants')
    .split(',')
    .filter((id) => id !== '');
}

function revokeLeft(context: StepContext): readonly Command[] {
  return revoke(
    context,
    context.sessions.map(({ id }) => id),
  );
}

// Shapes of both actions: see test/unit/actions/cloud/kms.test.ts for what is documented and what is not.
const common = {
  tested: 'contract',
  targets: ['credential', 'kms'],
  modes: ['card', 'exec', 'attest'],
  programs: ['aws', 'env'],
} as const;

const shared = {
  collect: {
    commands: (context: StepContext) => [describeKey(context), listGrants(context)],
    parse: readCollect,
  },
  mustWork: { commands: (context: StepContext) => [decrypt(context, 'control')], parse: readMustWork },
  residual: { commands: (context: StepContext) => [listGrants(context), volumes(context)], parse: readResidual },
  killSessions: { commands: revokeLeft, parse: readEnded },
};

function probe(context: StepContext): readonly Command[] {
  return [decrypt(context, 'leaked'), describeKey(context)];
}

/** Reference PB1, K09: the cut that can be taken back. */
export const k09KmsKey: ActionTemplate = {
  ...common,
  id: 'K09',
  version: 2,
  title: 'Disable a KMS key',
  purpose: 'Makes the key refuse every use and revokes the grants nobody vouches for.',
  risk: 'R2',
  reversal: 'undo',
  reversalNote: 'Undo enables the key again. Revoked grants stay revoked: whoever needs one is given a new one.',
  blastRadius: 'Whatever is encrypted under the key cannot be read: models, vectors, backups, volumes, secrets.',
  trap: 'The key locks your own vectors and backups too. Volumes in use and programs that keep data keys in memory go on. Keys of the same material in other regions are not touched.',
  quorum: { distinct: 2, seats: [['commander'], ['key-custodian', 'containment-lead']] },
  fields: [...keyFields, grantsField],
  steps: {
    ...shared,
    dryRun: { commands: dryRunCommands, parse: readDryRun('disable') },
    apply: {
      commands: (context) => [
        kms(context, 'Disable the key', 'disable-key'),
        ...revoke(context, chosen(context)),
        describeKey(context),
        listGrants(context),
      ],
      parse: readApply('disable'),
    },
    mustFail: { commands: probe, parse: readMustFail('disable') },
    undo: {
      commands: (context) => [kms(context, 'Enable the key', 'enable-key'), describeKey(context)],
      parse: readUndo('disable'),
    },
  },
};

/** Reference PB1, K09, the deletion: 30 days, in which it can be cancelled. Those who sign have to know the day. */
export const k09KmsDeletion: ActionTemplate = {
  ...common,
  id: 'K09-DEL',
  version: 3,
  title: 'Schedule the deletion of a KMS key',
  purpose: 'Has a disabled key deleted in 30 days, and with it everything that is encrypted under it.',
  risk: 'R3',
  reversal: 'undo',
  reversalNote:
    'Undo cancels the deletion within 30 days; the key comes back disabled. After that nothing brings it back.',
  needsHold: true,
  blastRadius: 'In 30 days whatever is encrypted under the key is lost for good, in every copy and backup.',
  trap: 'Your own vectors and backups are lost too, and a sealed copy, if it is encrypted under this key. Nothing is deleted for 30 days, then nobody asks again. A cancelled key comes back disabled.',
  quorum: { distinct: 3, seats: [['commander'], ['key-custodian'], ['legal']], requesterApart: true },
  fields: keyFields,
  steps: {
    ...shared,
    dryRun: { commands: dryRunCommands, parse: readDryRun('delete') },
    apply: {
      commands: (context) => [
        kms(context, 'Schedule the deletion', 'schedule-key-deletion', '--pending-window-in-days', '30'),
        describeKey(context),
        listGrants(context),
      ],
      parse: readApply('delete'),
    },
    mustFail: { commands: probe, parse: readMustFail('delete') },
    undo: {
      commands: (context) => [kms(context, 'Cancel the deletion', 'cancel-key-deletion'), describeKey(context)],
      parse: readUndo('delete'),
    },
  },
};
