import { BulkheadError, fail } from '../../../../shared/domain/failure.ts';
import { contract } from '../../../../shared/contract/contract.ts';
import { isUnlogged, toFailure } from '../../to-failure.ts';
import type { Invocation } from '../invocation.ts';
import { type Client, withOperatorIfNamed } from '../open-console.ts';
import { readAll } from '../standard-input.ts';
import { print, tell } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

type Operation = (input: unknown) => Promise<unknown>;

/** Any operation of the contract: JSON in, JSON out. For scripts, and for the suite that holds the hosts to one contract. */
export async function call(invocation: Invocation): Promise<number> {
  const [name] = invocation.positionals;
  if (name === undefined) throw new UsageError('call needs the name of an operation, like incidents.list');
  try {
    if (!isOperation(name)) fail('UNKNOWN_OPERATION', `This console has no operation ${name.slice(0, 80)}.`);
    const input = await readInput();
    const output = await withOperatorIfNamed(invocation, ({ client }) => operationOf(client, name)(input));
    print(JSON.stringify(output ?? null));
    return 0;
  } catch (thrown) {
    if (thrown instanceof UsageError) throw thrown;
    if (isUnlogged(thrown)) console.error(thrown);
    tell(JSON.stringify(toFailure(thrown)));
    return 1;
  }
}

async function readInput(): Promise<unknown> {
  const text = await readAll('the input of the operation as JSON');
  try {
    return text.trim() === '' ? {} : JSON.parse(text);
  } catch (cause) {
    throw new BulkheadError('BAD_INPUT', 'Standard input is not JSON.', { cause });
  }
}

/** By own keys only: `__proto__` and its like are names that nobody gave to an operation. */
function isOperation(name: string): boolean {
  const [group = '', operation = '', ...rest] = name.split('.');
  const groups: Readonly<Record<string, object>> = contract;
  const known = rest.length === 0 && Object.hasOwn(groups, group) && Object.hasOwn(groups[group] ?? {}, operation);
  // The feed has no end, so there is no output to print.
  return known && name !== 'console.feed';
}

function operationOf(client: Client, name: string): Operation {
  const [group = '', operation = ''] = name.split('.');
  return (client as unknown as Record<string, Record<string, Operation>>)[group]?.[operation] as Operation;
}
