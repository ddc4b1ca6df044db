import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Ended, runNode } from './run-node.ts';
import { declaration, passphrase, setupFile } from './setup-input.ts';
import { root } from './source-tree.ts';

const source = resolve(root, 'main/hosts/cli/entry.ts');

/** The command line from source, over one home in a folder of its own. */
export interface CliMachine {
  readonly folder: string;
  readonly home: string;
  /** As somebody signed in: passphrase and home are added. */
  asOperator(command: readonly string[], input?: string | Uint8Array): Promise<Ended>;
  /** As it stands: for commands that need no home. */
  run(command: readonly string[], input?: string | Uint8Array): Promise<Ended>;
  /** Writes a file into the folder; answers its path. */
  file(name: string, content: string): string;
  remove(): void;
}

export function cliMachine(): CliMachine {
  const folder = mkdtempSync(join(tmpdir(), 'bulkhead-machine-'));
  const home = join(folder, 'home');
  const file = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const secret = file('passphrase', `${passphrase}\n`);
  const run = (command: readonly string[], input: string | Uint8Array = ''): Promise<Ended> =>
    runNode([source, ...command], input, { BULKHEAD_HOME: home, HOME: folder });
  return {
    folder,
    home,
    run,
    file,
    asOperator: (command, input) => run([...command, '--passphrase-file', secret], input),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A machine whose home is set up, with one incident; answers the incident's id. */
export async function declaredMachine(): Promise<CliMachine & { readonly incident: string }> {
  const machine = cliMachine();
  await machine.asOperator(['setup', machine.file('setup.json', JSON.stringify(setupFile))]);
  const { stdout } = await machine.asOperator(['call', 'incidents.declare'], JSON.stringify(declaration));
  return { ...machine, incident: (JSON.parse(stdout) as { incident: string }).incident };
}
