import type { ReactNode } from 'react';

/** Own outline marks on a 16-unit grid. Always beside a word: a shape alone says nothing at 02:10. */
const SHAPES = {
  check: <path d="M3 8.5 6.5 12 13 4.5" />,
  cross: <path d="m4 4 8 8M12 4l-8 8" />,
  clock: <path d="M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Zm0 3v3.2l2.2 1.6" />,
  alert: <path d="M8 2 1.8 13.5h12.4L8 2Zm0 4.5v3.2m0 1.9v.4" />,
  question: (
    <path d="M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM6.3 6.3C6.5 5.3 7.2 5 8 5c1 0 1.7.6 1.7 1.5C9.7 7.8 8 7.8 8 9.2m0 1.7v.3" />
  ),
  lock: <path d="M4 7.5h8v6H4zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5" />,
  undo: <path d="M6 4 3 7l3 3M3 7h6.5a3 3 0 0 1 0 6H7" />,
  noUndo: <path d="M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM3.8 3.8l8.4 8.4" />,
  arrow: <path d="M3 8h10M9 4l4 4-4 4" />,
  person: <path d="M8 2.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5ZM3 14c0-3 2-4.5 5-4.5s5 1.5 5 4.5" />,
  people: (
    <path d="M6 3a2.2 2.2 0 1 0 0 4.4A2.2 2.2 0 0 0 6 3ZM1.5 13.5c0-2.6 1.7-4 4.5-4s4.5 1.4 4.5 4M10.5 3.3a2.1 2.1 0 0 1 0 4M12 9.8c1.6.5 2.5 1.8 2.5 3.7" />
  ),
  play: <path d="M5 3v10l8-5-8-5Z" />,
  dot: <path d="M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6Z" />,
  ring: <path d="M8 3a5 5 0 1 0 0 10A5 5 0 0 0 8 3Z" />,
  seal: <path d="M8 2 3 4v4c0 3 2 5 5 6 3-1 5-3 5-6V4L8 2ZM5.8 8l1.6 1.6L10.4 6.5" />,
  file: <path d="M4 2h5l3 3v9H4zM9 2v3h3" />,
  copy: <path d="M6 6h7v8H6zM3 10V2h7" />,
  list: <path d="M3 4h10M3 8h10M3 12h10" />,
  flow: <path d="M6 2h4v3H6zM6 11h4v3H6zM8 5v6" />,
  bell: <path d="M4 11V7a4 4 0 0 1 8 0v4l1 1.5H3L4 11Zm3 2.5h2" />,
  hand: <path d="M2 8h8m-3-3 3 3-3 3M12 3v10" />,
  grid: <path d="M3 3h4v4H3zM9 3h4v4H9zM3 9h4v4H3zM9 9h4v4H9z" />,
  graph: <path d="M2 2.5h4v3H2zM10 2.5h4v3h-4zM10 10.5h4v3h-4zM6 4h4M4 5.5v6.5h6" />,
  plus: <path d="M8 3v10M3 8h10" />,
  half: <path d="M8 3a5 5 0 1 0 0 10A5 5 0 0 0 8 3Zm0 0v10" />,
  eye: <path d="M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8ZM8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z" />,
  stop: <path d="M4 4h8v8H4z" />,
} as const satisfies Record<string, ReactNode>;
export type IconName = keyof typeof SHAPES;

export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      className="icon"
    >
      {SHAPES[name]}
    </svg>
  );
}
