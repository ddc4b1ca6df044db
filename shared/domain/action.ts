import type { ASSET_TYPES } from './asset.ts';
import type { RiskClass, Role } from './risk.ts';

/** How an action reaches the system: printed commands, argv run by the console, or a person's word (reference C0). */
export type Mode = 'card' | 'exec' | 'attest';

/** The steps an action is made of, each one effect on record. Order of use: collect, dryRun, apply, mustFail, mustWork, residual. */
export const STEP_NAMES = [
  'collect',
  'dryRun',
  'apply',
  'mustFail',
  'mustWork',
  'residual',
  'killSessions',
  'undo',
] as const;
export type StepName = (typeof STEP_NAMES)[number];

/**
 * Part of what a command reads on standard input. A secret is named by the file that holds it: the console reads the
 * file at the moment of use; neither ledger, log nor argv ever sees the content. One trailing newline is dropped.
 */
export type StdinPart = { readonly text: string } | { readonly secretFile: string };

export interface Command {
  /** What it does, for the card: "Publish the new CRL". */
  readonly title: string;
  /** Program and arguments, handed to the operating system as they are: no shell, no globbing. */
  readonly argv: readonly string[];
  readonly stdin?: readonly StdinPart[];
  readonly timeoutMs: number;
}

/** What one command answered. In card mode `exit` is null and `text` is what the operator pasted. Exit codes are not truth. */
export interface Output {
  /** Standard output followed by standard error. */
  readonly text: string;
  readonly exit: number | null;
  readonly timedOut: boolean;
}

export interface LiveSession {
  /** What ends it: a pid, a client id. Only `[A-Za-z0-9_.:-]`. */
  readonly id: string;
  readonly label: string;
}

/**
 * What a step's output means.
 * collect/apply/killSessions/undo: `done` or `failed`; dryRun: `ok` or `refused`; mustFail/mustWork: `blocked` or `passed`;
 * residual: `none` or `live`. Every step may say `unclear`: output that proves neither (server down, unknown text, time-out).
 */
export type Verdict = 'done' | 'failed' | 'ok' | 'refused' | 'blocked' | 'passed' | 'none' | 'live' | 'unclear';

/** The answers each step may give. */
export const VERDICTS_OF: Readonly<Record<StepName, readonly Verdict[]>> = {
  collect: ['done', 'failed', 'unclear'],
  dryRun: ['ok', 'refused', 'unclear'],
  apply: ['done', 'failed', 'unclear'],
  mustFail: ['blocked', 'passed', 'unclear'],
  mustWork: ['passed', 'blocked', 'unclear'],
  residual: ['none', 'live', 'unclear'],
  killSessions: ['done', 'failed', 'unclear'],
  undo: ['done', 'failed', 'unclear'],
};

export interface Reading {
  readonly verdict: Verdict;
  /** One sentence for the operator, without secrets. */
  readonly summary: string;
  /** Only for `residual`. */
  readonly sessions?: readonly LiveSession[];
  /** Facts worth keeping as data: serial, CRL number, counts. */
  readonly facts?: readonly { readonly name: string; readonly value: string }[];
}

/**
 * Closed alphabets, one per kind, checked by `parseParams`. `name` is an SQL, Kubernetes or ACL identifier; `digest` is `sha256:` and
 * 64 hex digits; `url` is http or https without user, query or fragment; `cidr` is IPv4 or IPv6 with a prefix length; `duration` is a
 * number of minutes; `key` is the name of a stored value, or how such names begin; `via` is the way to where a command has to run,
 * `netns/NAME` or `ssh/USER@HOST`; `context` is one of kubectl, `region` and `profile` are of a cloud (asset-places.ts). Lists are separated by commas, without blanks.
 */
export const PARAM_KINDS = [
  'text',
  'path',
  'secret-file',
  'host',
  'port',
  'name',
  'number',
  'duration',
  'digest',
  'url',
  'cidr',
  'cidr-list',
  'name-list',
  'text-list',
  'key',
  'host-list',
  'choice',
  'via',
  'context',
  'region',
  'profile',
] as const;
export type ParamKind = (typeof PARAM_KINDS)[number];

