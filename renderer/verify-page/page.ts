import { bytesText, countText } from './amount-text.ts';
import { type ChosenFolder, folderFromDrop, folderFromInput, NoFolderError } from './chosen-files.ts';
import { looseFiles } from './dropped-files.ts';
import { byId, foreign } from './element.ts';
import { failureView, reportView } from './report-view.ts';
import { startProofForm } from './proof-form.ts';
import { startTrustForm } from './trust-form.ts';
import type { Progress } from './verify-job.ts';
import { cancelled, startVerification, type Verification } from './verification.ts';
import './page.css';

/** Wires the page. `source` is the page's own script, for the worker. */
export function startPage(source: string): void {
  const folderInput = byId('folder', HTMLInputElement);
  const dropZone = byId('drop', HTMLElement);
  const readTrust = startTrustForm();
  const again = byId('again', HTMLButtonElement);
  const cancel = byId('cancel', HTMLButtonElement);
  const status = byId('status', HTMLElement);
  const bar = byId('bar', HTMLProgressElement);
  const running = byId('running', HTMLElement);
  const result = byId('result', HTMLElement);
  const proofs = startProofForm();
  const pageVersion = document.documentElement.dataset['version'] ?? 'unknown';
  let folder: ChosenFolder | null = null;
  let current: Verification | null = null;

  async function verify(): Promise<void> {
    const trust = readTrust();
    if (folder === null || trust === null) return;
    current?.cancel();
    const { files, name } = folder;
    result.replaceChildren();
    show('running');
    const mine = startVerification(source, { files, trust }, (progress) => showProgress(progress, status, bar));
    current = mine;
    try {
      const outcome = await mine.outcome;
      if (current !== mine) return;
      const context = { folder: name, files: files.length, trust, checkedAt: new Date(), pageVersion };
      result.replaceChildren(outcome.ok ? reportView(outcome.report, context) : failureView(outcome.failure));
      show('done');
      status.textContent = '';
      result.querySelector<HTMLElement>('.verdict-word')?.focus();
    } catch (error) {
      if (current !== mine) return;
      show('done');
      status.textContent = cancelled(error) ? 'Cancelled. Nothing was decided.' : `The page failed: ${String(error)}`;
    }
  }

  function show(state: 'running' | 'done'): void {
    running.hidden = state !== 'running';
    again.hidden = state === 'running';
    bar.removeAttribute('value');
    status.textContent = state === 'running' ? 'Reading the list of files.' : status.textContent;
  }

  function take(chosen: ChosenFolder): void {
    folder = chosen;
    const size = chosen.files.reduce((sum, { file }) => sum + file.size, 0);
    byId('chosen', HTMLElement).replaceChildren(
      foreign(chosen.name),
      `: ${countText(chosen.files.length, 'file')}, ${bytesText(size)}.`,
    );
    void verify();
  }

  async function takeDrop(items: DataTransferItemList): Promise<void> {
    const loose = looseFiles(items);
    try {
      if (loose !== null && (await proofs.take(loose))) {
        status.textContent = '';
        return;
      }
    } catch (error) {
      status.textContent = `The dropped file cannot be read: ${error instanceof Error ? error.message : String(error)}`;
      return;
    }
    try {
      take(await folderFromDrop(items));
    } catch (error) {
      status.textContent =
        error instanceof NoFolderError
          ? error.message
          : 'This browser does not open dropped folders for a page from disk. Use the button instead.';
    }
  }

  folderInput.addEventListener('change', () => {
    const { files } = folderInput;
    if (files !== null && files.length > 0) take(folderFromInput(files));
    // So that the same folder can be chosen again after it was changed.
    folderInput.value = '';
  });
  again.addEventListener('click', () => void verify());
  cancel.addEventListener('click', () => current?.cancel());
  listenForDrops(dropZone, (items) => void takeDrop(items));
}

function showProgress({ hashed, total, signatures }: Progress, status: HTMLElement, bar: HTMLProgressElement): void {
  if (total === null) return;
  const hashing = hashed < total;
  if (hashing) bar.value = hashed / Math.max(1, total);
  else bar.removeAttribute('value');
  status.textContent = hashing
    ? `Hashing: ${bytesText(hashed)} of ${bytesText(total)}.`
    : `All ${bytesText(total)} hashed. ${countText(signatures, 'signature')} checked.`;
}

/** The whole window takes the drop, because a file dropped beside the zone would otherwise replace this page. */
function listenForDrops(zone: HTMLElement, onDrop: (items: DataTransferItemList) => void): void {
  const mark = (over: boolean): void => void zone.classList.toggle('drop-over', over);
  window.addEventListener('dragover', (event) => {
    event.preventDefault();
    mark(true);
  });
  window.addEventListener('dragleave', () => mark(false));
  window.addEventListener('drop', (event) => {
    event.preventDefault();
    mark(false);
    if (event.dataTransfer) onDrop(event.dataTransfer.items);
  });
}
