import type { PathStep } from '../../../shared/view/timeline-view.ts';

const ROW = 46;
const BOX = { width: 112, height: 24 };
const WIDTH = 400;
/** Columns: siblings from the left, the way itself, siblings from the right. */
const AT = { left: 62, way: 200, right: 338 } as const;

/** The way from the entry up to the signed root, one hash a step (RFC 9162 section 2.1.3). Full digits stand in the list below it. */
export function PathLadder({
  leaf,
  path,
  size,
}: {
  readonly leaf: string;
  readonly path: readonly PathStep[];
  readonly size: number;
}) {
  const height = (path.length + 1) * ROW;
  const yOf = (level: number): number => height - ROW / 2 - level * ROW;
  return (
    <svg
      className="ladder"
      viewBox={`0 0 ${WIDTH} ${height}`}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- owner: renderer; drawn here, there is no image file
      role="img"
      aria-label={`From this entry in ${path.length} steps to the root over ${size} entries`}
    >
      {path.map(({ side, result }, i) => (
        <g key={result} className="ladder-line">
          <path d={`M${AT.way} ${yOf(i) - BOX.height / 2}V${yOf(i + 1) + BOX.height / 2}`} />
          <path d={`M${AT[side]} ${yOf(i) - BOX.height / 2}V${yOf(i) - ROW / 2 + 1}H${AT.way}`} />
        </g>
      ))}
      {path.map(({ sibling, side }, i) => (
        <Box key={sibling} x={AT[side]} y={yOf(i)} hash={sibling} kind="sibling" />
      ))}
      <Box x={AT.way} y={yOf(0)} hash={leaf} kind={path.length === 0 ? 'root' : 'leaf'} />
      {path.map(({ result }, i) => (
        <Box key={result} x={AT.way} y={yOf(i + 1)} hash={result} kind={i + 1 === path.length ? 'root' : 'way'} />
      ))}
    </svg>
  );
}

interface BoxProps {
  readonly x: number;
  readonly y: number;
  readonly hash: string;
  readonly kind: 'leaf' | 'way' | 'sibling' | 'root';
}

const NAMED = { leaf: 'entry ', root: 'root ', way: '', sibling: '' } as const;

function Box({ x, y, hash, kind }: BoxProps) {
  return (
    <g className={`ladder-box ladder-${kind}`}>
      <title>{hash}</title>
      <rect x={x - BOX.width / 2} y={y - BOX.height / 2} width={BOX.width} height={BOX.height} rx="3" />
      <text x={x} y={y + 4} textAnchor="middle">
        {NAMED[kind]}
        {hash.slice(0, 8)}
      </text>
    </g>
  );
}
