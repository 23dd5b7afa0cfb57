import { lazy } from 'react';

// Forms of schools come when they are asked for: their dates and lists weigh more than the page itself.

const forms = () => import('./SchoolForms');
export const PlacesDialog = lazy(async () => ({ default: (await forms()).PlacesDialog }));
export const TerritoryDialog = lazy(async () => ({ default: (await forms()).TerritoryDialog }));
export const SchoolDialog = lazy(async () => ({ default: (await forms()).SchoolDialog }));
export const Dates = lazy(async () => ({ default: (await import('./Dates')).Dates }));
