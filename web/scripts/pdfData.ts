import { createReadStream, readFileSync, existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

const home = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string };

/** What pdf.js asks for at run time. Our networks are closed, so it comes from us, under a name with the version. */
const folders = ['cmaps', 'standard_fonts', 'wasm'];
const base = `assets/pdfjs-${version}/`;

export function pdfData(): Plugin {
  return {
    name: 'pdf-data',
    config: () => ({ define: { __PDF_DATA__: JSON.stringify('/' + base) } }),
    configureServer(server) {
      server.middlewares.use('/' + base.slice(0, -1), (request, response, next) => {
        const path = join(home, decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname));
        if (!folders.some((f) => path.startsWith(join(home, f))) || !existsSync(path)) return next();
        createReadStream(path).pipe(response);
      });
    },
    async generateBundle() {
      for (const folder of folders) {
        for (const name of await readdir(join(home, folder))) {
          if (name.startsWith('LICENSE') || name.endsWith('.js')) continue;
          this.emitFile({ type: 'asset', fileName: `${base}${folder}/${name}`, source: await readFile(join(home, folder, name)) });
        }
      }
    },
  };
}
