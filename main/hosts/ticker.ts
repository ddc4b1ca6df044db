import type { App } from '../app/app.ts';

/** Gives the core its second hand. A tick that takes longer than a second is not overtaken by the next one. */
export function startTicking(app: App): () => void {
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    void app.tick().finally(() => {
      busy = false;
    });
  }, 1000);
  return () => clearInterval(timer);
}
