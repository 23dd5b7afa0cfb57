import '@/tokens/tokens.css';
import '@/tokens/fonts.css';
import '@/tokens/base.css';
import '@/ui/kit.css';
import './gallery.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nProvider } from 'react-aria-components';
import { useKeyboard } from '@/lib/useKeys';
import { sizes, themes, view } from '@/lib/view';
import { useView } from '@/lib/useView';
import { Toasts } from '@/ui/Toast';
import { Actions } from './Actions';
import { Charts } from './Charts';
import { Forms } from './Forms';
import { Lists } from './Lists';
import { Notices } from './Notices';
import { words as t } from './words';

function Gallery() {
  useKeyboard();
  const { theme, size } = useView();
  return (
    <I18nProvider locale="ru-RU">
      <main className="gallery">
        <header className="row row-wrap">
          <h1>{t.title}</h1>
          <span className="grow" />
          <label>
            {t.theme}{' '}
            <select value={theme} onChange={(event) => view.set({ theme: themes.find((one) => one === event.target.value) ?? 'auto' })}>
              {themes.map((one) => (
                <option key={one}>{one}</option>
              ))}
            </select>
          </label>
          <label>
            {t.size}{' '}
            <select value={size} onChange={(event) => view.set({ size: sizes.find((one) => one === event.target.value) ?? 's' })}>
              {sizes.map((one) => (
                <option key={one}>{one}</option>
              ))}
            </select>
          </label>
        </header>
        <Actions />
        <Forms />
        <Notices />
        <Lists />
        <Charts />
      </main>
      <Toasts />
    </I18nProvider>
  );
}

const place = document.getElementById('app');
if (place === null) throw new Error('gallery.html has no #app');
createRoot(place).render(
  <StrictMode>
    <Gallery />
  </StrictMode>,
);
