import type { Output, Reading, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { capture, has, isIncomplete, linesOf } from '../pasted-text.ts';
import { isInAny, listed } from './cidr.ts';
import { bothFamilies, sessionOf } from './flows.ts';
import { packets, tableIn } from './nft-listing.ts';
import { tableOf } from './own-table.ts';
import { addressesIn, seenBy } from './zone-probe.ts';

type Outputs = readonly Output[];

/** Shown wherever the table is relied on. */
const CAVEAT = 'Registry country is not the place of processing: anycast and CDN ranges read as elsewhere.';

function enforces(context: StepContext): boolean {
  return param(context, 'mode') === 'enforce';
}

function standsInSegment(output: Output | undefined, context: StepContext): boolean {
  return addressesIn(output).some((address) => isInAny(address, listed(param(context, 'segment'))));
}

/** Hash and number of ranges, out of the outputs of `prepare`. */
function tableFacts([hash, , , count]: readonly (Output | undefined)[]) {
  return {
    sha256: capture(linesOf(hash), /^([0-9a-f]{64}) {2}\//),
    ranges: Number(capture(linesOf(count), /^(\d{1,9})$/) ?? '0'),
  };
}

export function readDryRun(outputs: Outputs, context: StepContext): Reading {
  const [version, ...rest] = outputs;
  const { sha256, ranges } = tableFacts(rest);
  const check = outputs[5];
  const ways = (['outside', 'inside', 'allowed'] as const).map((name, i) => seenBy(name, outputs[7 + i]));
  const [outside, inside, allowed] = ways;
  const facts = [
    { name: 'table sha256', value: sha256 ?? 'not known' },
    { name: 'ranges', value: String(ranges) },
    { name: 'outside now', value: outside ?? 'unclear' },
  ];
  const say = (verdict: 'ok' | 'refused' | 'unclear', summary: string): Reading => ({ verdict, summary, facts });
  if (!has(linesOf(version), /^nftables v\d/) || check === undefined || check.timedOut)
    return say('unclear', 'nft gave no answer on the firewall.');
  if (sha256 === undefined) return say('unclear', 'The table of ranges could not be read.');
  if (ranges === 0)
    return say('refused', 'The table has no line that is an IPv4 range: everything would count as outside.');
  const error = capture(linesOf(check), /Error: (.{1,160})$/);
  if (error !== undefined) return say('refused', `nft would refuse the table: ${error}.`);
  if (!standsInSegment(outputs[6], context))
    return say('unclear', 'The host of the probes has no address in the segment.');
  if (inside !== 'open' || allowed !== 'open')
    return say('refused', 'What has to stay open does not work now, so a later success would prove nothing.');
  return say(
    'ok',
    `${ranges} ranges count as inside. ${CAVEAT}${enforces(context) ? ' Observe first, and allow what checkout needs.' : ''}`,
  );
}

export function readApply(outputs: Outputs, context: StepContext): Reading {
  const { sha256, ranges } = tableFacts(outputs);
  const [, , , , load, chain, lease] = outputs;
  if (outputs.some((output) => output.timedOut))
    return { verdict: 'unclear', summary: 'A command hung: read the state again before anything is repeated.' };
  const error = capture(linesOf(load), /Error: (.{1,160})$/);
  if (error !== undefined) return { verdict: 'failed', summary: `nft refused the table: ${error}.` };
  const lines = linesOf(chain);
  if (has(lines, /^Error: No such file/)) return { verdict: 'failed', summary: 'The table is not there.' };
  if (!lines.includes(`table inet ${tableOf(context)} {`) || isIncomplete(lease))
    return { verdict: 'unclear', summary: 'The table could not be read back.' };
  if (has(lines, /reject with icmpx/) !== enforces(context) || !has(linesOf(lease), /\bexpires \d/))
    return { verdict: 'failed', summary: 'The table is there, but not as it was ordered.' };
  return {
    verdict: 'done',
    summary: `${enforces(context) ? 'Egress outside of the table is refused' : 'Egress outside of the table is counted'}: ${ranges} ranges. ${CAVEAT}`,
    facts: [
      { name: 'table sha256', value: sha256 ?? 'not known' },
      { name: 'ranges', value: String(ranges) },
    ],
  };
}

export function readMustFail(outputs: Outputs, context: StepContext): Reading {
  const way = seenBy('outside', outputs[1]);
  const [before, after] = [packets(outputs[0], 'c_outside'), packets(outputs[2], 'c_outside')];
  const facts = [{ name: 'outside', value: way }];
  if (way === 'unclear' || !standsInSegment(outputs[3], context))
    return {
      verdict: 'unclear',
      summary: 'No proof: the probe gave no clear answer from a host of the segment.',
      facts,
    };
  const counted = before !== undefined && after !== undefined && after > before;
  if (!enforces(context))
    return counted
      ? { verdict: 'blocked', summary: 'Nothing leaves unseen: the probe to outside was counted.', facts }
      : way === 'open' && before !== undefined && after !== undefined
        ? { verdict: 'passed', summary: 'The probe to outside passed without being counted.', facts }
        : { verdict: 'unclear', summary: 'Whether it was counted could not be read.', facts };
  if (way === 'open') return { verdict: 'passed', summary: 'The host outside of the table is still reached.', facts };
  return counted
    ? { verdict: 'blocked', summary: 'The host outside of the table is out of reach, by this table.', facts }
    : { verdict: 'unclear', summary: 'Out of reach, but not by this table: its counter stood still.', facts };
}

export function readMustWork(outputs: Outputs, context: StepContext): Reading {
  const [inside, allowed] = [seenBy('inside', outputs[0]), seenBy('allowed', outputs[1])];
  const facts = [
    { name: 'inside', value: inside },
    { name: 'allowed', value: allowed },
  ];
  if (!standsInSegment(outputs[2], context) || inside === 'unclear' || allowed === 'unclear')
    return {
      verdict: 'unclear',
      summary: 'No proof: the probes gave no clear answer from a host of the segment.',
      facts,
    };
  return inside === 'open' && allowed === 'open'
    ? { verdict: 'passed', summary: 'Hosts in the table and allowed ones are reached.', facts }
    : {
        verdict: 'blocked',
        summary: `Broken: ${inside === 'open' ? 'the allowed host' : 'the host in the table'}.`,
        facts,
      };
}

/** Pairs of the set that the table itself fills: who talked to where outside of it. */
function pairsIn(output: Output | undefined): ReadonlySet<string> | undefined {
  if (isIncomplete(output) || !has(linesOf(output), /^\s*set outside[46] \{$/)) return undefined;
  const pairs = linesOf(output).flatMap((line) => [
    ...line.matchAll(/([0-9A-Fa-f.:]{2,45}) \. ([0-9A-Fa-f.:]{2,45}) (?:timeout|expires)/g),
  ]);
  return new Set(pairs.map((pair) => `${pair[1] ?? ''} ${pair[2] ?? ''}`));
}

export function readResidual(outputs: Outputs, context: StepContext): Reading {
  const [four, six] = [pairsIn(outputs[0]), pairsIn(outputs[1])];
  const flows = bothFamilies(outputs.slice(2));
  if (four === undefined || six === undefined || flows === undefined)
    return { verdict: 'unclear', summary: 'Who talked to outside, or what is open, could not be listed.' };
  const facts = [{ name: 'ways to outside seen', value: String(four.size + six.size) }];
  if (!enforces(context))
    return {
      verdict: 'none',
      summary: `Observed: ${four.size + six.size} way(s) out of the table in the last hour. ${CAVEAT}`,
      sessions: [],
      facts,
    };
  const left = flows.filter(({ source, target }) => four.has(`${source} ${target}`) || six.has(`${source} ${target}`));
  if (left.length === 0)
    return { verdict: 'none', summary: 'No tracked connection leads out of the table.', sessions: [], facts };
  return {
    verdict: 'live',
    summary: `${left.length} connection(s) from before lead out of the table and are held.`,
    sessions: left.slice(0, 200).map(sessionOf),
    facts,
  };
}

export function readUndo(outputs: Outputs, context: StepContext): Reading {
  const table = tableIn(outputs[1], context);
  if (outputs[0]?.timedOut === true || table === 'unclear')
    return { verdict: 'unclear', summary: 'Whether the table is gone could not be read.' };
  return table === 'there'
    ? { verdict: 'failed', summary: 'The table is still there.' }
    : { verdict: 'done', summary: 'The table is gone; the segment reaches everything it reached before.' };
}
