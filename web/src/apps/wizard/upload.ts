import type { Upload, Uploaded } from '@/forms/hand';

/** Sends one file with its progress: fetch does not tell how far an upload is. */
export const uploader =
  (base: string): Upload =>
  (file, progress, cancel) =>
    new Promise<Uploaded>((done, failed) => {
      const request = new XMLHttpRequest();
      const body = new FormData();
      body.append('file', file, file.name);
      request.upload.addEventListener('progress', (event) => {
        if (event.lengthComputable) progress(event.loaded / event.total);
      });
      request.addEventListener('load', () => {
        const told = request.response as (Uploaded & { text?: string }) | null;
        if (request.status < 400 && told) done(told);
        else failed(new Error(told?.text ?? ''));
      });
      request.addEventListener('error', () => failed(new Error('')));
      request.addEventListener('abort', () => failed(new Error('')));
      cancel.addEventListener('abort', () => request.abort());
      request.responseType = 'json';
      request.open('POST', `${base}/files`);
      request.send(body);
    });
