import { Meter } from './meter.tsx';
import { countText } from './time-text.ts';

/** A long ledger is read before its incident opens. */
export function OpeningMeter({ done, total }: { readonly done: number; readonly total: number }) {
  return (
    <Meter label="Opening" text={`${countText(done)} of ${countText(total)} entries read`} done={done} total={total} />
  );
}
