import type { Invocation } from './invocation.ts';

/** A command answers with its exit code: 0 done, 1 the answer is no or it failed, 2 the command line made no sense. */
export type Command = (invocation: Invocation) => Promise<number>;

interface Entry {
  readonly usage: string;
  readonly about: string;
  /** Loaded when called, so that `verify` does not wait for what only `demo` needs. */
  load(): Promise<Command>;
}

export const commands: Readonly<Record<string, Entry>> = {
  incidents: {
    usage: 'incidents [--json]',
    about: 'the incidents of this home',
    load: async () => (await import('./commands/incidents.ts')).incidents,
  },
  log: {
    usage: 'log --incident I [--json]',
    about: 'the timeline of an incident',
    load: async () => (await import('./commands/log.ts')).log,
  },
  note: {
    usage: 'note --incident I --stdin',
    about: 'record each line of standard input as a signed note',
    load: async () => (await import('./commands/note.ts')).note,
  },
  'import-assets': {
    usage: 'import-assets FILE --incident I [--what KIND] [--yes]',
    about: 'show what a CSV or YAML file of assets or credentials would register; with --yes register what is valid',
    load: async () => (await import('./commands/import-assets.ts')).importAssets,
  },
  draft: {
    usage: 'draft FORM --incident I [--entity E] [--language L] [--json]',
    about: 'a report as it would read now, as text or JSON; what is missing beside it',
    load: async () => (await import('./commands/draft.ts')).draft,
  },
  papers: {
    usage: 'papers [FORM] --incident I --out DIR',
    about:
      'kept versions of reports as files, the last of each and of each language (--entity E, --version N, --language L, --format pdf|docx|json|txt), recorded as on the screen',
    load: async () => (await import('./commands/papers.ts')).papers,
  },
  dossier: {
    usage: 'dossier --incident I --out DIR [--format F]',
    about: 'everything on the law desk as one file for counsel (pdf, json)',
    load: async () => (await import('./commands/dossier.ts')).dossier,
  },
  fsck: {
    usage: 'fsck (--incident I|--file LEDGER [--fingerprint CONSOLE] [--vkey KEY]...) [--known CHECKPOINT] [--json]',
    about: 'check ledger and vault of an incident, or a ledger file from elsewhere',
    load: async () => (await import('./commands/fsck.ts')).fsck,
  },
  export: {
    usage: 'export --incident I --out DIR --recipient TEXT --purpose TEXT',
    about: 'write a bundle that a stranger can verify',
    load: async () => (await import('./commands/export.ts')).exportBundle,
  },
  'export-tiles': {
    usage: 'export-tiles --incident I --out DIR',
    about: 'bring a folder of the record in tiles up to date, for a static server or a locked store',
    load: async () => (await import('./commands/export-tiles.ts')).exportTiles,
  },
  verify: {
    usage: 'verify PATH [--fingerprint CONSOLE] [--known CHECKPOINT] [--vkey KEY]... [--json]',
    about: 'verify a bundle; needs no home and no passphrase',
    load: async () => (await import('./commands/verify.ts')).verify,
  },
  checkpoint: {
    usage: 'checkpoint --incident I [--paper|--vkey] | checkpoint --read-paper',
    about: 'the last checkpoint for somebody else to keep, or one typed in from paper',
    load: async () => (await import('./commands/checkpoint.ts')).checkpoint,
  },
  witness: {
    usage: 'witness --state DIR [--name NAME] [--log VKEY|--drop VKEY|--vkey]',
    about: 'be a witness for another console: request on standard input, cosignature on standard output',
    load: async () => (await import('./commands/witness.ts')).witness,
  },
  timestamp: {
    usage: 'timestamp (request --out DIR|import --reply FILE) --incident I',
    about:
      'request a time-stamp (RFC 3161; --tsa WHOM), to be carried to an authority; take its reply in (--root PEM, --intermediates PEM)',
    load: async () => (await import('./commands/timestamp.ts')).timestamp,
  },
  prove: {
    usage: 'prove N|--index N --incident I [--out DIR|--entry FILE]',
    about: 'prove that one entry is in the record, without showing another (.tlog-proof)',
    load: async () => (await import('./commands/prove.ts')).prove,
  },
  'check-proof': {
    usage: 'check-proof FILE --entry FILE [--vkey KEY]... [--policy FILE]',
    about: 'check such a proof; needs no home and no passphrase',
    load: async () => (await import('./commands/check-proof.ts')).checkProof,
  },
  'export-key': {
    usage: 'export-key --out FILE',
    about: "the operator's own key, sealed by its passphrase, to be taken to another console",
    load: async () => (await import('./commands/export-key.ts')).exportKey,
  },
  'import-key': {
    usage: 'import-key FILE --roles R,R [--second NAME]',
    about:
      'enrol a person with the key they brought; operator and second vouch (--second-passphrase-file F, --key-passphrase-file F)',
    load: async () => (await import('./commands/import-key.ts')).importKey,
  },
  call: {
    usage: 'call OPERATION',
    about: 'one operation of the contract: JSON on standard input, JSON on standard output',
    load: async () => (await import('./commands/call.ts')).call,
  },
  demo: {
    usage: 'demo --home DIR --out DIR',
    about: 'play an incident on real servers of this machine and leave the bundle',
    load: async () => (await import('./demo/demo.ts')).demo,
  },
  setup: {
    usage: 'setup FILE',
    about: 'set a home up from a JSON file with organisation and first operator',
    load: async () => (await import('./commands/setup.ts')).setup,
  },
};

/**
 * An option that this command does not take, or null. What it takes stands in the two texts that help prints: an option that is
 * heard by another command and ignored here would look as if it had been considered.
 */
export function foreignOption(command: string, given: readonly string[]): string | null {
  const entry = Object.hasOwn(commands, command) ? commands[command] : undefined;
  const taken = new Set(`${entry?.usage ?? ''} ${entry?.about ?? ''}`.match(/(?<=--)[a-z-]+/g));
  return given.find((name) => !taken.has(name)) ?? null;
}

/** How to write one command, or that there is a list of them. */
export function usageOf(command: string): string {
  const entry = Object.hasOwn(commands, command) ? commands[command] : undefined;
  return entry === undefined ? 'usage: bulkhead COMMAND; see bulkhead help' : `usage: bulkhead ${entry.usage}`;
}

export function usage(): string {
  const width = Math.max(...Object.values(commands).map((entry) => entry.usage.length));
  return [
    'usage: bulkhead COMMAND [--home DIR] [--operator NAME|FINGERPRINT] [--passphrase-file FILE]',
    ...Object.values(commands).map((entry) => `  ${entry.usage.padEnd(width)}  ${entry.about}`),
  ].join('\n');
}
