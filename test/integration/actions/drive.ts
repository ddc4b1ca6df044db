import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type {
  ActionTemplate,
  Command,
  LiveSession,
  Output,
  Reading,
  StepContext,
  StepName,
  Verdict,
} from '../../../shared/domain/action.ts';
import { parseParams } from '../../../playbooks/actions/params.ts';
import { runnerFiles } from '../../../main/adapters/files/runner-files.ts';
import { createCommandRunner } from '../../../main/adapters/process/run-command.ts';
import type { Rig } from '../../../main/hosts/cli/demo/rig/rig.ts';

const runner = createCommandRunner({ files: runnerFiles });

export interface Driven {
  readonly reading: Reading;
  readonly outputs: readonly Output[];
}

/** Performs steps of a template against a rig the way the console does, and reads every output twice: as run and as pasted. */
export class Drive {
  readonly template: ActionTemplate;
  readonly #context: Omit<StepContext, 'sessions'>;

  constructor(template: ActionTemplate, rig: Pick<Rig, 'params'>, actionId = 'test0001') {
    this.template = template;
    const parsed = parseParams(template.fields, rig.params);
    if (!parsed.ok) throw new Error(`the rig does not fill the template: ${JSON.stringify(parsed.problems)}`);
    this.#context = { params: parsed.params, actionId };
  }

  /** What the card of this step shows. */
  commands(name: StepName, sessions: readonly LiveSession[] = []): readonly Command[] {
    return this.template.steps[name]?.commands({ ...this.#context, sessions }) ?? [];
  }

  async step(name: StepName, sessions: readonly LiveSession[] = []): Promise<Driven> {
    const step = this.template.steps[name];
    if (step === undefined) throw new Error(`no step ${name}`);
    const context = { ...this.#context, sessions };
    const outputs: Output[] = [];
    for (const command of step.commands(context)) outputs.push(await runner.run(command));
    const reading = step.parse(outputs, context);
    const pasted = step.parse(outputs.map(asPasted), context);
    if (!outputs.some((output) => output.timedOut) && pasted.verdict !== reading.verdict) {
      throw new Error(`${name}: ${reading.verdict} when run, ${pasted.verdict} when pasted: ${pasted.summary}`);
    }
    return { reading, outputs };
  }

  async verdict(name: StepName, sessions: readonly LiveSession[] = []): Promise<Verdict> {
    return (await this.step(name, sessions)).reading.verdict;
  }

  /** Probes again for a short while, as the console does: a server needs a moment to take a change up. */
  async settles(name: StepName, wanted: Verdict): Promise<Reading> {
    let last = (await this.step(name)).reading;
    for (let tries = 0; tries < 5 && last.verdict !== wanted; tries += 1) {
      await wait(500);
      last = (await this.step(name)).reading;
    }
    return last;
  }
}

/** What a person would paste: the prompt with the command, other line ends, trailing blanks, no exit code. */
function asPasted(output: Output): Output {
  const lines = output.text.split('\n').map((line) => `${line}  `);
  return {
    text: ['root@host:~# command of the card', ...lines, 'root@host:~# '].join('\r\n'),
    exit: null,
    timedOut: false,
  };
}

export function temporaryFolder(name: string): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), `bulkhead-${name}-`));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
