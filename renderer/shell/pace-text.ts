import { PACES } from '../../shared/exercise/play-clock.ts';

export const paceItems: readonly { readonly value: string; readonly label: string }[] = PACES.map((pace) => ({
  value: String(pace),
  label: pace === 1 ? 'As in life' : paceText(pace),
}));

export function paceText(pace: number): string {
  return pace === 1 ? 'as in life' : `${pace} times as fast`;
}
