import { actionTemplates } from './templates.ts';
import { witness } from './witness.ts';
import type { ConsoleView, OperatorView, PermitsView } from '../../../shared/view/console-view.ts';
import type { Organisation } from '../../../shared/domain/organisation.ts';
import { at, hex } from './at.ts';

export const ines = {
  fingerprint: hex('a1b2c3'),
  name: 'Ines Kowalczyk',
  roles: ['commander', 'containment-lead'] as const,
};
export const tomas = { fingerprint: hex('d4e5f6'), name: 'Tomáš Brandl', roles: ['key-custodian'] as const };
export const lea = { fingerprint: hex('0718ab'), name: 'Léa Marchetti', roles: ['legal', 'dpo'] as const };

export const organisation: Organisation = {
  name: 'Nordhafen Payments Group',
  entities: [
    {
      id: 'ent-00000000000000a1',
      name: 'Nordhafen Payments GmbH',
      type: 'payment-institution',
      memberState: 'DE',
      timeZone: 'Europe/Berlin',
      nis2Class: 'important',
      doraType: 'payment-institution',
      isController: 'yes',
    },
    {
      id: 'ent-00000000000000a2',
      name: 'Nordhafen Cloud Services B.V.',
      type: 'managed-service-provider',
      memberState: 'NL',
      timeZone: 'Europe/Amsterdam',
      nis2Class: 'important',
      doraType: null,
      isController: 'unknown',
    },
  ],
};

function operator(one: Pick<OperatorView, 'fingerprint' | 'name' | 'roles'>, i: number): OperatorView {
  return {
    ...one,
    revoked: false,
    status: 'active',
    person: one.fingerprint,
    since: { entry: 1 + i, at: at(-90 * 1440), by: ines.name },
    brought: false,
    soleVoucher: null,
    ended: null,
  };
}

const PLAYBOOKS = [
  ['PB1', 4, 'Key and credential revocation', 'approved'],
  ['PB2', 1, 'Model revocation', 'approved'],
  ['PB3', 3, 'Retraining trigger', 'changed'],
  ['PB4', 3, 'Containment of a segment', 'approved'],
  ['PB6', 2, 'Sovereign recovery', 'none'],
] as const;

const PERMITS: PermitsView = {
  armings: [
    {
      armed: true,
      by: [ines.name, tomas.name],
      at: at(-90 * 1440),
      reason: 'Rehearsed in October.',
      actions: null,
      except: [],
    },
  ],
  mayRun: Object.keys(actionTemplates),
  playbooks: PLAYBOOKS.map(([id, version, title, state], i) => ({
    id,
    version,
    title,
    state,
    digest: `b${i}`.repeat(32),
    by: state === 'approved' ? [ines.name, tomas.name] : [],
    at: state === 'approved' ? at(-90 * 1440) : null,
    withdrawn: null,
  })),
};

export function consoleView(scene: string): ConsoleView {
  const lead = scene === 'locked' || scene === 'setup' ? null : ines;
  const second = scene === 'second' ? tomas : null;
  return {
    version: '0.1.0',
    host: 'loopback',
    home: '/home/ines/.local/share/bulkhead',
    permits: scene === 'setup' ? null : PERMITS,
    setUp: scene !== 'setup',
    organisation: scene === 'setup' ? null : organisation,
    behind: [],
    witnesses: scene === 'setup' ? [] : [witness],
    timestampRoots: scene === 'setup' ? [] : [{ name: 'O=Zeitamt, CN=Zeitamt Root 1', rootSha256: 'c1'.repeat(32) }],
    consoleKey: { fingerprint: 'c0'.repeat(32), since: null, former: [], behind: [] },
    operators: scene === 'setup' ? [] : [ines, tomas, lea].map((one, i) => operator(one, i)),
    session: { lead, second, acting: second ?? lead, idleLockMinutes: 15 },
    keyStore: { kind: 'passphrase', warning: null },
    recordingProblem: scene === 'stopped' ? 'the disk is full (ENOSPC).' : null,
    now: at(0),
  };
}
