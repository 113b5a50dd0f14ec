import { defineConfig, type Plugin } from 'vite';
import { gzipWeights } from './vite.config.ts';

/** A single file has nothing to load ahead: Vite's helper for it would only make other bundlers warn. */
const withoutPreload: Plugin = {
  name: 'without-preload',
  enforce: 'pre',
  load: (id) =>
    id.endsWith('vite/preload-helper.js') ? 'export const __vitePreload = (load) => load();' : null,
};

/** `onus/reader` for other people's bundles: one file beside the desk, with which it shares the weights. */
export default defineConfig({
  base: './',
  publicDir: false,
  plugins: [gzipWeights, withoutPreload],
  build: {
    outDir: 'dist/web',
    emptyOutDir: false,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: false,
    reportCompressedSize: false,
    rollupOptions: {
      input: { reader: 'src/reader/browser.ts' },
      preserveEntrySignatures: 'strict',
      output: { entryFileNames: '[name].js', codeSplitting: false },
    },
  },
});
