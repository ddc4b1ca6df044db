import { useMemo } from 'react';
import { encode } from 'uqr';
import './qr-code.css';

/** Modules of white around the code; without four of them cameras do not find it (ISO/IEC 18004). */
const BORDER = 4;

/** A text as a QR code, black on white in every theme, with edges on whole pixels. Never the only way to the text. */
export function QrCode({ text, what }: { readonly text: string; readonly what: string }) {
  const code = useMemo(() => draw(text), [text]);
  if (code === null) return <p className="small soft">Too long for a code: take the text.</p>;
  const scale = code.size > 110 ? 3 : 4;
  return (
    <svg
      className="qr-code"
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- owner: renderer; drawn here, there is no image file
      role="img"
      aria-label={`QR code: ${what}. The same text stands beside it.`}
      width={code.size * scale}
      height={code.size * scale}
      viewBox={`0 0 ${code.size} ${code.size}`}
      shapeRendering="crispEdges"
    >
      <rect width={code.size} height={code.size} fill="#ffffff" />
      <path d={code.path} fill="#000000" />
    </svg>
  );
}

/** Null when the text does not fit into the largest code. */
function draw(text: string): { readonly size: number; readonly path: string } | null {
  try {
    const { size, data } = encode(text, { ecc: 'L', border: BORDER });
    // One stroke per run of dark modules keeps the page small.
    const runs = data.flatMap((row, y) =>
      row.flatMap((dark, x) => {
        if (!dark || row[x - 1] === true) return [];
        const end = row.indexOf(false, x);
        const length = (end < 0 ? row.length : end) - x;
        return [`M${x} ${y}h${length}v1h-${length}z`];
      }),
    );
    return { size, path: runs.join('') };
  } catch {
    return null; // The library throws above 2,953 bytes; the text beside the code is all there is then.
  }
}
