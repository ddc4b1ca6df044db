import { useState } from 'react';
import type { RunStateView, RunView } from '../../../shared/view/run-view.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Panel } from '../../ui/panel.tsx';
import { approvalAtStart } from './run-approval.tsx';
import { NODE_HEIGHT, type Node, layoutRun } from './chart-layout.ts';

const STATUS: Readonly<Record<RunStateView['status'], { readonly text: string; readonly icon: IconName }>> = {
  done: { text: 'done', icon: 'check' },
  current: { text: 'now', icon: 'play' },
  ahead: { text: 'ahead', icon: 'ring' },
  side: { text: 'side path', icon: 'half' },
};

/** The statechart of the playbook, current state lit. The same as a list for those who do not see it or do not want to. */
export function RunChart({ run }: { readonly run: RunView }) {
  const [asList, setAsList] = useState(false);
  return (
    <div className="run-chart">
      <Panel
        title="Playbook"
        aside={
          <Button size="small" tone="quiet" icon={asList ? 'flow' : 'list'} onPress={() => setAsList(!asList)}>
            {asList ? 'As drawing' : 'As list'}
          </Button>
        }
      >
        {run.states.length === 0 && <Empty title="This console does not have the playbook of this run." />}
        {!asList && <Drawing run={run} />}
        <ol className={asList ? 'stack-2' : 'unseen'} aria-label="States of the playbook">
          {run.states.map((state) => (
            <li
              key={state.id}
              className={`list-state list-${state.status}`}
              aria-current={state.status === 'current' ? 'step' : undefined}
            >
              <Icon name={STATUS[state.status].icon} />
              <span>
                {state.region !== null && <span className="soft">{state.region}: </span>}
                {state.title} <span className="soft">({STATUS[state.status].text})</span>
              </span>
            </li>
          ))}
        </ol>
        <p className="small soft wrap">
          {run.playbook.id} version {run.playbook.version}, digest <code>{run.playbook.digest.slice(0, 12)}</code>.{' '}
          {approvalAtStart(run)}
        </p>
      </Panel>
    </div>
  );
}

function Drawing({ run }: { readonly run: RunView }) {
  const { headings, nodes, edges, width, height } = layoutRun(run);
  const ordered = edges.toSorted((a, b) => Number(a.live) - Number(b.live));
  return (
    <svg className="chart" viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true">
      <defs>
        <marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
          <path d="M0 0.5 8 4 0 7.5z" className="chart-tip" />
        </marker>
        <marker id="tip-live" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
          <path d="M0 0.5 8 4 0 7.5z" className="chart-tip-live" />
        </marker>
      </defs>
      {ordered.map((edge) => (
        <path
          key={edge.key}
          d={edge.path}
          className={edge.live ? 'chart-edge chart-edge-live' : 'chart-edge'}
          markerEnd={edge.live ? 'url(#tip-live)' : 'url(#tip)'}
        />
      ))}
      {headings.map((heading) => (
        <text key={heading.text} x="36" y={heading.y} className="chart-heading" dominantBaseline="central">
          {heading.text}
        </text>
      ))}
      {nodes.map((node) => (
        <StateBox key={node.state.id} node={node} />
      ))}
    </svg>
  );
}

const CHARS_PER_PX = 1 / 7;

function StateBox({ node }: { readonly node: Node }) {
  const { state, x, y, width } = node;
  const room = Math.floor((width - 32) * CHARS_PER_PX);
  const title = state.title.length > room ? `${state.title.slice(0, room - 1).trimEnd()}…` : state.title;
  return (
    <g className={`chart-state chart-${state.status}`} transform={`translate(${x} ${y})`}>
      <title>{`${state.title}: ${state.help}`}</title>
      <rect width={width} height={NODE_HEIGHT} rx="4" />
      <g transform="translate(8 8)">
        <Icon name={STATUS[state.status].icon} size={14} />
      </g>
      <text x="28" y={NODE_HEIGHT / 2} dominantBaseline="central">
        {title}
      </text>
    </g>
  );
}
