import { useEffect, useState } from 'react';
import type { FactId, FactValue } from '../../../shared/law/facts.ts';
import type { LawAssessment } from '../../../shared/view/law-view.ts';
import { failureOf, type ShownFailure } from '../../client/failure.ts';
import { useStore } from '../../store/app-store.ts';

export interface Supposed {
  readonly fact: FactId;
  readonly value: FactValue;
}

interface Asked {
  readonly incident: string;
  readonly entity: string;
  /** Asked again whenever something was recorded. */
  readonly revision: number;
  readonly suppose: readonly Supposed[];
  readonly pack: string | null;
}

/** What the rules say: on the record, or on a copy of it. The last answer stays on screen until the next one is here. */
export function useAssessment({ incident, entity, revision, suppose, pack }: Asked): {
  readonly found: LawAssessment | null;
  readonly failure: ShownFailure | null;
} {
  const { client } = useStore();
  const [state, setState] = useState<{ found: LawAssessment | null; failure: ShownFailure | null }>({
    found: null,
    failure: null,
  });
  const question = JSON.stringify({ incident, entity, revision, suppose, pack });
  useEffect(() => {
    let stale = false;
    const asked = JSON.parse(question) as Asked;
    client.law
      .assess({
        incident: asked.incident as `inc-${string}`,
        entity: asked.entity as `ent-${string}`,
        suppose: asked.suppose.map(({ fact, value }) => ({
          fact,
          value: typeof value === 'string' ? value : [...value],
        })),
        ...(asked.pack === null ? {} : { pack: asked.pack }),
      })
      .then(
        (found) => !stale && setState({ found, failure: null }),
        (error: unknown) => !stale && setState((old) => ({ found: old.found, failure: failureOf(error) })),
      );
    return () => {
      stale = true;
    };
  }, [client, question]);
  return state;
}
