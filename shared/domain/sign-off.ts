/** What a reviewer says of a draft. */
export const OPINIONS = ['agrees', 'agrees-with-remarks', 'disagrees'] as const;
export type Opinion = (typeof OPINIONS)[number];
export const OPINION_TEXT: Readonly<Record<Opinion, string>> = {
  agrees: 'agrees',
  'agrees-with-remarks': 'agrees, with remarks',
  disagrees: 'does not agree',
};

/** Who has to sign before a draft is locked: two seats, two people (reference F). */
export const SIGN_OFF_SEATS = ['legal', 'regulatory-officer'] as const;
export type SignOffSeat = (typeof SIGN_OFF_SEATS)[number];

/** Files that a kept version can be had as. */
export const DOCUMENT_FORMATS = ['pdf', 'docx', 'json', 'txt'] as const;
export type DocumentFormat = (typeof DOCUMENT_FORMATS)[number];
export const FORMAT_TEXT: Readonly<Record<DocumentFormat, string>> = {
  pdf: 'PDF',
  docx: 'DOCX',
  json: 'JSON',
  txt: 'Plain text',
};

/** A signature that was not followed by a filing within a day was given on another state of knowledge. */
export const SIGN_OFF_HOURS = 24;
