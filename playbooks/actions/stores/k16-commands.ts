import type { Command, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { psql, WHO, type Login } from './postgresql-client.ts';

function admin(context: StepContext): Login {
  return { user: param(context, 'adminUser'), passwordFile: param(context, 'adminPassword') };
}

/** The role as a literal and as an identifier; the alphabet of names has neither quotes nor backslashes. */
function literal(context: StepContext): string {
  return `'${param(context, 'role')}'`;
}

function identifier(context: StepContext): string {
  return `"${param(context, 'role')}"`;
}

function loginState(context: StepContext): string {
  return `SELECT 'login=' || rolcanlogin FROM pg_catalog.pg_roles WHERE rolname = ${literal(context)};`;
}

function sessions(context: StepContext): string {
  return [
    "SELECT 'session=' || pid || ' ' || coalesce(host(client_addr) || ':' || client_port, 'local') || ' ' || application_name",
    `FROM pg_catalog.pg_stat_activity WHERE usename = ${literal(context)} ORDER BY pid;`,
  ].join(' ');
}

function loginCompromised(context: StepContext): Command {
  const login = { user: param(context, 'role'), passwordFile: param(context, 'rolePassword') };
  return psql(context, 'Log in as the compromised role', login, [WHO]);
}

function loginControl(context: StepContext): Command {
  const login = { user: param(context, 'controlRole'), passwordFile: param(context, 'controlPassword') };
  return psql(context, 'Log in as the control role', login, [WHO]);
}

export function collectCommands(context: StepContext): readonly Command[] {
  // Literals are blanked: what was asked is evidence, whose data it was about is not needed for that.
  const asked = "regexp_replace(regexp_replace(left(query, 500), '''[^'']*''', '''?''', 'g'), '\\s+', ' ', 'g')";
  return [
    psql(context, 'Keep the sessions, rights and memberships of the role', admin(context), [
      WHO,
      "SELECT 'server=' || version();",
      "SELECT 'time=' || now();",
      sessions(context),
      `SELECT 'asked=' || pid || ' ' || coalesce(state, '') || ' ' || coalesce(query_start::text, '') || ' ' || ${asked} FROM pg_catalog.pg_stat_activity WHERE usename = ${literal(context)} ORDER BY pid;`,
      `SELECT 'role=' || rolname || ' login ' || rolcanlogin || ' super ' || rolsuper || ' createrole ' || rolcreaterole || ' bypassrls ' || rolbypassrls FROM pg_catalog.pg_roles WHERE rolname = ${literal(context)};`,
      `SELECT 'grant=' || table_schema || '.' || table_name || ' ' || privilege_type FROM information_schema.role_table_grants WHERE grantee = ${literal(context)} ORDER BY 1 LIMIT 500;`,
      memberships(context),
    ]),
  ];
}

/** Who may become this role: they keep its rights, whatever happens to its own login. */
function memberships(context: StepContext): string {
  return [
    "SELECT 'member=' || m.rolname FROM pg_catalog.pg_auth_members a JOIN pg_catalog.pg_roles m ON m.oid = a.member",
    `JOIN pg_catalog.pg_roles r ON r.oid = a.roleid WHERE r.rolname = ${literal(context)} AND m.rolcanlogin ORDER BY 1;`,
  ].join(' ');
}

export function dryRunCommands(context: StepContext): readonly Command[] {
  return [
    psql(context, 'Try the change and take it back', admin(context), [
      WHO,
      "SELECT 'standby=' || pg_is_in_recovery();",
      loginState(context),
      `SELECT 'createrole=' || (rolcreaterole OR rolsuper) FROM pg_catalog.pg_roles WHERE rolname = ${literal(context)};`,
      memberships(context),
      sessions(context),
      `SELECT 'owns=' || count(*) FROM pg_catalog.pg_shdepend d JOIN pg_catalog.pg_roles r ON r.oid = d.refobjid WHERE d.refclassid = 'pg_authid'::regclass AND r.rolname = ${literal(context)};`,
      'BEGIN;',
      `ALTER ROLE ${identifier(context)} NOLOGIN PASSWORD NULL;`,
      `SELECT 'trial=' || rolcanlogin FROM pg_catalog.pg_roles WHERE rolname = ${literal(context)};`,
      'ROLLBACK;',
    ]),
    loginCompromised(context),
    loginControl(context),
  ];
}

export function applyCommands(context: StepContext): readonly Command[] {
  return [
    psql(context, 'Take login and password from the role', admin(context), [
      WHO,
      `ALTER ROLE ${identifier(context)} NOLOGIN PASSWORD NULL;`,
      loginState(context),
    ]),
  ];
}

export function mustFailCommands(context: StepContext): readonly Command[] {
  return [loginCompromised(context), psql(context, 'Read the role back', admin(context), [WHO, loginState(context)])];
}

export function mustWorkCommands(context: StepContext): readonly Command[] {
  return [loginControl(context)];
}

export function residualCommands(context: StepContext): readonly Command[] {
  return [
    psql(context, 'List the sessions of the role', admin(context), [
      WHO,
      `SELECT 'of=' || rolname FROM pg_catalog.pg_roles WHERE rolname = ${literal(context)};`,
      sessions(context),
      "SELECT 'listed=yes';",
    ]),
  ];
}

export function killCommands(context: StepContext): readonly Command[] {
  // By role, not by pid: sessions that came since the list was read go too.
  const end = `SELECT pg_terminate_backend(pid) AS ended FROM pg_catalog.pg_stat_activity WHERE usename = ${literal(context)}`;
  return [
    psql(context, 'End every session of the role', admin(context), [
      WHO,
      `SELECT 'ended=' || count(*) FROM (${end}) AS all_of_them WHERE ended;`,
      // A session ends when it hears of it, which takes a moment.
      "SELECT 'waited=' || pg_sleep(0.5)::text;",
    ]),
  ];
}

export function undoCommands(context: StepContext): readonly Command[] {
  const next = { secretFile: param(context, 'newPassword') };
  return [
    psql(context, 'Give the role a new password and its login', admin(context), [
      WHO,
      // psql asks twice and sends the hash alone: the server's log never holds the password.
      [{ text: `\\password ${identifier(context)}\n` }, next, { text: '\n' }, next, { text: '\n' }],
      `ALTER ROLE ${identifier(context)} LOGIN;`,
      loginState(context),
    ]),
    psql(
      context,
      'Log in with the new password',
      { user: param(context, 'role'), passwordFile: param(context, 'newPassword') },
      [WHO],
    ),
  ];
}
