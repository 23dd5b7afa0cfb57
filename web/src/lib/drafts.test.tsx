import { act, renderHook } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { drafts } from './drafts';
import { useDraft } from './useDraft';

const empty = { text: '', due: '' };

beforeEach(() => drafts.belongTo(7));

describe('what is typed', () => {
  it('survives a reload', () => {
    const before = renderHook(() => useDraft('resolution:1', empty));
    act(() => before.result.current.change({ text: 'Подготовить предложения' }));
    before.unmount();
    const after = renderHook(() => useDraft('resolution:1', empty));
    expect(after.result.current.value).toEqual({ text: 'Подготовить предложения', due: '' });
    expect(after.result.current.restored).toBe(true);
  });

  it('is kept field by field, also within one moment', () => {
    const { result } = renderHook(() => useDraft('resolution:1', empty));
    act(() => {
      result.current.change({ text: 'а' });
      result.current.change({ due: '2026-11-28' });
    });
    expect(result.current.value).toEqual({ text: 'а', due: '2026-11-28' });
    expect(drafts.read('resolution:1')).toEqual({ text: 'а', due: '2026-11-28' });
  });

  it('is forgotten on success, and the form keeps showing it', () => {
    const { result } = renderHook(() => useDraft('resolution:1', empty));
    act(() => result.current.change({ text: 'а' }));
    act(() => result.current.clear());
    expect(drafts.read('resolution:1')).toBeUndefined();
    expect(result.current.value.text).toBe('а');
  });

  it('belongs to its own object', () => {
    const { result, rerender } = renderHook(({ form }) => useDraft(form, empty), { initialProps: { form: 'resolution:1' } });
    act(() => result.current.change({ text: 'о первом' }));
    rerender({ form: 'resolution:2' });
    expect(result.current.value.text).toBe('');
    rerender({ form: 'resolution:1' });
    expect(result.current.value.text).toBe('о первом');
  });

  it('is not seen by another person in the same tab', () => {
    drafts.write('resolution:1', { text: 'моё' });
    drafts.belongTo(8);
    expect(drafts.read('resolution:1')).toBeUndefined();
  });

  it('is gone after signing out', () => {
    drafts.write('resolution:1', { text: 'моё' });
    sessionStorage.setItem('other', 'stays');
    drafts.clearAll();
    expect(drafts.read('resolution:1')).toBeUndefined();
    expect(sessionStorage.getItem('other')).toBe('stays');
  });

  it('that cannot be read does not break the form', () => {
    sessionStorage.setItem('draft:7:resolution:1', '{broken');
    expect(renderHook(() => useDraft('resolution:1', empty)).result.current.value).toEqual(empty);
  });
});
