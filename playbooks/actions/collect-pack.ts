import type { Command, Output, Reading } from '../../shared/domain/action.ts';
import { capture, has, isIncomplete, linesOf } from './pasted-text.ts';
import { through } from './via.ts';

/** A configuration worth keeping as it was: nft rules, a policy, a proxy's file. */
export interface ConfigSnapshot {
  readonly title: string;
  readonly argv: readonly string[];
}

/**
 * Collect before cut (reference C0): what vanishes first is read first. Every output is hashed and kept in the vault at the moment it is
 * captured; the record has the console's time beside it, so `host clock` gives the offset. Together at most 110 seconds.
 */
export function collectPack(via: string, config: readonly ConfigSnapshot[]): readonly Command[] {
  const command = (title: string, seconds: number, argv: readonly string[]): Command => ({
    title,
    argv: through(via, argv),
    timeoutMs: seconds * 1000,
  });
  return [
    command('Read the clock of the host', 5, ['date', '-u', '+host clock %Y-%m-%dT%H:%M:%S.%3NZ']),
    command('Keep the tracked connections', 25, ['conntrack', '-L', '-o', 'extended']),
    command('Keep the sockets with their processes', 20, ['ss', '-tanpie']),
    command('Keep the processes', 15, ['ps', '-eo', 'pid,ppid,user,lstart,args']),
    ...config.map(({ title, argv }) => command(title, Math.floor(30 / Math.max(1, config.length)), argv)),
    command('Keep the versions', 5, ['uname', '-a']),
    command('Read the clock of the host again', 5, ['date', '-u', '+host clock %Y-%m-%dT%H:%M:%S.%3NZ']),
  ];
}

const NOT_THERE =
  /^(?:bulkhead: not started|exec of .* failed|Error: |conntrack v\S+.*Operation failed|ssh: |ps: error)/;

/**
 * Reads what `collectPack` brought, in the same order. Sockets, processes and configuration must be there; a host without connection
 * tracking has nothing to list, which is said. `configs` is how many snapshots were asked for.
 */
export function readCollectPack(outputs: readonly Output[], configs: number): Reading {
  const [clock, tracked, sockets, processes] = outputs;
  const snapshots = outputs.slice(4, 4 + configs);
  if (outputs.length < configs + 6 || [clock, sockets, processes, ...snapshots].some(isIncomplete))
    return { verdict: 'unclear', summary: 'The pack is not complete: a command hung, or its output is missing.' };
  const time = capture(linesOf(clock), /^host clock (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)$/);
  const open = linesOf(sockets);
  const ran = linesOf(processes).filter((line) => /^\s*\d+\s+\d+ \S/.test(line)).length;
  if (time === undefined && ran === 0) return { verdict: 'unclear', summary: 'Nothing could be read from the host.' };
  const missing = [
    ...(time === undefined ? ['the clock'] : []),
    ...(has(open, /^State\s+Recv-Q/) ? [] : ['the sockets']),
    ...(ran === 0 ? ['the processes'] : []),
    ...(snapshots.some((output) => has(linesOf(output), NOT_THERE)) ? ['the configuration'] : []),
  ];
  const flows = capture(linesOf(tracked), /^conntrack v\S+ \(conntrack-tools\): (\d+) flow entries have been shown\.$/);
  const facts = [
    { name: 'host clock', value: time ?? 'not read' },
    { name: 'tracked connections', value: flows ?? 'not listed' },
    {
      name: 'sockets',
      value: String(open.filter((line) => /^(?:ESTAB|LISTEN|[A-Z]+-[A-Z0-9-]+)\s/.test(line)).length),
    },
    { name: 'processes', value: String(ran) },
  ];
  if (missing.length > 0) return { verdict: 'failed', summary: `Not kept: ${missing.join(', ')}.`, facts };
  return {
    verdict: 'done',
    summary: `Kept: ${flows ?? 'no'} tracked connection(s), the sockets, ${ran} processes and the configuration as it was.`,
    facts,
  };
}
