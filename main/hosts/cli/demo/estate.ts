import { join } from 'node:path';
import type { Asset } from '../../../../shared/domain/asset.ts';
import type { CredentialId } from '../../../../shared/domain/ids.ts';
import { missingForCaRig, startCaRig } from './rig/ca-rig.ts';
import { missingForRedisRig, startRedisRig } from './rig/redis-rig.ts';
import type { HeldSession, Rig } from './rig/rig.ts';
import { missingForSshRig, startSshRig } from './rig/ssh-rig.ts';

/** One real credential of the demo, the server it opens, and a session that was open before anyone noticed. */
export interface Member {
  readonly template: 'K11' | 'K12' | 'K18';
  readonly label: string;
  readonly canMint: boolean;
  readonly issues: boolean;
  readonly consumers: string;
  /** The consumer as the register has it, and the function of the business that stops with it. */
  readonly consumer: Pick<Asset, 'type' | 'name' | 'owner' | 'criticalFunction' | 'businessFunction'>;
  readonly mode: 'exec' | 'card';
  readonly rig: Rig;
  readonly held: HeldSession;
  credential?: CredentialId;
}

interface Plan extends Omit<Member, 'rig' | 'held'> {
  readonly missing: () => readonly string[];
  readonly start: (dir: string) => Promise<Rig>;
}

const PLANS: readonly Plan[] = [
  {
    template: 'K11',
    label: 'TLS client certificate of the token service',
    canMint: true,
    issues: false,
    mode: 'exec',
    consumers: 'token service behind the API gateway',
    consumer: {
      type: 'gateway',
      name: 'Token service',
      owner: 'Platform',
      criticalFunction: 'yes',
      businessFunction: 'Client login',
    },
    missing: missingForCaRig,
    start: startCaRig,
  },
  {
    template: 'K12',
    label: 'SSH certificate of the model build host',
    canMint: false,
    issues: true,
    mode: 'exec',
    consumers: 'nightly model build',
    consumer: {
      type: 'cluster',
      name: 'Model build',
      owner: 'ML platform',
      criticalFunction: 'no',
      businessFunction: 'Model releases',
    },
    missing: missingForSshRig,
    start: startSshRig,
  },
  {
    template: 'K18',
    label: 'Redis user of the recommender',
    canMint: false,
    issues: false,
    mode: 'card',
    consumers: 'recommender; checkout has a user of its own',
    consumer: {
      type: 'llm.server',
      name: 'Recommender',
      owner: '',
      criticalFunction: 'unknown',
      businessFunction: 'Recommendations',
    },
    missing: missingForRedisRig,
    start: startRedisRig,
  },
];

export interface Estate {
  readonly members: readonly Member[];
  readonly missing: readonly { readonly template: string; readonly what: readonly string[] }[];
  stop(): Promise<void>;
}

/** Starts what this machine can: real CA with nginx, real sshd, real Redis. What is missing is named, never pretended. `mode` overrides each plan's own. */
export async function startEstate(dir: string, mode?: Member['mode']): Promise<Estate> {
  const members: Member[] = [];
  const missing: { template: string; what: readonly string[] }[] = [];
  const stop = async (): Promise<void> => {
    for (const { held, rig } of members) {
      held.end();
      await rig.stop();
    }
  };
  try {
    for (const { missing: lacks, start, ...plan } of PLANS) {
      const what = lacks();
      if (what.length > 0) {
        missing.push({ template: plan.template, what });
        continue;
      }
      const rig = await start(join(dir, plan.template.toLowerCase()));
      members.push({ ...plan, mode: mode ?? plan.mode, rig, held: await rig.holdSession() });
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { members, missing, stop };
}
