import type { Command, StdinPart, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { NOTHING_SHOWN, secretCall } from '../secret-call.ts';
import { through } from '../via.ts';
import { askStores, atHost, hostsOf } from './magento-api.ts';

const QUICK = 15_000;
// Re-encrypting walks through every saved card and every secret setting.
const LONG = 15 * 60_000;

function onServer(context: StepContext, title: string, argv: readonly string[], timeoutMs = QUICK): Command {
  return { title, argv: through(param(context, 'via'), argv), timeoutMs };
}

function envFile(context: StepContext): string {
  return `${param(context, 'root')}/app/etc/env.php`;
}

function backupFile(context: StepContext): string {
  return `${param(context, 'backupFolder')}/env-${context.actionId}.cms`;
}

function magento(context: StepContext, title: string, word: string, timeoutMs = 120_000): Command {
  const argv = [`${param(context, 'root')}/bin/magento`, word, '--no-ansi', '--no-interaction'];
  return onServer(context, title, argv, timeoutMs);
}

/** A program for PHP on its standard input, so that the server needs no file of ours and nothing secret is in an argument. */
function php(context: StepContext, title: string, program: readonly StdinPart[], words: readonly string[]): Command {
  return { ...onServer(context, title, ['php', '--', ...words]), stdin: program };
}

/**
 * Counts the keys and names the settings locked in env.php that are encrypted, with the number of the key each was encrypted with
 * (`NUMBER:CIPHER:TEXT`, keys counted from 0). Neither keys nor values are printed.
 */
const LOOK = `<?php
$env = require $argv[1];
if (!is_array($env) || !is_string($env['crypt']['key'] ?? null)) { echo "env=unreadable\\n"; exit; }
echo 'keys=', count(preg_split('/\\s+/', trim($env['crypt']['key']))), "\\n";
echo 'writable=', is_writable($argv[1]) ? 'yes' : 'no', "\\n";
$walk = function (array $part, string $path) use (&$walk): void {
    foreach ($part as $name => $value) {
        if (is_array($value)) $walk($value, $path . $name . '.');
        elseif (is_string($value) && preg_match('/^(\\d+):\\d+:/', $value, $found)) echo 'locked=', $found[1], ' ', $path, $name, "\\n";
    }
};
$walk($env['system'] ?? [], '');
echo "all=read\\n";
`;

function lookAtEnv(context: StepContext, title: string): Command {
  return php(context, title, [{ text: LOOK }], [envFile(context)]);
}

/** Seconds the old token would still be good for, by its own word: a refusal after that says nothing about the key. */
function tokenAge(context: StepContext): Command {
  const program = [
    { text: "<?php\n$parts = explode('.', '" },
    { secretFile: param(context, 'tokenFile') },
    {
      text: `');
$claims = json_decode((string) base64_decode(strtr($parts[1] ?? '', '-_', '+/')), true);
echo 'left=', count($parts) === 3 && is_int($claims['exp'] ?? null) ? $claims['exp'] - time() : 'unknown', "\\n";
`,
    },
  ];
  return php(context, 'Look how long the old token would be good for', program, []);
}

function homePages(context: StepContext): readonly Command[] {
  return hostsOf(context).map((host) =>
    secretCall(`Ask for the home page of ${host}`, atHost(host, '/'), NOTHING_SHOWN, ['-o', '/dev/null']),
  );
}

export function collectCommands(context: StepContext): readonly Command[] {
  const from = ['-in', envFile(context), '-out', backupFile(context)];
  const openssl = ['openssl', 'cms', '-encrypt', '-binary', '-aes256', '-outform', 'DER', ...from];
  return [
    onServer(context, 'Back up env.php, encrypted', [...openssl, param(context, 'backupCertificate')]),
    onServer(context, 'Keep the hashes', ['sha256sum', envFile(context), backupFile(context)]),
    lookAtEnv(context, 'Count the keys'),
  ];
}

export function dryRunCommands(context: StepContext): readonly Command[] {
  return [
    lookAtEnv(context, 'Look at env.php, without showing keys'),
    magentoCommands(context),
    tokenAge(context),
    ...askStores(context, 'the old', 'tokenFile'),
    ...homePages(context),
  ];
}

function magentoCommands(context: StepContext): Command {
  const argv = [`${param(context, 'root')}/bin/magento`, 'list', '--raw', '--no-ansi', 'encryption'];
  return onServer(context, 'Ask Magento for its commands', argv, 60_000);
}

export function applyCommands(context: StepContext): readonly Command[] {
  return [
    lookAtEnv(context, 'Count the keys before'),
    magento(context, 'Close the shop', 'maintenance:enable'),
    magento(context, 'Change the key', 'encryption:key:change'),
    magento(context, 'Encrypt the data with the new key', 'encryption:data:re-encrypt', LONG),
    magento(context, 'Flush the caches', 'cache:flush'),
    magento(context, 'Open the shop', 'maintenance:disable'),
    lookAtEnv(context, 'Count the keys after'),
  ];
}

export function mustFailCommands(context: StepContext): readonly Command[] {
  return [tokenAge(context), ...askStores(context, 'the old', 'tokenFile')];
}

export function mustWorkCommands(context: StepContext): readonly Command[] {
  return homePages(context);
}

export function residualCommands(context: StepContext): readonly Command[] {
  return [lookAtEnv(context, 'Look for settings under an old key')];
}

/** Only a person has the values: this looks whether they were set anew. */
export function againCommands(context: StepContext): readonly Command[] {
  return [lookAtEnv(context, 'Set each locked setting anew by hand, then look again')];
}
