import type { FullConfig, Reporter, Suite, TestCase } from '@playwright/test/reporter';

/** Says at the end of a run which tests passed only at another try, and what the first one stumbled over. */
export default class Tries implements Reporter {
  private all: Suite | undefined;

  onBegin(_config: FullConfig, all: Suite) {
    this.all = all;
  }

  onEnd() {
    const run = this.all?.allTests().filter(({ results }) => results.some(({ status }) => status !== 'skipped')) ?? [];
    const again = run.filter((test) => test.outcome() === 'flaky');
    if (again.length > 0) console.log(`\nBrowser tests that needed another try: ${again.length}\n${again.map(told).join('\n')}`);
    else if (run.length > 0) console.log(`\nBrowser tests that needed another try: none of ${run.length}`);
  }
}

function told(test: TestCase): string {
  const stumbled = test.results.find(({ status }) => status !== test.expectedStatus);
  const why = stumbled?.error?.message?.split('\n').slice(0, 6).map((line) => `      ${line}`).join('\n') ?? '';
  return `  ${test.titlePath().filter((part) => part !== '').join(' › ')} – passed at try ${test.results.length}\n${why}`;
}
