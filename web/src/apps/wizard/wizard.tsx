/** @jsxImportSource preact */
import { render } from 'preact';
import { App } from './App';
import type { State } from './state';

const place = document.getElementById('wizard');
const state = document.getElementById('wizard-state');
if (place && state?.textContent) {
  place.replaceChildren(); // what stood there for those to whom the form does not come
  render(<App state={JSON.parse(state.textContent) as State} />, place);
}
