import { useEffect, useRef } from 'react';
import { useSession } from '../../shared/session/session';
import { useFactsNow } from '../../shared/time/now';
import { useLive } from '../../shared/transport/live';
import { beep } from '../../shared/ui/beep';
import { usePreferences } from '../../shared/ui/preferences';
import { useDesk } from '../state/desk';
import { acknowledge, isNewCase, knowCases, nextAlarms, useAlarms } from './alarmStore';
import { deriveAlarms, serverAlarms } from './deriveAlarms';

/** Looks once a second at what holds, raises what is new, and sounds once for it. */
export function useAlarmWatch(): void {
  const now = useFactsNow();
  const live = useLive((s) => s.phase === 'live');
  const cases = useLive((s) => s.cases);
  const units = useLive((s) => s.units);
  const care = useLive((s) => s.care);
  const server = useLive((s) => s.alarms);
  const started = useRef(false);

  useEffect(() => {
    if (!live) return;
    if (!started.current) {
      started.current = true;
      knowCases(Object.keys(cases));
    }
    const { alarms: before, acks } = useAlarms.getState();
    const conditions = [
      ...serverAlarms(server?.alarms ?? []),
      ...deriveAlarms(Object.values(cases), Object.values(units), now, isNewCase, care),
    ];
    const { alarms, fresh } = nextAlarms(before, conditions, acks, now);
    if (alarms !== before) useAlarms.setState({ alarms });
    const loudest = fresh[0];
    if (loudest && !usePreferences.getState().muted) beep(fresh.some((a) => a.level === 'danger') ? 'danger' : loudest.level);
  }, [now, live, cases, units, care, server]);

  // To open a new case is to have seen it.
  const selected = useDesk((s) => s.caseId);
  useEffect(() => {
    if (!selected || !isNewCase(selected)) return;
    acknowledge([`new:${selected}`], useSession.getState().user, now);
  }, [selected, now]);
}
