import type { Question, Reply } from './types';

/** Runs the Go program beside the page, so that a long file does not freeze it. */

declare const Go: new () => { importObject: WebAssembly.Imports; run(instance: WebAssembly.Instance): Promise<void> };
declare function vecheVerify(question: unknown): string;
declare class FileReaderSync {
  readAsArrayBuffer(blob: Blob): ArrayBuffer;
}

const say = (reply: Reply) => postMessage(reply);
let read = 0;

/** A file as the program sees it. */
const opened = (file: File | undefined) =>
  file && {
    size: file.size,
    read(from: number, length: number) {
      read += length;
      say({ read });
      return new Uint8Array(new FileReaderSync().readAsArrayBuffer(file.slice(from, from + length)));
    },
  };

async function start(program: ArrayBuffer) {
  const go = new Go();
  const { instance } = await WebAssembly.instantiate(program, go.importObject);
  go.run(instance).then(
    () => say({ stopped: '' }),
    (error: unknown) => say({ stopped: String(error) }),
  );
  say({ ready: true });
}

function ask(question: Question) {
  read = 0;
  say({ answer: vecheVerify({ ...question, passport: opened(question.passport), content: opened(question.content) }) });
}

addEventListener('message', (event: MessageEvent<{ program: ArrayBuffer } | Question>) => {
  const { data } = event;
  if ('program' in data) {
    start(data.program).catch((error: unknown) => say({ stopped: String(error) }));
    return;
  }
  try {
    ask(data);
  } catch (error) {
    say({ stopped: String(error) });
  }
});
