import { useEffect } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useT } from '../../shared/i18n';
import { isOpen, isOver } from '../../shared/model/caseModel';
import { etaOf } from '../../shared/model/eta';
import { groupOf, readFix } from '../../shared/model/unitModel';
import { formatDuration } from '../../shared/time/duration';
import { useFactsNow, useNow } from '../../shared/time/now';
import { useLive } from '../../shared/transport/live';
import { usePositions } from '../../shared/transport/positions';
import { ageText } from '../../shared/ui/ageText';
import { usePreferences } from '../../shared/ui/preferences';
import { unacknowledged, useAlarms } from '../alarms/alarmStore';
import { useDraft } from '../form/draft';
import { candidatesOf, pickedOf, useAdvice } from '../state/advice';
import { useDesk } from '../state/desk';
import type { MapParts } from './MapPane';
import type { SceneUnit } from './scene';
import type { DrawnRoute } from './useRoutes';

/** Puts what is known now on the map: whenever a fact or fix comes, and once a second because ages grow. */
export function useScene(parts: MapParts | undefined, routes: readonly DrawnRoute[]): void {
  const t = useT();
  const now = useNow();
  const factsNow = useFactsNow();
  const theme = usePreferences((p) => p.theme);
  const units = useLive((s) => s.units);
  const cases = useLive((s) => s.cases);
  const positions = usePositions((s) => s.byId);
  const caseId = useDesk((s) => s.caseId);
  const pick = useDesk((s) => s.pick);
  const formOpen = useDesk((s) => s.formOpen);
  const pin = useDraft((d) => d.point);
  const advice = useAdvice((s) => (s.caseId === caseId ? s.view : undefined));
  const alarms = useAlarms(useShallow(unacknowledged));

  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme changes how the same scene is drawn.
  useEffect(() => {
    if (!parts) return;
    const selected = formOpen || !caseId ? undefined : cases[caseId];
    const candidates = selected ? candidatesOf(advice) : [];
    const picked = pickedOf(candidates, pick)?.ambulanceId;
    // Alarms stand worst first: read backwards, the worst of a case is written last and stays.
    const levels = new Map([...alarms].reverse().map((a) => [a.caseId, a.level]));
    const bound = new Map(selected?.assignments.filter((a) => !isOver(a)).map((a) => [a.ambulanceId, a]));
    const sceneUnits = Object.values(units).flatMap((unit): SceneUnit[] => {
      const fix = readFix(unit, positions[unit.ambulanceId], now);
      if (!fix.at) return [];
      const rank = candidates.findIndex((each) => each.ambulanceId === unit.ambulanceId);
      const assignment = bound.get(unit.ambulanceId);
      const strong = assignment !== undefined || unit.ambulanceId === picked;
      const toGo = assignment
        ? etaOf(assignment, unit, assignment.milestone, factsNow)
        : unit.ambulanceId === picked
          ? (candidates[rank]?.etaSeconds ?? routes.find((route) => route.unit === unit.ambulanceId)?.seconds)
          : undefined;
      const age = fix.grade === 'stale' && fix.ageSeconds !== undefined ? ageText(t, fix.ageSeconds) : undefined;
      const eta = typeof toGo === 'number' && toGo > 0 ? formatDuration(toGo) : undefined;
      return [
        {
          id: unit.ambulanceId,
          at: fix.at,
          group: groupOf(unit),
          heading: fix.headingDegrees,
          moving: fix.headingDegrees !== undefined,
          grade: fix.grade,
          assumed: fix.assumed,
          note: [eta, age].filter(Boolean).join(' · ') || undefined,
          strong,
          candidate: rank >= 0,
          rank: rank >= 0 ? rank + 1 : undefined,
        },
      ];
    });
    parts.overlay.setScene({
      units: sceneUnits,
      cases: Object.values(cases)
        .filter(isOpen)
        .map((c) => ({
          id: c.caseId,
          at: c.location,
          priority: c.priority,
          waiting: c.status === 'waiting',
          selected: c.caseId === selected?.caseId,
          alarm: levels.get(c.caseId),
        })),
      pin: formOpen ? pin : undefined,
      focused: selected !== undefined,
      groupNames: { free: t('map.legend.free'), busy: t('map.legend.mission'), out: t('map.legend.out') },
    });
  }, [parts, routes, t, now, factsNow, theme, units, cases, positions, caseId, pick, formOpen, pin, advice, alarms]);
}
