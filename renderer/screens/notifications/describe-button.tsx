import { useState } from 'react';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { Button } from '../../ui/button.tsx';
import { EntityDialog } from '../start/entity-dialog.tsx';

/** Change this entity, or add one that the incident turned out to concern. */
export function DescribeButton({ view, entity }: { readonly view: IncidentView; readonly entity: string }) {
  const [open, setOpen] = useState<'this' | 'new' | null>(null);
  const found = view.organisation.entities.find(({ id }) => id === entity) ?? null;
  return (
    <div className="row">
      <Button size="small" onPress={() => setOpen('this')}>
        Describe this entity
      </Button>
      <Button size="small" onPress={() => setOpen('new')}>
        Another entity is concerned
      </Button>
      {open !== null && (
        <EntityDialog entity={open === 'new' ? null : found} incident={view.incident} onClose={() => setOpen(null)} />
      )}
    </div>
  );
}
