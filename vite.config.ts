import { gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

/** Weights are four tenths of their size when packed, and few static servers pack them: the reader unpacks them itself. */
export const gzipWeights: Plugin = {
  name: 'gzip-weights',
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle))
      if (file.type === 'asset' && file.fileName.endsWith('.bin'))
        file.source = gzipSync(file.source as Uint8Array);
  },
};

/**
 * The desk: one small script, one style sheet, React in a chunk of its own that is loaded when first needed, and the
 * worker that reads pasted text.
 */
export default defineConfig({
  base: './',
  publicDir: false,
  worker: { format: 'es', plugins: () => [gzipWeights] },
  build: {
    outDir: 'dist/web',
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: false,
    reportCompressedSize: false,
    rollupOptions: { input: 'src/web/desk/main.ts' },
  },
});
