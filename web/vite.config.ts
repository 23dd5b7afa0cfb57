import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import optimizeLocales from '@react-aria/optimize-locales-plugin';
import { defineConfig } from 'vitest/config';
import { pdfData } from './scripts/pdfData.ts';

const here = import.meta.dirname;

/** Browsers from spring 2024 on: light-dark(), container queries, nesting. */
const browsers = ['chrome123', 'firefox121', 'safari17.5'];

/** The public pages are HTML made by Go: only their styles and scripts are built, and Go finds them by the manifest. */
const ofGo: Record<string, string[]> = { portal: ['portal.css', 'portal.ts'], wizard: ['wizard.css', 'wizard.tsx'] };

function inputs(mode: string) {
  if (mode === 'gallery') return { input: resolve(here, 'gallery.html') };
  return ofGo[mode] ? { input: ofGo[mode].map((name) => resolve(here, 'src/apps', mode, name)) } : {};
}

// One build per application (--mode): a shared build would put the whole kit into the first load of each.
export default defineConfig(({ mode }) => {
  const gallery = mode === 'gallery';
  const portal = mode in ofGo;
  return {
    base: portal ? `/${mode}/` : '/',
    root: gallery || mode === 'test' ? here : resolve(here, 'src/apps', mode),
    resolve: { alias: { '@': resolve(here, 'src') } },
    plugins: portal ? [] : [react(), { ...optimizeLocales.vite({ locales: ['ru-RU'] }), enforce: 'pre' as const }, pdfData()],
    html: { cspNonce: gallery ? 'gallery' : '__CSP_NONCE__' },
    build: {
      target: browsers,
      outDir: gallery ? resolve(here, 'test-results/gallery') : resolve(here, 'dist', mode),
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      manifest: true,
      reportCompressedSize: false,
      rolldownOptions: inputs(mode),
    },
    server: {
      proxy: { '/api': 'http://127.0.0.1:8080', '/auth': 'http://127.0.0.1:8080', '/files': 'http://127.0.0.1:8080' },
    },
    preview: {
      headers: {
        'Content-Security-Policy':
          "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-gallery'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'",
      },
    },
    test: {
      environment: 'jsdom',
      include: ['src/**/*.test.{ts,tsx}'],
      setupFiles: [resolve(here, 'src/lib/testing.ts')],
      restoreMocks: true,
    },
  };
});
