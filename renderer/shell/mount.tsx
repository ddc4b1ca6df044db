import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Connection } from '../client/client.ts';
import { createStore } from '../store/app-store.ts';
import { applyPreferences } from '../store/preferences.ts';
import { App } from './app.tsx';
import '../ui/font.css';
import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/layout.css';

/** Draws the console into the page over any connection. */
export function mount(connection: Connection): void {
  const place = document.getElementById('root');
  if (place === null) throw new Error('the page has no #root');
  applyPreferences();
  const store = createStore(connection);
  store.start();
  createRoot(place).render(
    <StrictMode>
      <App store={store} />
    </StrictMode>,
  );
}
