import { useState } from 'react';
import type { EntityLegalView, IncidentView } from '../../../shared/view/incident-view.ts';
import { bridge } from '../../client/bridge.ts';
import { useCommand } from '../../store/command.ts';
import { Button } from '../../ui/button.tsx';
import { Bytes } from '../../ui/bytes.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';

/** Dates as a calendar file, for whoever watches them in another program. A copy: it ages as the record grows. */
export function CalendarButton({ view, entity }: { readonly view: IncidentView; readonly entity: EntityLegalView }) {
  const [made, setMade] = useState<{ readonly path: string; readonly name: string; readonly text: string } | null>(
    null,
  );
  const [open, setOpen] = useState(false);
  const make = useCommand('Calendar', async ({ client }) => {
    setOpen(true);
    const answer = await client.law.calendar({
      incident: view.incident as `inc-${string}`,
      entity: entity.entity as `ent-${string}`,
    });
    setMade(answer);
    return answer;
  });
  const dates = made === null ? 0 : made.text.split('BEGIN:VEVENT').length - 1;
  return (
    <>
      <Button size="small" icon="clock" busy={make.busy} onPress={() => void make.send()}>
        Calendar file
      </Button>
      <DialogBox title={`Calendar of ${entity.entityName}`} open={open} onClose={() => setOpen(false)}>
        <FailureBox failure={make.failure} onRetry={() => void make.send()} />
        {made !== null && (
          <>
            <p>
              {dates === 0
                ? 'No clock has a date yet; the file is empty.'
                : `${dates} with a date, reminders included.`}{' '}
              The file is a copy: make it again when something changes. It names codename, entity and report, nothing
              else.
            </p>
            <Bytes text={made.path} what="path of the file" />
            <div className="row">
              {bridge() === null && (
                <a
                  className="button button-plain button-small"
                  download={made.name}
                  href={`data:text/calendar;charset=utf-8,${encodeURIComponent(made.text)}`}
                >
                  Save
                </a>
              )}
              <CopyButton text={made.text} what="calendar file" />
            </div>
          </>
        )}
      </DialogBox>
    </>
  );
}
