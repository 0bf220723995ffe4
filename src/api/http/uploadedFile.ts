/** A file of a multipart request, in memory only. What its sender calls it, and its type, are not used and not kept. */
export class UploadedFile {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}
