import { create } from 'zustand';

/** The county's time zone: every time on screen is its local time. */
export const useLocale = create<{ timeZone: string }>()(() => ({ timeZone: 'Asia/Shanghai' }));
