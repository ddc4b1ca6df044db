import type { CutState } from '../../../shared/view/cut-state.ts';
import type { IconName } from '../../ui/icon.tsx';
import { Mark, type Tone } from '../../ui/mark.tsx';

export const CUT_TEXT: Readonly<
  Record<CutState, { readonly text: string; readonly icon: IconName; readonly tone: Tone }>
> = {
  none: { text: 'Not asked for', icon: 'ring', tone: 'calm' },
  requested: { text: 'Requested', icon: 'clock', tone: 'wait' },
  applied: { text: 'Applied, not proven', icon: 'half', tone: 'now' },
  'in-doubt': { text: 'In doubt', icon: 'question', tone: 'wait' },
  proven: { text: 'Proven cut', icon: 'check', tone: 'good' },
};

export function CutMark({ cut }: { readonly cut: CutState }) {
  const { text, icon, tone } = CUT_TEXT[cut];
  return (
    <Mark tone={tone} icon={icon}>
      {text}
    </Mark>
  );
}
