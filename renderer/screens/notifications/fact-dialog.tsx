import { factDefinition, type FactId } from '../../../shared/law/facts.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { FactForm } from './fact-form.tsx';

interface Props {
  readonly view: IncidentView;
  readonly id: FactId;
  readonly zone: string;
  readonly onClose: () => void;
}

/** One fact, from wherever it was missed. */
export function FactDialog({ view, id, zone, onClose }: Props) {
  const before = view.facts.findLast((one) => one.fact === id) ?? null;
  return (
    <DialogBox title={factDefinition(id).label} open onClose={onClose}>
      <FactForm incident={view.incident} id={id} before={before} zone={zone} onDone={onClose} />
    </DialogBox>
  );
}
