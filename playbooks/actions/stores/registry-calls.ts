import type { Command, Output, StdinPart, StepContext } from '../../../shared/domain/action.ts';
import { isIncomplete, linesOf } from '../pasted-text.ts';
import { param } from '../param.ts';

const LIMIT = 20_000;

export interface RegistryLogin {
  readonly user: string;
  readonly passwordFile: string;
}

/** `repositories` as the API writes them; the alphabet of texts needs no escaping in a path. */
export function v2(context: StepContext, path: string, base = 'registry'): string {
  return `${param(context, base).replace(/\/+$/, '')}/v2/${path}`;
}

/**
 * Requests to a registry with one curl, which reads the login as its configuration from standard input and says for each address
 * what was answered. -q and --noproxy: the operator's own curl settings may not answer for the registry.
 */
export function registryCall(
  title: string,
  login: RegistryLogin | null,
  urls: readonly string[],
  options: readonly string[] = [],
): Command {
  const config: readonly StdinPart[] =
    login === null
      ? [{ text: '' }]
      : [{ text: `user = "${login.user}:` }, { secretFile: login.passwordFile }, { text: '"\n' }];
  const client = ['curl', '-q', '-sS', '--noproxy', '*', '--max-time', '8', '-K', '-'];
  return {
    title,
    argv: [...client, ...options, '-w', '\\nanswer=%{http_code} %{url_effective}\\n', ...urls],
    stdin: config,
    timeoutMs: LIMIT,
  };
}

export interface Answered {
  /** 0 when nobody answered. */
  readonly code: number;
  readonly url: string;
}

/** One for each address asked, in order; empty when the output is missing, hung or cut. Exit codes play no part. */
export function answersOf(output: Output | undefined): readonly Answered[] {
  if (isIncomplete(output)) return [];
  return linesOf(output).flatMap((line) => {
    const found = /^answer=(\d{3}) (\S{1,2000})$/.exec(line);
    return found === null ? [] : [{ code: Number(found[1]), url: found[2] ?? '' }];
  });
}

/** The code of a call to one address; undefined when there is none, 0 when nobody answered. */
export function codeOf(output: Output | undefined): number | undefined {
  const answers = answersOf(output);
  return answers.length === 1 ? answers[0]?.code : undefined;
}

/** After the login the registry may still say that there is no such repository: the credential was taken. */
export function lets(code: number | undefined): 'in' | 'out' | 'unclear' {
  if (code === 401) return 'out';
  return code !== undefined && ((code >= 200 && code < 300) || code === 404) ? 'in' : 'unclear';
}
