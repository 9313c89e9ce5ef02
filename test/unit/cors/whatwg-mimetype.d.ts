declare module 'whatwg-mimetype' {
  export class MIMEType {
    static parse(input: string): MIMEType | null;
    readonly essence: string;
  }
}
