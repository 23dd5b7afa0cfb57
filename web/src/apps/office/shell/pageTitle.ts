import { useEffect } from 'react';
import { shell } from '@/i18n/ru/shell';

/** The window's title; every page calls it. */
export function usePageTitle(title: string) {
  useEffect(() => {
    document.title = shell.title(title);
  }, [title]);
}
