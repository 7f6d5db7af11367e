/** The little of yazl that the package is written with; it comes without types. */
declare module 'yazl' {
  export class ZipFile {
    readonly outputStream: NodeJS.ReadableStream;
    addBuffer(content: Buffer, path: string): void;
    end(): void;
  }
}
