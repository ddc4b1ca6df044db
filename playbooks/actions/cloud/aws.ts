import type { Command, Output, ParamField, StepContext } from '../../../shared/domain/action.ts';
import { jsonOf } from '../json-answers.ts';
import { param } from '../param.ts';
import { isIncomplete, linesOf } from '../pasted-text.ts';

const LIMIT = 45_000;

/** Whose account a file speaks for: by a name, so that the register can say it too. */
export function profileField(name: string, label: string): ParamField {
  const hint = 'By its name in the credentials file. A card may leave it to [default].';
  return { name, label, kind: 'profile', hint, example: 'incident-response', optional: true };
}

export const accountFields: readonly ParamField[] = [
  { name: 'region', label: 'Region', kind: 'region', hint: 'Of the probe.', example: 'eu-central-1' },
  {
    name: 'adminCredentials',
    label: 'Credentials of the responder',
    kind: 'path',
    hint: 'A credentials file, of an identity of its own for incidents.',
    example: '/run/ir/aws-ir.credentials',
  },
  profileField('adminProfile', 'Profile of the responder'),
];

/**
 * One call of the AWS CLI as whoever the file says, and nobody else: no configuration, no environment, no role of this machine.
 * The file is named, never read by the console. `adminCredentials` are of `adminProfile`, and so on; where there is no such field, of
 * [default].
 */
export function aws(context: StepContext, title: string, credentials: string, words: readonly string[]): Command {
  const only = [
    `AWS_SHARED_CREDENTIALS_FILE=${param(context, credentials)}`,
    'AWS_CONFIG_FILE=/dev/null',
    'AWS_EC2_METADATA_DISABLED=true',
    'AWS_MAX_ATTEMPTS=2',
  ];
  const options = ['--no-cli-pager', '--output', 'json', '--cli-connect-timeout', '5', '--cli-read-timeout', '10'];
  const profile = param(context, credentials.replace(/Credentials$/, 'Profile'));
  const whose = profile === '' ? [] : ['--profile', profile];
  return {
    title,
    argv: ['env', ...only, 'aws', ...options, '--region', param(context, 'region'), ...whose, ...words],
    timeoutMs: LIMIT,
  };
}

export interface AwsError {
  /** `AccessDenied`, `InvalidClientTokenId`. */
  readonly code: string;
  readonly message: string;
}

/** The error the service answered; undefined when it answered none, or nobody answered. */
export function awsError(output: Output | undefined): AwsError | undefined {
  if (isIncomplete(output)) return undefined;
  for (const line of linesOf(output)) {
    const found =
      /^(?:aws: \[ERROR\]: )?An error occurred \(([A-Za-z.]{1,80})\) when calling the \w{1,80} operation(?: \(reached max retries: \d+\))?: (.{0,600})/.exec(
        line,
      );
    if (found !== null) return { code: found[1] ?? '', message: found[2] ?? '' };
  }
  return undefined;
}

/** What was answered as JSON; undefined for an error, for silence and for noise. */
export function awsAnswer(output: Output | undefined): unknown {
  return awsError(output) === undefined ? jsonOf(output) : undefined;
}

/** Why a call told nothing. */
export function awsTrouble(output: Output | undefined): string {
  if (output?.timedOut === true) return 'AWS did not answer in time';
  const error = awsError(output);
  return error === undefined ? 'there is no clear answer of AWS' : `${error.code}: ${error.message.slice(0, 140)}`;
}

/** Whether a refusal is by an order to deny, and not for want of a right the caller never had. */
export function isExplicitDeny(error: AwsError | undefined): boolean {
  return error !== undefined && /with an explicit deny/.test(error.message);
}

/** Whether a refusal says that the key itself is not taken: inactive, deleted, or never known. */
export function isKeyRefused(error: AwsError | undefined): boolean {
  return (
    error !== undefined &&
    /^(?:InvalidClientTokenId|InvalidAccessKeyId|AuthFailure|UnrecognizedClientException)$/.test(error.code)
  );
}
