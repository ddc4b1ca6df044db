import { Mark } from '../../ui/mark.tsx';

/** Says where an action was never driven against the real system, so that nobody takes a recorded shape for experience. */
export function ContractMark({ tested }: { readonly tested: 'real' | 'contract' }) {
  if (tested === 'real') return null;
  return (
    <Mark tone="wait" icon="question">
      Contract-tested: against answers as documented, never against the real system
    </Mark>
  );
}
