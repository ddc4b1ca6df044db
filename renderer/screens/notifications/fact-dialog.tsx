import { factDefinition, type FactId } from '../../../shared/law/facts.ts';
import type { EntityLegalView, IncidentView } from '../../../shared/view/incident-view.ts';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { FactForm } from './fact-form.tsx';

interface Props {
  readonly view: IncidentView;
  readonly id: FactId;
  readonly entity: EntityLegalView;
  readonly onClose: () => void;
}

/** One fact, from wherever it was missed. */
export function FactDialog({ view, id, entity, onClose }: Props) {
  return (
    <DialogBox title={factDefinition(id).label} open onClose={onClose}>
      <FactForm view={view} id={id} entity={entity} onDone={onClose} />
    </DialogBox>
  );
}
