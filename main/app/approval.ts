import type { Instant } from '../../shared/domain/instant.ts';
import { canonical } from '../../shared/ledger/canonical.ts';
import { toHex, utf8 } from '../../shared/ledger/encoding.ts';
import type { Primitives } from '../../shared/ledger/primitives.ts';
import type { ActionRecord } from '../engine/action-state.ts';
import type { RunRecord } from '../engine/run-state.ts';

/**
 * What an approver signs (reference F): action, template and playbook by digest, mode, parameters, what the dry run showed,
 * purpose and expiry. Any change gives another hash, and the approval is void.
 */
export function approvalHash(
  sha256: Primitives['sha256'],
  action: ActionRecord,
  run: RunRecord,
  purpose: 'apply' | 'undo',
  expiresAt: Instant,
): string {
  const dryRun = action.effects.findLast((effect) => effect.step === 'dryRun' && effect.reading !== null);
  const subject = {
    action: action.action,
    template: action.pinned,
    playbook: run.pinned,
    mode: action.mode,
    params: Object.entries(action.params)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => ({ name, value })),
    dryRun: dryRun
      ? {
          effect: dryRun.effect,
          verdict: dryRun.reading?.verdict ?? '',
          outputs: dryRun.outputs.map((output) => output.sha256),
        }
      : null,
    purpose,
    expiresAt,
  };
  return toHex(sha256(utf8(canonical(subject))));
}
