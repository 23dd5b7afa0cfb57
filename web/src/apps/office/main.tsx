import '@/tokens/tokens.css';
import '@/tokens/fonts.css';
import '@/tokens/base.css';
import '@/tokens/print.css';
import '@/ui/kit.css';
import './office.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from '@/api/queryClient';
import { router } from './router';

const place = document.getElementById('app');
if (place === null) throw new Error('index.html has no #app');

createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
