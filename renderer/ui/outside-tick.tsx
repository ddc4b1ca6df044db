import { allowOutside, outside } from '../store/outside.ts';
import { useObservable } from '../store/observable.ts';
import { Button } from './button.tsx';
import { Tick } from './tick.tsx';

/** Whether this machine reminds of deadlines outside of the window. */
export function OutsideTick() {
  const state = useObservable(outside);
  if (state === 'none') return null;
  return (
    <div className="stack-1">
      <Tick selected={state === 'on'} disabled={state === 'refused'} onChange={(on) => void allowOutside(on)}>
        Remind outside this window
      </Tick>
      <p className="small soft">
        {state === 'refused'
          ? 'This browser was told not to show notifications of this address. Allow them in its settings for this page.'
          : 'Of legal deadlines: 6 hours, 1 hour and 15 minutes before, and when one has passed. Also while locked, without names.'}
      </p>
    </div>
  );
}

/** Where deadlines are, as long as the browser has not been asked: it may be asked only by a press of a person. */
export function OutsideButton() {
  if (useObservable(outside) !== 'ask') return null;
  return (
    <Button size="small" icon="bell" onPress={() => void allowOutside(true)}>
      Remind outside this window
    </Button>
  );
}
