import { describe, expect, test } from 'vitest';
import { findTemplate } from '../../../../playbooks/actions/registry.ts';
import { exampleParams, printed, readingOf, type Case } from '../expect-reading.ts';

// Shapes: the refusal by a ValidatingAdmissionPolicy as public transcripts of kubectl show it, also for --dry-run=server; the v1 objects as
// documented for Kubernetes 1.30. Custom columns, "no matches for kind" and the lines of apply are from memory. No cluster was used.
const OLD = `sha256:${'a1'.repeat(32)}`;
const NEW = `sha256:${'b2'.repeat(32)}`;
const REPO = 'registry.example:5000/wealth-llm';
const refused = (why: string, policy = 'bulkhead-a1') =>
  printed(
    `The pods "bulkhead-old" is invalid: : ValidatingAdmissionPolicy '${policy}' with binding '${policy}' denied request: ${why}`,
    1,
  );
const byDigest = refused('bulkhead: this digest is withdrawn');
const byTag = refused('bulkhead: name this repository by digest');
const admitted = printed('pod/bulkhead-old created (server dry run)');
const quota = printed(
  'Error from server (Forbidden): error when creating "STDIN": pods "x" is forbidden: exceeded quota',
  1,
);
const down = printed(
  'The connection to the server k8s.example:6443 was refused - did you specify the right host or port?',
  1,
);
const silent = { text: '', exit: 128, timedOut: true };
const GROUP = 'admissionregistration.k8s.io';
const checked = printed(
  ['policy', 'policybinding']
    .map((kind) => `validatingadmission${kind}.${GROUP}/bulkhead-a1 created (server dry run)`)
    .join('\n'),
);
const tooOld = printed(
  `error: resource mapping not found for name: "bulkhead-a1" namespace: "" from "STDIN": no matches for kind "ValidatingAdmissionPolicy" in version "${GROUP}/v1"`,
  1,
);
const HEAD = 'NAMESPACE   NAME   PHASE   IMAGES   INIT   EPHEMERAL   VOLUMES   RUNNING';
const row = (name: string, images: string, running: string, volumes = '<none>', phase = 'Running') =>
  `inference   ${name}   ${phase}   ${images}   <none>   <none>   ${volumes}   ${running}`;
const pods = (...rows: readonly string[]) => printed([HEAD, ...rows].join('\n'));
const clean = row('new-0', `${REPO}@${NEW}`, `${REPO}@${NEW}`);
const before = row('old-0', `${REPO}@${OLD}`, `${REPO}@${OLD}`);
const tagged = row('tag-0', `${REPO}:latest`, `${REPO}@${OLD}`);
const mounted = row('vol-0', 'vllm:1', `vllm@${NEW}`, `${REPO}@${OLD}`);
const ended = row('job-0', `${REPO}@${OLD}`, `${REPO}@${OLD}`, '<none>', 'Succeeded');
const context = { params: exampleParams('M05'), actionId: 'a1', sessions: [] };

function sent(): readonly Record<string, unknown>[] {
  const [part] = findTemplate('M05')?.steps.apply.commands(context)[0]?.stdin ?? [];
  return (JSON.parse(part !== undefined && 'text' in part ? part.text : '{}') as { items: Record<string, unknown>[] })
    .items;
}
const [policy, binding] = sent().map((one) => printed(JSON.stringify(one, null, 4)));
if (policy === undefined || binding === undefined) throw new Error('M05 sends a policy and a binding');
const warnOnly = printed(JSON.stringify(sent()[1]).replace('"Deny"', '"Warn"'));
const open = printed(JSON.stringify(sent()[0]).replace('"Fail"', '"Ignore"'));
const gone = printed(`Error from server (NotFound): validatingadmissionpolicies.${GROUP} "bulkhead-a1" not found`, 1);

