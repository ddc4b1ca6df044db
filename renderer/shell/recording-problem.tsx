import { Icon } from '../ui/icon.tsx';

/** Shown over everything while the ledger cannot be written: the console has stopped deciding (law 4). */
export function RecordingProblem({ problem }: { readonly problem: string | null }) {
  if (problem === null) return null;
  return (
    <div className="stopped" role="alert">
      <Icon name="stop" size={20} />
      <p>
        <strong>The console has stopped deciding.</strong> Nothing can be recorded: {problem} What you see is still
        true; act by other means and write down what you do.
      </p>
    </div>
  );
}
