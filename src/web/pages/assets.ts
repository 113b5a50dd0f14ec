import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { z } from 'zod';
import { OnusError } from '../../domain/errors.ts';

export interface Asset {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mediaType: string;
}

/** The built desk: a handful of small files, held in memory, served by their exact names and nothing else. */
export interface Assets {
  /** By name below `/assets/`; each name holds a hash of its content. */
  readonly files: ReadonlyMap<string, Asset>;
  /** Names of the files that every page asks for; null where the build made none. */
  readonly style: string | null;
  readonly script: string | null;
  readonly icon: string | null;
}

export const NO_ASSETS: Assets = { files: new Map(), style: null, script: null, icon: null };

/** By the ending of a file of the built desk; what has another ending is not served. */
export const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.bin': 'application/octet-stream',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** What the pages load, as Vite's manifest names it. */
const ENTRY = 'src/web/desk/main.ts';
const ICON = 'src/web/desk/icon.svg';
const manifestSchema = z.record(
  z.string(),
  z.object({ file: z.string(), css: z.array(z.string()).optional() }),
);

/**
 * Reads what `vite build` wrote.
 * @throws OnusError `assets-missing` where the directory holds no build.
 */
export async function readAssets(directory: string): Promise<Assets> {
  const manifestFile = join(directory, '.vite', 'manifest.json');
  if (!existsSync(manifestFile))
    throw new OnusError('assets-missing', `the pages' style and script are not in ${directory}`, {
      hint: 'npm run build makes them',
    });
  const manifest = manifestSchema.parse(JSON.parse(await readFile(manifestFile, 'utf8')));
  const entry = manifest[ENTRY];
  const names = await readdir(join(directory, 'assets'));
  const files = await Promise.all(
    names.flatMap((name) => {
      const mediaType = MEDIA_TYPES[extname(name)];
      if (mediaType === undefined) return [];
      return [
        readFile(join(directory, 'assets', name)).then(
          (bytes) => [name, { bytes: Uint8Array.from(bytes), mediaType }] as const,
        ),
      ];
    }),
  );
  const base = (path: string | undefined) => path?.replace(/^assets\//, '') ?? null;
  return {
    files: new Map(files),
    script: base(entry?.file),
    style: base(entry?.css?.[0]),
    icon: base(manifest[ICON]?.file),
  };
}
