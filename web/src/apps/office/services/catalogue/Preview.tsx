import { useEffect, useState } from 'react';
import { api, take } from '@/api/client';
import { catalogue as t } from '@/i18n/ru/catalogue';
import type { Passport } from './queries';

const pause = 500;

/** The public page of what is being written, as a phone shows it. Nothing of it can be pressed into action. */
export function Preview({ id, passport }: { id: number; passport: Passport }) {
  const [html, setHTML] = useState('');
  useEffect(() => {
    let gone = false;
    const timer = setTimeout(async () => {
      const page = await take(api.POST('/api/catalogue/{id}/preview', { params: { path: { id } }, body: passport })).catch(() => undefined);
      if (page && !gone) setHTML(page.html);
    }, pause);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [id, passport]);
  return <iframe className="preview" title={t.preview} srcDoc={html} sandbox="allow-same-origin" />;
}
