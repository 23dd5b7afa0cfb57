import { useSyncExternalStore } from 'react';
import { view } from './view.ts';

export const useView = () => useSyncExternalStore(view.subscribe, view.get);
