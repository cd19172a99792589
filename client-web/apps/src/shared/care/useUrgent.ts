import { useEffect, useRef } from 'react';
import { useLive } from '../transport/live';
import { beep } from '../ui/beep';
import { usePreferences } from '../ui/preferences';

/** Something that must be seen; it sounds when it is new. */
export interface Urgent {
  readonly key: string;
  readonly level: 'danger' | 'warning' | 'info';
}

/**
 * Sounds once for what is new among these since the page had its first facts; with `repeatMs`, again for as long as something
 * is left that nobody has seen.
 */
export function useUrgentSound(urgent: readonly Urgent[], repeatMs?: number): void {
  const known = useRef<Set<string> | undefined>(undefined);
  const live = useLive((s) => s.phase === 'live');
  useEffect(() => {
    if (!live) return;
    const before = known.current;
    known.current = new Set(urgent.map((u) => u.key));
    const fresh = before ? urgent.filter((u) => !before.has(u.key)) : [];
    if (fresh.length > 0 && !usePreferences.getState().muted)
      beep(fresh.some((u) => u.level === 'danger') ? 'danger' : (fresh[0]?.level ?? 'info'));
  }, [urgent, live]);

  const waiting = urgent.length > 0;
  useEffect(() => {
    if (!repeatMs || !waiting) return;
    const timer = setInterval(() => {
      if (!usePreferences.getState().muted) beep('warning');
    }, repeatMs);
    return () => clearInterval(timer);
  }, [repeatMs, waiting]);
}