export interface ParamField {
  readonly name: string;
  readonly label: string;
  readonly kind: ParamKind;
  readonly hint: string;
  readonly example: string;
  /** Only for `choice`: the values allowed. */
  readonly choices?: readonly string[];
  /** May be left empty; the value is then ''. */
  readonly optional?: boolean;
}

/** Parameter values by field name; all text, validated against the fields by `parseParams`. */
export type Params = Readonly<Record<string, string>>;

export interface StepContext {
  readonly params: Params;
  /** Random, file-name-safe id of the action: names temporary and backup files, probe markers. */
  readonly actionId: string;
  /** From the last residual reading; empty otherwise. */
  readonly sessions: readonly LiveSession[];
}

export interface Step {
  readonly commands: (context: StepContext) => readonly Command[];
  /** What a person is asked to do in `attest` mode, in order. Without it the titles of the commands are shown. */
  readonly instructions?: (context: StepContext) => readonly string[];
  /** One output per command, in order. Pure and total: never throws, whatever the text. */
  readonly parse: (outputs: readonly Output[], context: StepContext) => Reading;
}

/** How many distinct people must sign, which role must be among them, and that one of them is not the requester (reference F). */
export interface QuorumRule {
  readonly distinct: number;
  /** Each inner list is one seat; a seat is filled by a signer who holds any of its roles. One person may fill one seat only. */
  readonly seats: readonly (readonly Role[])[];
  /** Whoever asks for it approves nothing of it: their own signature does not count (reference F, R3). */
  readonly requesterApart?: true;
}

/** What an action is aimed at: a registered credential, or an asset of one of these types. */
export type TargetKind = 'credential' | (typeof ASSET_TYPES)[number];

export interface ActionTemplate {
  /** Row id of the reference: K01-K20, M01-M11, N01-N12. */
  readonly id: string;
  readonly version: number;
  readonly title: string;
  /** What it means for the credential, in one sentence. */
  readonly purpose: string;
  readonly risk: RiskClass;
  readonly reversal: 'undo' | 'irreversible';
  /** Why it cannot be undone, or what undoing does. */
  readonly reversalNote: string;
  /**
   * `real`: driven against the real program in the test suite. `contract`: only against its answers as documented, because the
   * system cannot be had where this was built; shown as such to whoever uses it.
   */
  readonly tested: 'real' | 'contract';
  readonly targets: readonly TargetKind[];
  /** Ways it can be done; an attest-only action is one in somebody else's user interface. */
  readonly modes: readonly Mode[];
  /** A containment lapses unless renewed (reference C0, "Timers"). Milliseconds. */
  readonly leaseMs?: number;
  /** Destroys evidence: refused until a sealed copy is under legal hold. */
  readonly needsHold?: boolean;
  /** The commander alone may arm it in an emergency; ratified within 60 minutes (reference F). */
  readonly breakGlass?: boolean;
  /**
   * Playbooks that offer it although they do not name it, and the states in which it may be applied there; `during`: only while a run
   * has this deadline open.
   */
  readonly offeredBy?: readonly {
    readonly playbook: string;
    readonly in: readonly string[];
    readonly during?: string;
  }[];
  /** What breaks while it is in force. */
  readonly blastRadius: string;
  /** The known trap, shown before one falls into it. */
  readonly trap: string;
  /** Programs `exec` needs on this machine. */
  readonly programs: readonly string[];
  readonly quorum: QuorumRule;
  readonly fields: readonly ParamField[];
  readonly steps: {
    readonly collect: Step;
    readonly dryRun: Step;
    readonly apply: Step;
    readonly mustFail: Step;
    readonly mustWork: Step;
    readonly residual: Step;
    readonly killSessions: Step;
    /** Present exactly when `reversal` is `undo`. */
    readonly undo?: Step;
  };
}
