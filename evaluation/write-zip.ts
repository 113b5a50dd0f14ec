/** Writes ZIP archives by hand, for tests and for bombs: also such as no program would write. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipMember {
  readonly name: string;
  readonly data: Uint8Array | string;
  /** What the directory says that it unpacks to, where that is a lie. */
  readonly statedSize?: number;
  /** Packed already, by deflate; `data` is then not looked at, and `statedSize` is needed. */
  readonly packed?: Uint8Array;
}

/** An archive of these members, in their order. */
export function writeZip(members: readonly ZipMember[]): Uint8Array {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const member of members) {
    const data = Buffer.from(member.data);
    const packed = member.packed ?? deflateRawSync(data);
    const name = Buffer.from(member.name);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(data), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(member.statedSize ?? data.length, 18);
    fields.writeUInt16LE(name.length, 22);
    files.push(Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, name, packed]));
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, tail, name]));
    offset += files.at(-1)?.length ?? 0;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(members.length, 4);
  end.writeUInt16LE(members.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, listed, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/** A part of a Word document around these elements: `document`, `footnotes`, `hdr`. */
export function wordXml(root: string, inner: string): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:${root} ${W}>${inner}</w:${root}>`;
}

/** A paragraph in a style. */
export function wordParagraph(text: string, style = ''): string {
  const properties = style === '' ? '' : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`;
  return `<w:p>${properties}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}

/** A Word document with these elements in its body; `more` are further parts. */
export function writeDocx(body: string, more: readonly ZipMember[] = []): Uint8Array {
  return writeZip([
    {
      name: '[Content_Types].xml',
      data: '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    },
    { name: 'word/document.xml', data: wordXml('document', `<w:body>${body}</w:body>`) },
    ...more,
  ]);
}
