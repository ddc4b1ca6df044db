import type { AppStore } from './app-store.ts';

/** Seats a second person for one act and gives the keyboard back, also when the act is refused. */
export async function withSecond<T>(
  store: AppStore,
  fingerprint: string,
  passphrase: string,
  act: () => Promise<T>,
): Promise<T> {
  const { client } = store;
  const seated = store.console.state.get().value?.session.second ?? null;
  if (seated !== null) await client.session.giveBack({});
  try {
    await client.session.takeSecond({ fingerprint, passphrase });
    try {
      return await act();
    } finally {
      await client.session.giveBack({});
    }
  } finally {
    void store.console.refresh();
  }
}
