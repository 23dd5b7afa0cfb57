// Writes name.br and name.gz beside each built file where that saves something; Go picks by Accept-Encoding.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const folder = process.argv[2];
const worthIt = /\.(js|mjs|css|html|svg|json|wasm|ttf|pfb|webmanifest)$/;

for (const name of readdirSync(folder, { recursive: true })) {
  if (!worthIt.test(name) || name === 'index.html') continue; // the page differs on every answer (nonce)
  const path = join(folder, name);
  const raw = readFileSync(path);
  if (raw.length < 1024) continue;
  const br = brotliCompressSync(raw, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length },
  });
  if (br.length > raw.length * 0.95) continue;
  writeFileSync(path + '.br', br);
  writeFileSync(path + '.gz', gzipSync(raw, { level: 9 }));
}
