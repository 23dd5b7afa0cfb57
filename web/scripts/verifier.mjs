// Builds the verifier of signatures and passports (web/verifier) into one HTML file with the Go program inside it.
// It works from a disk: nothing is loaded, and its own policy forbids the network.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const here = resolve(import.meta.dirname, '../verifier');
const out = resolve(import.meta.dirname, '../dist/verifier');
const root = resolve(import.meta.dirname, '../..');

/** The Go program, packed: a browser unpacks gzip by itself. */
function program() {
  const folder = mkdtempSync(join(tmpdir(), 'veche-verifier-'));
  try {
    const file = join(folder, 'verify.wasm');
    execFileSync('go', ['build', '-trimpath', '-ldflags=-s -w', '-o', file, './cmd/veche-verify-wasm'], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, GOOS: 'js', GOARCH: 'wasm' },
    });
    return gzipSync(readFileSync(file), { level: 9 }).toString('base64');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The script that connects a Go program with the browser, of the very compiler. */
function bridge() {
  const goroot = execFileSync('go', ['env', 'GOROOT'], { cwd: root, encoding: 'utf8' }).trim();
  return readFileSync(join(goroot, 'lib/wasm/wasm_exec.js'), 'utf8');
}

async function bundle(entry) {
  const [built] = [
    await build({
      configFile: false,
      root: here,
      logLevel: 'error',
      build: {
        write: false,
        target: ['chrome123', 'firefox121', 'safari17.5'],
        lib: { entry: join(here, entry), formats: ['iife'], name: 'verifier', fileName: 'verifier' },
      },
    }),
  ].flat();
  const style = built.output.find((one) => one.type === 'asset' && one.fileName.endsWith('.css'));
  return { code: built.output[0].code.trim(), style: style ? String(style.source).trim() : '' };
}

const sum = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
/** A script ends at the first such tag, wherever it stands. */
const inside = (text) => text.replaceAll('</script', '<\\/script');

const page = await bundle('main.ts');
const worker = await bundle('worker.ts');
const script = inside(page.code);
const policy = [
  "default-src 'none'",
  `script-src ${sum(script)} 'wasm-unsafe-eval'`,
  `style-src ${sum(page.style)}`,
  'img-src data:',
  'worker-src blob:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
const parts = { POLICY: policy, STYLE: page.style, WORKER: inside(`${bridge()}\n${worker.code}`), PROGRAM: program(), SCRIPT: script };
const html = readFileSync(join(here, 'index.html'), 'utf8').replaceAll(/%([A-Z]+)%/g, (_, name) => parts[name]);

mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'veche-verify.html'), html);
console.log(`dist/verifier/veche-verify.html: ${(html.length / 2 ** 20).toFixed(2)} MB in one file`);
