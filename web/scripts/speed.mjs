// Measures the pages of the portal as a cheap phone shows them, each with an empty cache, and fails over the budgets of
// web/README.md: `npm run speed -- http://127.0.0.1:8080`, the address of a running `veche serve --demo`.
//
// The phone: a screen of 390×844, a processor four times slower than this one, a network of 1.6 Mbit/s down, 750 kbit/s up
// and 150 ms of way (slow 4G). Of several runs the middle one counts, for other work on the machine only ever adds.
import { chromium } from '@playwright/test';

const [stand = 'http://127.0.0.1:8080', runs = '5'] = process.argv.slice(2);
const network = { offline: false, latency: 150, downloadThroughput: (1.6 * 1024 * 1024) / 8, uploadThroughput: (750 * 1024) / 8 };
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true, locale: 'ru-RU' };
const budgets = {
  page: { lcp: 1500, tbt: 50, cls: 0.02 },
  wizard: { lcp: 2000, tbt: 100, cls: 0.05 },
};
const pages = [
  ['home', '/services', 'page'],
  ['catalogue', '/services/all', 'page'],
  ['life situation', '/services/all?situation=birth', 'page'],
  ['service', '/services/detskii-sad', 'page'],
  ['counters', '/services/detskii-sad/queue', 'page'],
  ['reception', '/reception', 'page'],
  ['account', '/account', 'page'],
  ['wizard', '/services/detskii-sad/apply', 'wizard'],
];

/** Runs in the page before anything of it: what the browser itself says of the page. */
function observe() {
  window.seen = { lcp: 0, cls: 0, fcp: 0, long: [] };
  const { seen } = window;
  const each = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  each('largest-contentful-paint', (entry) => (seen.lcp = entry.startTime));
  each('layout-shift', (entry) => entry.hadRecentInput || (seen.cls += entry.value));
  each('paint', (entry) => entry.name === 'first-contentful-paint' && (seen.fcp = entry.startTime));
  each('longtask', (entry) => seen.long.push([entry.startTime, entry.duration]));
}

async function visit(browser, cookies, path) {
  const context = await browser.newContext({ baseURL: stand, ...phone });
  await context.addCookies(cookies);
  const page = await context.newPage();
  await page.addInitScript(observe);
  const client = await context.newCDPSession(page);
  await client.send('Network.enable');
  await client.send('Network.emulateNetworkConditions', network);
  await client.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  let bytes = 0;
  client.on('Network.loadingFinished', (event) => (bytes += event.encodedDataLength));
  const answer = await page.goto(path, { waitUntil: 'networkidle' });
  if (!answer?.ok()) throw new Error(`${path}: ${answer?.status()}`);
  const seen = await page.evaluate(() => window.seen);
  await context.close();
  const tbt = seen.long.filter(([start]) => start >= seen.fcp).reduce((sum, [, duration]) => sum + Math.max(0, duration - 50), 0);
  return { fcp: seen.fcp, lcp: seen.lcp, tbt, cls: seen.cls, bytes };
}

async function citizen(browser) {
  const context = await browser.newContext({ baseURL: stand, locale: 'ru-RU' });
  const page = await context.newPage();
  await page.goto('/account');
  await page.getByRole('link', { name: 'Войти через Госуслуги' }).click();
  await page.getByRole('link', { name: /Мельникова/ }).click();
  await page.getByRole('heading', { name: 'Личный кабинет' }).waitFor();
  const cookies = await context.cookies();
  await context.close();
  return cookies;
}

const middle = (list, key) => list.map((one) => one[key]).toSorted((a, b) => a - b)[Math.floor(list.length / 2)];

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
let failed = false;
try {
  const cookies = await citizen(browser);
  for (const [name, path, kind] of pages) {
    const list = [];
    for (let run = 0; run < Number(runs); run += 1) list.push(await visit(browser, cookies, path));
    const [fcp, lcp, tbt, cls, bytes] = ['fcp', 'lcp', 'tbt', 'cls', 'bytes'].map((key) => middle(list, key));
    const limit = budgets[kind];
    const over = lcp > limit.lcp || tbt > limit.tbt || cls > limit.cls;
    failed ||= over;
    console.log(`${over ? 'OVER ' : 'ok   '} ${name.padEnd(14)} FCP ${fcp.toFixed(0)} ms, LCP ${lcp.toFixed(0)} of ${limit.lcp} ms, TBT ${tbt.toFixed(0)} of ${limit.tbt} ms, CLS ${cls.toFixed(3)} of ${limit.cls}, ${(bytes / 1024).toFixed(1)} KB`);
  }
} finally {
  await browser.close();
}
process.exit(failed ? 1 : 0);
