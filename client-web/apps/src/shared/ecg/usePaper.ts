import { usePreferences } from '../ui/preferences';
import type { PaperLook } from './drawPaper';

/** Pixels to a millimetre when the screen was not measured: the 96 to an inch that browsers assume. */
export const assumedPxPerMm = 96 / 25.4;

/** The measured scale of this screen, or the assumed one. */
export const usePxPerMm = (): number => usePreferences((p) => p.pxPerMm) ?? assumedPxPerMm;

/** The paper that was chosen; else pink in the light and dark in the dark. */
export function usePaperLook(): PaperLook {
  const chosen = usePreferences((p) => p.paper);
  const theme = usePreferences((p) => p.theme);
  return chosen ?? (theme === 'dark' ? 'dark' : 'pink');
}
