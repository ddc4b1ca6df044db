import type { Command, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { psql, WHO, type Login } from './postgresql-client.ts';

const DUMPING = 7_200_000;

function admin(context: StepContext): Login {
  return { user: param(context, 'adminUser'), passwordFile: param(context, 'adminPassword') };
}

function application(context: StepContext): Login {
  return { user: param(context, 'appRole'), passwordFile: param(context, 'appPassword') };
}

/** Names come from a closed alphabet without quotes, so quoting them is enough. */
function table(context: StepContext): string {
  return `"${param(context, 'schema')}"."${param(context, 'table')}"`;
}

function tenant(context: StepContext): string {
  return `"${param(context, 'tenantColumn')}"::text`;
}

function setting(context: StepContext): string {
  return `current_setting('${param(context, 'tenantSetting')}', true)`;
}

function asTenant(context: StepContext, how: 'SET' | 'SET LOCAL' = 'SET'): string {
  // A setting with a dot in its name is a custom one; each part is an identifier.
  const name = param(context, 'tenantSetting')
    .split('.')
    .map((part) => `"${part}"`)
    .join('.');
  return `${how} ${name} = '${param(context, 'ownTenant')}';`;
}

function count(context: StepContext, label: string, where: string): string {
  return `SELECT '${label}=' || count(*) FROM ${table(context)}${where};`;
}

function ofOthers(context: StepContext): string {
  return ` WHERE ${tenant(context)} IS DISTINCT FROM '${param(context, 'ownTenant')}'`;
}

function ofOwn(context: StepContext): string {
  return ` WHERE ${tenant(context)} = '${param(context, 'ownTenant')}'`;
}

/** Flags of the table, whom they do not bind, and who reads past them. */
function state(context: StepContext): readonly string[] {
  const here = `'${table(context)}'::regclass`;
  return [
    `SELECT 'rls=' || relrowsecurity || ' force=' || relforcerowsecurity || ' owner=' || pg_get_userbyid(relowner) FROM pg_catalog.pg_class WHERE oid = ${here};`,
    `SELECT 'unbound=' || (rolsuper OR rolbypassrls) FROM pg_catalog.pg_roles WHERE rolname = '${param(context, 'appRole')}';`,
    [
      "SELECT DISTINCT 'view=' || v.oid::regclass FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_rewrite w ON w.oid = d.objid",
      'JOIN pg_catalog.pg_class v ON v.oid = w.ev_class JOIN pg_catalog.pg_roles o ON o.oid = v.relowner',
      `WHERE d.refobjid = ${here} AND v.oid <> d.refobjid AND (v.relkind = 'm' OR o.rolsuper OR o.rolbypassrls);`,
    ].join(' '),
    "SELECT 'standby=' || pg_is_in_recovery();",
  ];
}

/**
 * A restrictive policy binds whatever other policies allow; it needs one that permits beside it. What was in force before is kept as
 * the comment of the policy, for undo. On one line: a terminal shows it as it is typed.
 */
function close(context: StepContext): string {
  const here = table(context);
  const mine = `${tenant(context)} = ${setting(context)}`;
  return [
    'DO $do$ DECLARE was text; BEGIN',
    `SELECT obj_description(oid, 'pg_policy') INTO was FROM pg_catalog.pg_policy WHERE polname = 'bulkhead_tenant' AND polrelid = '${here}'::regclass;`,
    'IF was IS NULL THEN',
    `SELECT relrowsecurity || ' ' || relforcerowsecurity INTO was FROM pg_catalog.pg_class WHERE oid = '${here}'::regclass;`,
    `CREATE POLICY bulkhead_tenant ON ${here} AS RESTRICTIVE USING (${mine}) WITH CHECK (${mine});`,
    `CREATE POLICY bulkhead_permit ON ${here} USING (true) WITH CHECK (true);`,
    `EXECUTE format('COMMENT ON POLICY bulkhead_tenant ON ${here} IS %L', was); END IF;`,
    `ALTER TABLE ${here} ENABLE ROW LEVEL SECURITY; ALTER TABLE ${here} FORCE ROW LEVEL SECURITY; END $do$;`,
  ].join(' ');
}

function open(context: StepContext): string {
  const here = table(context);
  return [
    'DO $do$ DECLARE was text; BEGIN',
    `SELECT obj_description(oid, 'pg_policy') INTO STRICT was FROM pg_catalog.pg_policy WHERE polname = 'bulkhead_tenant' AND polrelid = '${here}'::regclass;`,
    `DROP POLICY bulkhead_tenant ON ${here}; DROP POLICY bulkhead_permit ON ${here};`,
    `IF split_part(was, ' ', 1) = 'false' THEN ALTER TABLE ${here} DISABLE ROW LEVEL SECURITY; END IF;`,
    `IF split_part(was, ' ', 2) = 'false' THEN ALTER TABLE ${here} NO FORCE ROW LEVEL SECURITY; END IF; END $do$;`,
  ].join(' ');
}

/** The change waits for whoever reads the table, and everybody else waits behind it: better to give up than to stop the shop. */
const IMPATIENT = "SET lock_timeout = '3s';";

export function collectCommands(context: StepContext): readonly Command[] {
  const target = [
    ...['host', 'port'].map((name) => `${name}=${param(context, name)}`),
    `user=${param(context, 'adminUser')}`,
    `dbname=${param(context, 'database')}`,
    'connect_timeout=5',
  ].join(' ');
  return [
    psql(context, 'Keep flags, policies and rights of the table', admin(context), [
      WHO,
      ...state(context),
      `SELECT 'policy=' || policyname || ' ' || permissive || ' ' || cmd || ' ' || coalesce(regexp_replace(qual, '\\s+', ' ', 'g'), '') FROM pg_catalog.pg_policies WHERE schemaname = '${param(context, 'schema')}' AND tablename = '${param(context, 'table')}';`,
      `SELECT 'grant=' || grantee || ' ' || privilege_type FROM information_schema.role_table_grants WHERE table_schema = '${param(context, 'schema')}' AND table_name = '${param(context, 'table')}';`,
    ]),
    {
      title: 'Write a sealed snapshot of the table',
      argv: ['pg_dump', '-W', '-Fc', '-t', table(context), '-f', param(context, 'sealedFile'), '-d', target],
      stdin: [{ secretFile: param(context, 'adminPassword') }, { text: '\n' }],
      timeoutMs: DUMPING,
    },
    { title: 'Hash the snapshot', argv: ['sha256sum', param(context, 'sealedFile')], timeoutMs: DUMPING },
  ];
}

export function dryRunCommands(context: StepContext): readonly Command[] {
  return [
    psql(context, 'Try the change and take it back', admin(context), [
      WHO,
      ...state(context),
      count(context, 'others', ofOthers(context)),
      IMPATIENT,
      'BEGIN;',
      close(context),
      `SET LOCAL ROLE "${param(context, 'appRole')}";`,
      asTenant(context, 'SET LOCAL'),
      count(context, 'trialown', ofOwn(context)),
      count(context, 'trialothers', ofOthers(context)),
      'ROLLBACK;',
    ]),
    askAsTenant(context),
  ];
}

function askAsTenant(context: StepContext): Command {
  return psql(context, 'Read as one tenant, and as none', application(context), [
    WHO,
    count(context, 'unset', ''),
    asTenant(context),
    count(context, 'foreign', ofOthers(context)),
  ]);
}

function readBack(context: StepContext): Command {
  return psql(context, 'Read the flags back', admin(context), [WHO, ...state(context)]);
}

export function applyCommands(context: StepContext): readonly Command[] {
  return [
    psql(context, 'Bind every reader of the table to its tenant, the owner too', admin(context), [
      WHO,
      IMPATIENT,
      close(context),
      ...state(context),
    ]),
  ];
}

export function mustFailCommands(context: StepContext): readonly Command[] {
  return [askAsTenant(context), readBack(context)];
}

export function mustWorkCommands(context: StepContext): readonly Command[] {
  return [
    psql(context, 'Read the tenant’s own rows', application(context), [
      WHO,
      asTenant(context),
      count(context, 'own', ofOwn(context)),
    ]),
  ];
}

/** Whoever holds the table in an open transaction may read on from a cursor. */
function holders(context: StepContext, what: string): string {
  return [
    `SELECT ${what} FROM pg_catalog.pg_stat_activity a WHERE a.usename = '${param(context, 'appRole')}' AND a.state = 'idle in transaction'`,
    `AND EXISTS (SELECT FROM pg_catalog.pg_locks l WHERE l.pid = a.pid AND l.relation = '${table(context)}'::regclass)`,
  ].join(' ');
}

export function residualCommands(context: StepContext): readonly Command[] {
  const shown =
    "'session=' || a.pid || ' ' || coalesce(host(a.client_addr) || ':' || a.client_port, 'local') || ' ' || a.application_name";
  return [
    psql(context, 'List who holds the table open', admin(context), [
      WHO,
      `${holders(context, shown)};`,
      "SELECT 'listed=yes';",
    ]),
  ];
}

export function killCommands(context: StepContext): readonly Command[] {
  return [
    psql(context, 'End the sessions that hold the table open', admin(context), [
      WHO,
      `SELECT 'ended=' || count(*) FROM (${holders(context, 'pg_terminate_backend(a.pid) AS ended')}) AS all_of_them WHERE ended;`,
      "SELECT 'waited=' || pg_sleep(0.5)::text;",
    ]),
  ];
}

export function undoCommands(context: StepContext): readonly Command[] {
  return [
    psql(context, 'Take the policies away and the flags back to what they were', admin(context), [
      WHO,
      IMPATIENT,
      open(context),
      ...state(context),
      `SELECT 'policies=' || count(*) FROM pg_catalog.pg_policy WHERE polname LIKE 'bulkhead\\_%' AND polrelid = '${table(context)}'::regclass;`,
    ]),
  ];
}
