import { createRouterClient, type RouterClient } from '@orpc/server';
import type { OperatorView } from '../../../shared/view/console-view.ts';
import { fail } from '../../../shared/domain/failure.ts';
import { printable } from '../../../shared/ledger/printable.ts';
import type { App } from '../../app/app.ts';
import { composeApp } from '../compose.ts';
import { homeFolder } from '../home.ts';
import type { Invocation } from './invocation.ts';
import { readPassphrase } from './passphrase.ts';
import { UsageError } from './usage-error.ts';

export type Client = RouterClient<App['router']>;

export interface Console {
  readonly client: Client;
  readonly app: App;
}

/** Opens the home, works, and closes it again whatever happens: the next command must find it free. */
export async function withConsole<T>(invocation: Invocation, work: (console: Console) => Promise<T>): Promise<T> {
  const app = await composeApp({ home: homeFolder(invocation.home, process.env), host: 'cli' });
  try {
    const session = app.openSession();
    return await work({ app, client: createRouterClient(app.router, { context: { session } }) });
  } finally {
    await app.close();
  }
}

/** As `withConsole`, with the operator of the command line signed in. */
export async function withOperator<T>(
  invocation: Invocation,
  work: (console: Console, passphrase: string) => Promise<T>,
): Promise<T> {
  return withConsole(invocation, async (console) => work(console, await signIn(invocation, console.client)));
}

/** Signs in where the command line says who; otherwise the core decides what may be done without. */
export async function withOperatorIfNamed<T>(
  invocation: Invocation,
  work: (console: Console) => Promise<T>,
): Promise<T> {
  const named = invocation.operator !== undefined || invocation.passphraseFile !== undefined;
  return named ? withOperator(invocation, work) : withConsole(invocation, work);
}

/** Answers the passphrase, for commands that have to show it once more. */
async function signIn(invocation: Invocation, client: Client): Promise<string> {
  const { fingerprint } = await findOperator(client, invocation.operator);
  const passphrase = await readPassphrase(invocation.passphraseFile);
  await client.session.unlock({ fingerprint, passphrase });
  return passphrase;
}

export async function findOperator(client: Client, wanted: string | undefined): Promise<OperatorView> {
  const { setUp, operators } = await client.console.view({});
  if (!setUp) fail('NOT_SET_UP', 'This home has no operators yet.');
  return choose(operators, wanted);
}

function choose(operators: readonly OperatorView[], wanted: string | undefined): OperatorView {
  const fitting =
    wanted === undefined
      ? operators
      : operators.filter(({ name, fingerprint }) => name === wanted || fingerprint === wanted);
  const [only, ...others] = fitting;
  if (only === undefined) fail('OPERATOR_UNKNOWN', `There is no operator ${wanted ?? ''} here.`);
  if (others.length > 0) {
    const lines = fitting.map(({ name, fingerprint }) => `\n  ${fingerprint}  ${printable(name)}`);
    throw new UsageError(`more than one operator fits; give --operator with a name or a fingerprint:${lines.join('')}`);
  }
  return only;
}
