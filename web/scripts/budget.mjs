// Fails when the first load or a lazy route of an application is over its budget (web/README.md).
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const limits = {
  office: {
    js: 260,
    css: 25,
    route: 60,
    // Loaded only when a document is opened; they have a limit of their own.
    heavy: { 'pdf/PdfDocument': 200, 'pdf/PrintedDocument': 200 },
  },
  // The pages themselves are HTML: this is all that the form loads beside it; other public pages load the styles alone.
  portal: { js: 6, css: 12, route: 0, heavy: {}, fonts: 60 },
  // The form of an application; its page has the styles of the portal beside.
  wizard: { js: 40, css: 6, route: 0, heavy: {} },
};

let failed = false;
for (const [app, limit] of Object.entries(limits)) {
  const folder = join(import.meta.dirname, '../dist', app);
  const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8'));
  const size = (file) => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length / 1024;
  const closure = (keys) => {
    const seen = new Set();
    const walk = (key) => {
      if (seen.has(key)) return;
      seen.add(key);
      for (const next of manifest[key].imports ?? []) walk(next);
    };
    keys.forEach(walk);
    return seen;
  };
  // The frame is loaded by itself only to keep it off the sign-in page: every first page needs it.
  const entries = Object.keys(manifest).filter((key) => manifest[key].isEntry || key.endsWith('shell/Shell.tsx'));
  const first = closure(entries);
  const sum = (files) => [...new Set(files)].reduce((total, file) => total + size(file), 0);
  const report = (name, value, max) => {
    const over = value > max;
    failed ||= over;
    console.log(`${over ? 'OVER ' : 'ok   '} ${app} ${name}: ${value.toFixed(1)} of ${max} KB`);
  };
  const styles = (key) => [...(manifest[key].css ?? []), ...(manifest[key].file.endsWith('.css') ? [manifest[key].file] : [])];
  report('first load JS', sum([...first].map((key) => manifest[key].file).filter((file) => !file.endsWith('.css'))), limit.js);
  report('first load CSS', sum([...first].flatMap(styles)), limit.css);
  if (limit.fonts) {
    // Of other scripts than Cyrillic and Latin a browser loads nothing before such a letter stands on the page.
    const fonts = readdirSync(join(folder, 'assets')).filter((name) => name.endsWith('.woff2') && !name.includes('-ext-'));
    report('fonts', fonts.reduce((total, name) => total + statSync(join(folder, 'assets', name)).size / 1024, 0), limit.fonts);
  }
  for (const key of Object.keys(manifest).filter((name) => manifest[name].isDynamicEntry && !first.has(name))) {
    // What opening it adds: a dialog does not load again what its page has brought.
    const openers = Object.keys(manifest).filter((name) => manifest[name].dynamicImports?.includes(key));
    const there = openers.map((name) => closure([name])).reduce((both, next) => new Set([...both].filter((name) => next.has(name))));
    const own = [...closure([key])].filter((name) => !first.has(name) && !there.has(name));
    const heavy = Object.entries(limit.heavy).find(([part]) => key.includes(part));
    report(`lazy ${key}`, sum(own.map((name) => manifest[name].file)), heavy ? heavy[1] : limit.route);
  }
}
process.exit(failed ? 1 : 0);
