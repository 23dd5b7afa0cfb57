// What is typed into a form survives an expired session and a reload. It lies in sessionStorage of the tab,
// under the person who typed it, and is gone after success or sign-out.

const prefix = 'draft:';
let owner = '';

const key = (form: string) => `${prefix}${owner}:${form}`;

export const drafts = {
  /** Whose drafts these are; a different person in the same tab does not see them. */
  belongTo(person: string | number) {
    owner = String(person);
  },
  read<T>(form: string): T | undefined {
    try {
      const text = sessionStorage.getItem(key(form));
      return text === null ? undefined : (JSON.parse(text) as T);
    } catch {
      return undefined; // a broken or forbidden storage must not break the form
    }
  },
  write(form: string, value: unknown) {
    try {
      sessionStorage.setItem(key(form), JSON.stringify(value));
    } catch {
      // Storage full or forbidden: the form still works, only without a draft.
    }
  },
  clear(form: string) {
    sessionStorage.removeItem(key(form));
  },
  clearAll() {
    for (const name of Object.keys(sessionStorage)) {
      if (name.startsWith(prefix)) sessionStorage.removeItem(name);
    }
  },
};
