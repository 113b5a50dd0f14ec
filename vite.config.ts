import { defineConfig } from 'vite';

/** The browser bundle: one small script, one style sheet, and React in a chunk of its own, loaded when first needed. */
export default defineConfig({
  base: './',
  publicDir: false,
  build: {
    outDir: 'dist/web',
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: false,
    rollupOptions: { input: 'src/web/desk/main.ts' },
  },
});
