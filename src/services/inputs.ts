import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { CAPTURE_LIMIT } from '../capture/capture-bytes.ts';
import { ARCHIVE_NAME } from '../capture/warc/open-archive.ts';
import type { Refusal } from '../domain/errors.ts';
import type { SourceInput } from './services.ts';

/** Endings that a folder is searched for; a file named by itself is taken whatever its ending. */
const READABLE = /\.(html?|xhtml|txt|pdf|eml|docx|rss|atom|warc|wacz)(\.gz)?$/i;
/** Endings of files that may hold many sources. */
const MANY = /\.(xml|rss|atom|rdf|json|warc|wacz)(\.gz)?$/i;

/** An input as the user named it, and how to get at it: bytes are read only when their turn comes. */
export interface NamedInput {
  readonly name: string;
  /** Whether it may well hold many sources, by its name. */
  readonly mayHoldMany: boolean;
  open(): Promise<SourceInput | Refusal>;
}

/** How many sources a list of inputs will give, so far as names tell it. */
export function expectedSources(inputs: readonly NamedInput[]): number {
  return inputs.some(({ mayHoldMany }) => mayHoldMany) ? Number.POSITIVE_INFINITY : inputs.length;
}

/**
 * What the words of a command line stand for: addresses, files, folders (searched for pages, texts and documents,
 * sorted by name), and `-` for standard input. A word that stands for nothing becomes one refused input; the others are taken.
 */
export async function namedInputs(
  words: readonly string[],
  stdin: AsyncIterable<Uint8Array>,
): Promise<NamedInput[]> {
  const inputs: NamedInput[] = [];
  for (const word of words) {
    if (word === '-')
      inputs.push({ name: 'standard input', mayHoldMany: false, open: () => openStream(stdin) });
    else if (/^[a-z][a-z0-9+.-]*:\/\//i.test(word))
      inputs.push({
        name: word,
        mayHoldMany: MANY.test(word),
        open: async () => ({ kind: 'url', url: word }),
      });
    else inputs.push(...(await pathInputs(word)));
  }
  return inputs;
}

async function pathInputs(path: string): Promise<NamedInput[]> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => error);
  if (found instanceof Error) return [refused(path, unreadable(path, found))];
  if (!found.isDirectory()) return [fileInput(path)];
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => error,
  );
  if (entries instanceof Error) return [refused(path, unreadable(path, entries))];
  const files = entries
    .filter((entry) => entry.isFile() && READABLE.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  if (files.length > 0) return files.sort().map(fileInput);
  return [
    refused(path, {
      refused: 'empty-folder',
      reason: `the folder ${path} holds no page, text or document`,
      hint: 'name a folder with .html, .htm, .txt, .pdf, .eml or .docx files (also .gz), or the file itself',
    }),
  ];
}

function fileInput(path: string): NamedInput {
  return { name: path, mayHoldMany: MANY.test(path), open: () => openFile(path) };
}

function refused(name: string, refusal: Refusal): NamedInput {
  return { name, mayHoldMany: false, open: async () => refusal };
}

async function openFile(path: string): Promise<SourceInput | Refusal> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => error);
  if (found instanceof Error) return unreadable(path, found);
  if (!found.isFile())
    return {
      refused: 'not-a-file',
      reason: `${path} is neither a file nor a folder`,
      hint: 'name a file, a folder or an address',
    };
  if (ARCHIVE_NAME.test(path)) return { kind: 'archive', name: basename(path), path };
  if (found.size > CAPTURE_LIMIT) return tooLarge(path, found.size);
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => error);
  if (bytes instanceof Error) return unreadable(path, bytes);
  if (!/\.gz$/i.test(path)) return { kind: 'file', name: basename(path), bytes };
  const plain = await promisify(gunzip)(bytes, { maxOutputLength: CAPTURE_LIMIT }).catch(
    (error: NodeJS.ErrnoException) => error,
  );
  if (!(plain instanceof Error))
    return { kind: 'file', name: basename(path).replace(/\.gz$/i, ''), bytes: plain };
  if (plain.code === 'ERR_BUFFER_TOO_LARGE') return tooLarge(path, undefined);
  return {
    refused: 'damaged',
    reason: `${path} is not a whole gzip file: ${plain.message}`,
    hint: 'unpack it by hand, or fetch it again',
  };
}

async function openStream(stream: AsyncIterable<Uint8Array>): Promise<SourceInput | Refusal> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.byteLength;
    if (length > CAPTURE_LIMIT) return tooLarge('standard input', undefined);
    chunks.push(chunk);
  }
  return { kind: 'pasted', name: 'pasted text', bytes: Buffer.concat(chunks) };
}

function tooLarge(name: string, size: number | undefined): Refusal {
  const held = size === undefined ? 'more' : `${(size / 2 ** 20).toFixed(1)} MiB`;
  return {
    refused: 'too-large',
    reason: `${name} holds ${held}; a source holds at most ${CAPTURE_LIMIT / 2 ** 20} MiB`,
    hint: 'hand in the article alone',
  };
}

const FAULTS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'you may not read it',
  EPERM: 'you may not read it',
  ENAMETOOLONG: 'the name is too long for this file system',
  ELOOP: 'its links lead in a circle',
};

function unreadable(path: string, error: NodeJS.ErrnoException): Refusal {
  const shown = path.length > 200 ? `${path.slice(0, 200)}…` : path;
  return {
    refused: 'unreadable',
    reason: `${shown} cannot be read: ${FAULTS[error.code ?? ''] ?? error.message}`,
    hint: 'check the path; an address starts with https://',
  };
}
