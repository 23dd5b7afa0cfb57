import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { today } from '@/lib/dates';
import { chosenPeriod, type Period } from '../../reports/period';
import { placeOf, type Place } from './address';

/** The part's place, and a way to change some of it. */
export function usePlace() {
  const place: Place = useSearch({ strict: false });
  const navigate = useNavigate();
  const go = useCallback((part: Partial<Record<keyof Place, unknown>>) => void navigate({ to: '.', search: (before: Place) => placeOf({ ...before, ...part }), replace: true }), [navigate]);
  return { place, go };
}

/** The days that are counted: of the year unless another period is chosen, and never behind today – otherwise a year that has begun would stand beside a whole one. */
export function daysOf(place: Place): Period | undefined {
  const period = chosenPeriod({ ...place, period: place.period ?? 'year' });
  const now = today();
  return period && { from: period.from, to: period.to > now && period.from <= now ? now : period.to };
}

/** The address of the list behind a figure. */
export const listHref = (filter: Readonly<Record<string, string>>) => `/applications/figures/list?${new URLSearchParams({ period: 'own', ...filter }).toString()}`;
