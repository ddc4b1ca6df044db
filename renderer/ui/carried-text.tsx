import type { ReactNode } from 'react';
import { Bytes } from './bytes.tsx';
import { CopyButton } from './copy-button.tsx';
import { QrCode } from './qr-code.tsx';
import { SaveText } from './save-text.tsx';
import './carried-text.css';

interface Props {
  readonly text: string;
  readonly what: string;
  /** Of the saved file. */
  readonly name: string;
  /** What the code holds, where the whole text is too long for one. */
  readonly code?: string;
  readonly lead: ReactNode;
  readonly children?: ReactNode;
}

/** A text that somebody takes elsewhere: by camera, by hand, or as a file. */
export function CarriedText({ text, what, name, code = text, lead, children }: Props) {
  return (
    <div className="carried">
      <QrCode text={code} what={what} />
      <div className="stack-2 grow">
        {lead}
        <Bytes text={text} what={what} />
        <div className="row">
          <CopyButton text={text} what={what} />
          <SaveText text={text.endsWith('\n') ? text : `${text}\n`} name={name} what={what} />
        </div>
        {children}
      </div>
    </div>
  );
}
