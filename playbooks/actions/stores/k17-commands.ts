import type { Command, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { mariadb, WHO, type MariadbLogin } from './mariadb-client.ts';

function admin(context: StepContext): MariadbLogin {
  return { user: param(context, 'adminUser'), passwordFile: param(context, 'adminPassword') };
}

/** The alphabet of names has neither quotes nor backslashes. */
function user(context: StepContext): string {
  return `'${param(context, 'user')}'`;
}

/** Rows of the accounts of this name, at whatever host pattern: 'u'@'10.0.0.%' and 'u'@'%' are two accounts. */
function accounts(context: StepContext): string {
  return `FROM mysql.global_priv WHERE User = ${user(context)} AND JSON_VALUE(Priv, '$.is_role') IS NULL`;
}

function lockState(context: StepContext): string {
  return `SELECT CONCAT('account=', Host, ' ', IF(JSON_VALUE(Priv, '$.account_locked') = '1', 'locked', 'open')) ${accounts(context)} ORDER BY Host;`;
}

function sessions(context: StepContext): string {
  return `SELECT CONCAT('session=', ID, ' ', HOST, ' ', COALESCE(DB, ''), ' ', COMMAND) FROM information_schema.PROCESSLIST WHERE USER = ${user(context)} ORDER BY ID;`;
}

/** Without PROCESS the list shows one's own sessions only, and nobody says so. */
const RIGHTS =
  "SELECT CONCAT('right=', PRIVILEGE_TYPE) FROM information_schema.USER_PRIVILEGES WHERE GRANTEE = CONCAT('\\'', REPLACE(CURRENT_USER(), '@', '\\'@\\''), '\\'') AND PRIVILEGE_TYPE IN ('PROCESS', 'CREATE USER', 'CONNECTION ADMIN', 'SUPER');";

function everyAccount(context: StepContext, change: string, ending: string): readonly string[] {
  return [
    `SET @change = (SELECT CONCAT('ALTER USER ', GROUP_CONCAT(QUOTE(User), '@', QUOTE(Host)${change} SEPARATOR ', '), '${ending}') ${accounts(context)});`,
    'EXECUTE IMMEDIATE @change;',
  ];
}

function loginCompromised(context: StepContext): Command {
  const login = { user: param(context, 'user'), passwordFile: param(context, 'userPassword') };
  return mariadb(context, 'Log in as the compromised user', login, [WHO]);
}

function loginControl(context: StepContext): Command {
  const login = { user: param(context, 'controlUser'), passwordFile: param(context, 'controlPassword') };
  return mariadb(context, 'Log in as the control user', login, [WHO]);
}

export function collectCommands(context: StepContext): readonly Command[] {
  // Neither password hashes nor literals of statements are kept.
  const asked = "REGEXP_REPLACE(REGEXP_REPLACE(LEFT(INFO, 500), '\\'[^\\']*\\'', '\\'?\\''), '[[:space:]]+', ' ')";
  return [
    mariadb(context, 'Keep the sessions, accounts and rights of the user', admin(context), [
      WHO,
      RIGHTS,
      "SELECT CONCAT('server=', VERSION());",
      "SELECT CONCAT('time=', UTC_TIMESTAMP());",
      lockState(context),
      sessions(context),
      `SELECT CONCAT('asked=', ID, ' ', COALESCE(STATE, ''), ' ', TIME, ' ', ${asked}) FROM information_schema.PROCESSLIST WHERE USER = ${user(context)} AND INFO IS NOT NULL ORDER BY ID;`,
      `SELECT CONCAT('grant=', TABLE_SCHEMA, ' ', PRIVILEGE_TYPE) FROM information_schema.SCHEMA_PRIVILEGES WHERE GRANTEE LIKE CONCAT('\\'', ${user(context)}, '\\'@%') ORDER BY 1 LIMIT 500;`,
      `SELECT CONCAT('global=', PRIVILEGE_TYPE) FROM information_schema.USER_PRIVILEGES WHERE GRANTEE LIKE CONCAT('\\'', ${user(context)}, '\\'@%') ORDER BY 1 LIMIT 200;`,
    ]),
  ];
}

export function dryRunCommands(context: StepContext): readonly Command[] {
  return [
    mariadb(context, 'Look at the accounts and at what would be ended', admin(context), [
      WHO,
      RIGHTS,
      "SELECT CONCAT('readonly=', @@global.read_only);",
      lockState(context),
      sessions(context),
      `SELECT CONCAT('events=', COUNT(*)) FROM information_schema.EVENTS WHERE DEFINER LIKE CONCAT(${user(context)}, '@%');`,
      "SELECT 'looked=yes';",
    ]),
    loginCompromised(context),
    loginControl(context),
  ];
}

export function applyCommands(context: StepContext): readonly Command[] {
  return [
    mariadb(context, 'Lock the user at every host pattern', admin(context), [
      WHO,
      ...everyAccount(context, '', ' ACCOUNT LOCK'),
      lockState(context),
    ]),
  ];
}

export function mustFailCommands(context: StepContext): readonly Command[] {
  return [
    loginCompromised(context),
    mariadb(context, 'Read the accounts back', admin(context), [WHO, lockState(context)]),
  ];
}

export function mustWorkCommands(context: StepContext): readonly Command[] {
  return [loginControl(context)];
}

export function residualCommands(context: StepContext): readonly Command[] {
  return [
    mariadb(context, 'List the sessions of the user', admin(context), [
      WHO,
      RIGHTS,
      sessions(context),
      "SELECT 'listed=yes';",
    ]),
  ];
}

export function killCommands(context: StepContext): readonly Command[] {
  const count = (when: string): string =>
    `SELECT CONCAT('${when}=', COUNT(*)) FROM information_schema.PROCESSLIST WHERE USER = ${user(context)};`;
  return [
    mariadb(context, 'End every session of the user', admin(context), [
      WHO,
      RIGHTS,
      count('before'),
      // Without the right to do so this says nothing and does nothing: so it is counted again.
      `KILL HARD USER ${user(context)};`,
      "SELECT CONCAT('waited=', SLEEP(0.5));",
      count('after'),
    ]),
  ];
}

export function undoCommands(context: StepContext): readonly Command[] {
  const next = { secretFile: param(context, 'newPassword') };
  return [
    mariadb(context, 'Unlock the user with a new password', admin(context), [
      WHO,
      [{ text: "SET @next = '" }, next, { text: "';\n" }],
      ...everyAccount(context, ", ' IDENTIFIED BY ', QUOTE(@next)", ' ACCOUNT UNLOCK'),
      lockState(context),
    ]),
    mariadb(
      context,
      'Log in with the new password',
      { user: param(context, 'user'), passwordFile: param(context, 'newPassword') },
      [WHO],
    ),
  ];
}
