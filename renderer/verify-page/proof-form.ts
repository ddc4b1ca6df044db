import { sha256 } from '@noble/hashes/sha2.js';
import { toHex, utf8 } from '../../shared/ledger/encoding.ts';
import { byId, element, foreign } from './element.ts';
import { type Answer, checkGiven } from './proof-check.ts';
import { strictVerifier } from './strict-ed25519.ts';

/** A proof, an entry, some keys: larger files are something else and are not read. */
const MAX_BYTES = 1 << 20;

/** One disclosed entry, or a checkpoint alone. A few signatures, so no worker is needed. */
export function startProofForm(): void {
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

  async function answer(): Promise<HTMLElement> {
    try {
      const proof = await fileOf('proof');
      const entry = await fileOf('entry');
      if (proof === null) return answerView({ holds: false, why: 'Choose the file of the proof, or of a checkpoint.' });
      const keys = utf8(byId('keys', HTMLTextAreaElement).value);
      return answerView(
        checkGiven({ sha256: (bytes) => sha256(bytes), verifyEd25519: strictVerifier() }, { proof, entry, keys }),
      );
    } catch (error) {
      return answerView({ holds: false, why: error instanceof Error ? error.message : String(error) });
    }
  }
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
