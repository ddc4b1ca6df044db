import type { DocumentModel } from '../../shared/law/forms/document.ts';

/** A document and what the console says about it; what it says itself stays as it is. */
export interface Paper {
  readonly model: DocumentModel;
  /** Across every page; null only for a version that two people signed, and never in an exercise. */
  readonly watermark: 'DRAFT' | 'EXERCISE' | null;
  /** At the head of every page. */
  readonly banner: string;
  /** Under the title: version, hash, signatures; each with the entries it cites. */
  readonly standing: readonly { readonly text: string; readonly cites: readonly number[] }[];
}

/** The same paper gives the same bytes. Needs no network, no browser, no font of this machine. */
export interface PaperPrinter {
  /** PDF 1.7, tagged, with its fonts in it. `onBlock` is told how far it is. */
  pdf(paper: Paper, onBlock?: (done: number, total: number) => void): Promise<Uint8Array>;
}
