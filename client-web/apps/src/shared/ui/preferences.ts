import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export type Language = 'zh-CN' | 'en';
export type Theme = 'dark' | 'light';

/** Sizes of the desk's panes in pixels. */
export interface PaneSizes {
  readonly queue: number;
  readonly detail: number;
  readonly board: number;
}

interface Preferences {
  readonly language: Language;
  readonly theme: Theme;
  readonly muted: boolean;
  readonly panes: PaneSizes;
  readonly boardOpen: boolean;
  readonly showCoverage: boolean;
  readonly showBands: boolean;
  /** Screen pixels to a millimetre as measured on this screen; undefined when nobody has. */
  readonly pxPerMm: number | undefined;
  /** The paper of ECGs; undefined goes with the theme. */
  readonly paper: 'pink' | 'dark' | undefined;
  set(change: Partial<Omit<Preferences, 'set'>>): void;
}

/** What this person chose on this machine; remembered in the browser. */
export const usePreferences = create<Preferences>()(
  persist(
    (set) => ({
      language: 'zh-CN',
      theme: 'dark',
      muted: false,
      panes: { queue: 360, detail: 420, board: 264 },
      boardOpen: true,
      showCoverage: false,
      showBands: false,
      pxPerMm: undefined,
      paper: undefined,
      set: (change) => set(change),
    }),
    { name: 'emergency-preferences', version: 1 },
  ),
);

/** Keeps the document's language and theme in step with the preferences, so that style sheets and readers follow. */
export function applyPreferences(): () => void {
  const apply = ({ language, theme }: Preferences) => {
    document.documentElement.lang = language;
    document.documentElement.dataset.theme = theme;
  };
  apply(usePreferences.getState());
  return usePreferences.subscribe(apply);
}

export const toggleLanguage = () => {
  const { language, set } = usePreferences.getState();
  set({ language: language === 'en' ? 'zh-CN' : 'en' });
};

export const toggleTheme = () => {
  const { theme, set } = usePreferences.getState();
  set({ theme: theme === 'dark' ? 'light' : 'dark' });
};

export const toggleSound = () => {
  const { muted, set } = usePreferences.getState();
  set({ muted: !muted });
};
