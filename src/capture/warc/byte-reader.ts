const LINE_FEED = 0x0a;

/** A line that does not end within what a line may have. */
export class LineTooLong extends Error {}

/** Reads a stream by lines and by counts of bytes, and holds one chunk of it at a time. */
export class ByteReader {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #held: Uint8Array = new Uint8Array();
  #at = 0;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#chunks = source[Symbol.asyncIterator]();
  }

  /** Bytes handed out so far, those that were given back left out. */
  get at(): number {
    return this.#at;
  }

  /** What comes next, as much of it as is there, or null at the end. Rejects with the stream's own error. */
  async chunk(): Promise<Uint8Array | null> {
    const next = await this.#peek();
    if (next === null) return null;
    this.#held = next.subarray(next.length);
    this.#at += next.length;
    return next;
  }

  /** Gives back the end of the last chunk. */
  unread(rest: Uint8Array): void {
    this.#held = rest;
    this.#at -= rest.length;
  }

  /**
   * The next line without its line end (LF or CRLF), or null at the end of the stream; what no line feed ends counts.
   * @throws LineTooLong where the line has more than `limit` bytes
   */
  async line(limit: number): Promise<Buffer | null> {
    const parts: Uint8Array[] = [];
    let length = 0;
    for (let part = await this.chunk(); part !== null; part = await this.chunk()) {
      const end = part.indexOf(LINE_FEED);
      if (end >= 0) this.unread(part.subarray(end + 1));
      parts.push(end >= 0 ? part.subarray(0, end) : part);
      length += end >= 0 ? end : part.length;
      if (length > limit) throw new LineTooLong();
      if (end >= 0) return withoutReturn(Buffer.concat(parts));
    }
    return parts.length === 0 ? null : withoutReturn(Buffer.concat(parts));
  }

  /** Exactly so many bytes, or fewer where the stream ends before. For small counts: they are held. */
  async take(count: number): Promise<Buffer> {
    const parts: Uint8Array[] = [];
    for await (const part of this.block(count)) parts.push(part);
    return Buffer.concat(parts);
  }

  /** The next `count` bytes as they come; fewer where the stream ends before. */
  async *block(count: number): AsyncGenerator<Uint8Array> {
    for (let left = count; left > 0; ) {
      const part = await this.chunk();
      if (part === null) return;
      if (part.length > left) this.unread(part.subarray(left));
      const given = part.subarray(0, left);
      left -= given.length;
      yield given;
    }
  }

  async #peek(): Promise<Uint8Array | null> {
    while (this.#held.length === 0) {
      const { done, value } = await this.#chunks.next();
      if (done) return null;
      this.#held = value;
    }
    return this.#held;
  }
}

function withoutReturn(line: Buffer): Buffer {
  return line.at(-1) === 0x0d ? line.subarray(0, -1) : line;
}