describe('M05, admission refuses a digest', () => {
  test.each<Case>([
    ['kept', 'collect', [printed('{"kind":"List","items":[]}'), pods(before)], 'done'],
    ['cluster down', 'collect', [down, down], 'unclear'],
    ['possible', 'dryRun', [checked, admitted, admitted, pods(clean, before)], 'ok'],
    ['older than 1.30', 'dryRun', [tooOld, admitted, admitted, pods()], 'refused'],
    ['refused already, so no proof later', 'dryRun', [checked, quota, admitted, pods()], 'refused'],
    ['the control is refused now', 'dryRun', [checked, admitted, refused('signed?', 'other'), pods()], 'refused'],
    ['only half was checked', 'dryRun', [printed('x'), admitted, admitted, pods()], 'unclear'],
    ['pods not listed', 'dryRun', [checked, admitted, admitted, down], 'unclear'],
    ['there as sent', 'apply', [checked, policy, binding], 'done'],
    ['the binding only warns', 'apply', [checked, policy, warnOnly], 'failed'],
    ['the policy fails open', 'apply', [checked, open, binding], 'failed'],
    ['no binding, no effect', 'apply', [checked, policy, gone], 'failed'],
    ['hung', 'apply', [checked, policy, silent], 'unclear'],
    ['both refused by us', 'mustFail', [byDigest, byTag], 'blocked'],
    ['admitted', 'mustFail', [admitted, byTag], 'passed'],
    ['a tag leads around it', 'mustFail', [byDigest, admitted], 'passed'],
    ['quota refused, not we', 'mustFail', [quota, quota], 'unclear'],
    ['another policy refused', 'mustFail', [refused('bulkhead: this digest is withdrawn', 'x'), byTag], 'unclear'],
    ['our expression broke', 'mustFail', [refused("expression 'x' resulted in error: no such key"), byTag], 'unclear'],
    ['silence', 'mustFail', [printed(''), printed('')], 'unclear'],
    ['current admitted', 'mustWork', [admitted], 'passed'],
    ['current refused', 'mustWork', [byDigest], 'blocked'],
    ['cluster down', 'mustWork', [down], 'unclear'],
    ['none', 'residual', [pods(clean, ended)], 'none'],
    ['the trap: running pods are not admitted again', 'residual', [pods(clean, before)], 'live'],
    ['the trap: a tag, and the old digest runs', 'residual', [pods(tagged)], 'live'],
    ['a tag, and nobody says what runs', 'residual', [pods(clean, row('tag-1', REPO, '<none>'))], 'unclear'],
    ['a volume with the old digest', 'residual', [pods(mounted)], 'live'],
    ['no list', 'residual', [down], 'unclear'],
    ['deleted', 'killSessions', [printed('pod "old-0" deleted')], 'done'],
    ['gone', 'undo', [printed(''), printed(''), gone, gone], 'done'],
    ['still there', 'undo', [printed(''), printed(''), policy, gone], 'failed'],
    ['cluster down', 'undo', [down, down, down, down], 'unclear'],
  ])('%s (%s)', (_name, step, outputs, verdict) => {
    expect(readingOf('M05', step, outputs, exampleParams('M05')).verdict).toBe(verdict);
  });

  test('the dry run names pods that could not start again, by digest and by tag', () => {
    const reading = readingOf(
      'M05',
      'dryRun',
      [checked, admitted, admitted, pods(clean, before, tagged)],
      context.params,
    );
    expect(reading.facts).toEqual([{ name: 'would break', value: 'inference:old-0 inference:tag-0' }]);
    const same = exampleParams('M05', { current: OLD });
    expect(readingOf('M05', 'dryRun', [checked, admitted, admitted, pods()], same).verdict).toBe('refused');
  });

  test('pods are deleted in their own namespace, and only dry runs ask for probe pods', () => {
    const sessions = [
      { id: 'inference:old-0', label: '' },
      { id: 'batch:job-1', label: '' },
      { id: 'inference:old-1', label: '' },
    ];
    const kill = findTemplate('M05')?.steps.killSessions.commands({ ...context, sessions }) ?? [];
    const said = (argv: readonly string[]) => argv.filter((word) => !/^--(?:kubeconfig|context|request)/u.test(word));
    expect(kill.map(({ argv }) => said(argv).slice(1).join(' '))).toEqual([
      '--namespace=inference delete pod old-0 old-1 --wait=false',
      '--namespace=batch delete pod job-1 --wait=false',
    ]);
    for (const step of ['dryRun', 'mustFail', 'mustWork'] as const)
      for (const { argv } of findTemplate('M05')?.steps[step].commands(context) ?? [])
        expect(argv.includes('get') || argv.includes('--dry-run=server')).toBe(true);
  });
});
