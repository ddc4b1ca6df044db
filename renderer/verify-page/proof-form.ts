import { sha256 } from '@noble/hashes/sha2.js';
import { fromUtf8, toHex, utf8 } from '../../shared/ledger/encoding.ts';
import { partOf } from './dropped-files.ts';
import { byId, element, foreign } from './element.ts';
import { type Answer, checkGiven } from './proof-check.ts';
import { strictVerifier } from './strict-ed25519.ts';

/** A proof, an entry, some keys: larger files are something else and are not read. */
const MAX_BYTES = 1 << 20;

export interface ProofForm {
  /** Puts dropped files where they belong, and checks when all is there. False when one of them is nothing for this form. */
  take(files: readonly File[]): Promise<boolean>;
}

/** One disclosed entry, or a checkpoint alone. A few signatures, so no worker is needed. */
export function startProofForm(): ProofForm {
  const form = byId('proof-form', HTMLFormElement);
  const result = byId('proof-result', HTMLElement);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void show();
  });

  async function show(): Promise<void> {
    result.replaceChildren(await answer());
    result.querySelector<HTMLElement>('.verdict-word')?.focus();
  }

  async function take(files: readonly File[]): Promise<boolean> {
    const parts: (readonly [File, Uint8Array, ReturnType<typeof partOf>])[] = [];
    for (const file of files) {
      if (file.size > MAX_BYTES) return false;
      const bytes = new Uint8Array(await file.arrayBuffer());
      parts.push([file, bytes, partOf((data) => sha256(data), bytes)]);
    }
    // Beside a proof the one file that is nothing else is what it is about: a log may hold any bytes.
    const proven = parts.some(([, , part]) => part === 'proof') || byId('proof', HTMLInputElement).files?.length === 1;
    const unknown = parts.filter(([, , part]) => part === null).length;
    if (unknown > (proven ? 1 : 0)) return false;
    const keys = byId('keys', HTMLTextAreaElement);
    for (const [file, bytes, part] of parts) {
      if (part === 'keys') keys.value = fromUtf8(bytes) ?? '';
      else put(byId(part ?? 'entry', HTMLInputElement), file);
    }
    const panel = byId('single', HTMLDetailsElement);
    panel.open = true;
    panel.scrollIntoView();
    if (keys.value.trim() !== '') await show();
    else {
      result.replaceChildren(element('p', {}, 'Taken. Now the key of the log, which you got another way.'));
      keys.focus();
    }
    return true;
  }

  async function answer(): Promise<HTMLElement> {
    try {
      const proof = await fileOf('proof');
      const entry = await fileOf('entry');
      if (proof === null)
        return answerView({ holds: false, code: null, why: 'Choose the file of the proof, or of a checkpoint.' });
      const keys = utf8(byId('keys', HTMLTextAreaElement).value);
      return answerView(
        checkGiven({ sha256: (bytes) => sha256(bytes), verifyEd25519: strictVerifier() }, { proof, entry, keys }),
      );
    } catch (error) {
      return answerView({ holds: false, code: null, why: error instanceof Error ? error.message : String(error) });
    }
  }
  return { take };
}

/** As if it had been chosen: what the field shows is what is checked. */
function put(input: HTMLInputElement, file: File): void {
  const list = new DataTransfer();
  list.items.add(file);
  input.files = list.files;
}

async function fileOf(id: string): Promise<Uint8Array | null> {
  const file = byId(id, HTMLInputElement).files?.[0];
  if (file === undefined) return null;
  if (file.size > MAX_BYTES) throw new Error(`${file.name} is too large to be what is asked for.`);
  return new Uint8Array(await file.arrayBuffer());
}

function answerView(answer: Answer): HTMLElement {
  const heading = (word: string) => element('h3', { class: 'verdict-word', attributes: { tabindex: '-1' } }, word);
  if (!answer.holds)
    return element(
      'div',
      { class: 'verdict verdict-bad' },
      heading('Does not hold'),
      element('p', {}, foreign(answer.why)),
      answer.code !== null && element('p', { class: 'soft small' }, element('code', {}, answer.code)),
    );
  const { checkpoint, judgement, entry } = answer;
  const facts: (readonly [string, ...(Node | string)[]])[] = [
    ...(entry === null ? [] : [['Entry', `${entry.index} of ${checkpoint.size}`] as const]),
    ...(entry?.says ? [['Says', foreign(entry.says)] as const] : []),
    ['Log', foreign(checkpoint.origin)],
    ['Size', `${checkpoint.size} entries`],
    ['Root', element('code', {}, toHex(checkpoint.root))],
    ...judgement.cosigned.map(
      ({ name, time }) => ['Witness', foreign(name), `, ${new Date(time * 1000).toISOString().slice(0, 19)}Z`] as const,
    ),
  ];
  const nobody =
    'Nobody outside has witnessed this checkpoint: it shows what the log signed, not that the log never signed another.';
  return element(
    'div',
    { class: 'stack-2' },
    element(
      'div',
      { class: 'verdict verdict-good' },
      heading('Holds'),
      element('p', {}, entry === null ? 'The log signed this checkpoint.' : 'These bytes are that entry of the log.'),
    ),
    judgement.cosigned.length === 0 && element('p', { class: 'measure' }, nobody),
    element(
      'dl',
      { class: 'facts' },
      ...facts.flatMap(([term, ...what]) => [element('dt', {}, term), element('dd', {}, ...what)]),
    ),
  );
}
