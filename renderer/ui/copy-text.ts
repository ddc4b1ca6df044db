import { bridge } from '../client/bridge.ts';

/** True when the text is on the clipboard. The desktop shell writes for the page; a browser may refuse the new way, so the old one is tried last. */
export async function copyText(text: string): Promise<boolean> {
  try {
    const host = bridge();
    if (host?.copyText === undefined) await navigator.clipboard.writeText(text);
    else await host.copyText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const box = document.createElement('textarea');
  const before = document.activeElement;
  box.value = text;
  box.className = 'unseen';
  // Inside an open dialog the focus may not leave it, so the box has to stand there too.
  (before?.closest('[role="dialog"]') ?? document.body).append(box);
  box.select();
  try {
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    box.remove();
    if (before instanceof HTMLElement) before.focus();
  }
}
