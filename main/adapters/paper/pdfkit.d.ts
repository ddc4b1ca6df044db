/** The part of pdfkit 0.20 that is used here; the package has no types of its own. */
declare module 'pdfkit' {
  export interface Structure {
    add(part: Structure): Structure;
    end(): void;
  }
  export interface Options {
    readonly size: 'A4';
    readonly margins: Margins;
    /** null: none of the fonts that PDF readers are supposed to have. */
    readonly font: null;
    readonly tagged: boolean;
    readonly lang: string;
    readonly displayTitle: boolean;
    readonly pdfVersion: '1.7';
    readonly bufferPages: boolean;
    readonly info: Readonly<Record<string, string | Date>>;
  }
  export interface Margins {
    readonly top: number;
    readonly bottom: number;
    readonly left: number;
    readonly right: number;
  }
  export interface TextOptions {
    readonly width?: number;
    readonly continued?: boolean;
    readonly align?: 'left' | 'center' | 'right';
    readonly lineBreak?: boolean;
    readonly lineGap?: number;
  }
  export default class PDFDocument {
    constructor(options: Options);
    x: number;
    y: number;
    readonly page: { margins: Margins; readonly width: number; readonly height: number };
    on(event: 'data', listener: (part: Uint8Array) => void): this;
    on(event: 'end', listener: () => void): this;
    on(event: 'error', listener: (error: Error) => void): this;
    registerFont(name: string, font: Uint8Array): this;
    font(name: string): this;
    fontSize(points: number): this;
    fillColor(color: string): this;
    fillOpacity(opacity: number): this;
    strokeColor(color: string): this;
    lineWidth(points: number): this;
    moveTo(x: number, y: number): this;
    lineTo(x: number, y: number): this;
    stroke(): this;
    text(text: string, options?: TextOptions): this;
    text(text: string, x: number, y: number, options?: TextOptions): this;
    moveDown(lines?: number): this;
    heightOfString(text: string, options?: TextOptions): number;
    widthOfString(text: string, options?: TextOptions): number;
    addPage(): this;
    switchToPage(page: number): this;
    bufferedPageRange(): { readonly start: number; readonly count: number };
    save(): this;
    restore(): this;
    rotate(degrees: number, options: { readonly origin: readonly [number, number] }): this;
    struct(type: string, draw?: () => void): Structure;
    /** `scope`: which cells a header is of. */
    struct(type: 'TH', options: { readonly scope: 'Row' }, draw: () => void): Structure;
    addStructure(part: Structure): this;
    markContent(tag: 'Artifact', options: { readonly type: 'Pagination' | 'Layout' }): this;
    endMarkedContent(): this;
    /** Called once at the end, to describe the file in XMP; not part of the documented interface. */
    _addInfo: () => void;
    appendXML(xml: string): void;
    end(): void;
  }
}
