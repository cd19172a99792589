import { useT } from '../../shared/i18n';
import { isOpen } from '../../shared/model/caseModel';
import { signOut, useMay } from '../../shared/session/session';
import { useLive } from '../../shared/transport/live';
import { usePositions } from '../../shared/transport/positions';
import { toggleLanguage, toggleSound, toggleTheme, usePreferences } from '../../shared/ui/preferences';
import { lookAt, lookAtCounty, openForm, selectCase, showOverlay, showView } from '../state/desk';
import { usePlaces } from '../state/places';

export interface Entry {
  readonly id: string;
  readonly group: 'action' | 'case' | 'unit' | 'place';
  readonly name: string;
  /** What else it can be found by. */
  readonly words: string;
  readonly keys?: string;
  run(): void;
}

function useActions(): Entry[] {
  const t = useT();
  const mayReport = useMay('report');
  const mayDispatch = useMay('dispatch');
  const { showCoverage, boardOpen, set } = usePreferences();
  const action = (id: string, name: string, run: () => void, keys?: string): Entry => ({
    id,
    group: 'action',
    name,
    words: id,
    run,
    ...(keys ? { keys } : {}),
  });
  return [
    ...(mayDispatch ? [action('new call', t('palette.newCase'), openForm, 'F2')] : []),
    action('next alarm', t('alarm.title'), () => showOverlay('alarms'), 'A'),
    action('language chinese english', t('bar.language'), toggleLanguage),
    action('theme dark light', t('bar.theme'), toggleTheme),
    action('coverage', showCoverage ? t('palette.coverageOff') : t('palette.coverageOn'), () =>
      set({ showCoverage: !showCoverage }),
    ),
    action('county', t('map.fitCounty'), lookAtCounty),
    action('unit board', t('palette.board'), () => set({ boardOpen: !boardOpen })),
    action('sound mute', t('bar.sound'), toggleSound),
    action('desk', t('nav.desk'), () => showView('desk')),
    ...(mayReport ? [action('reports', t('nav.reports'), () => showView('reports'))] : []),
    action('history', t('nav.history'), () => showView('history')),
    action('keyboard help', t('palette.keys'), () => showOverlay('keys'), '?'),
    action('sign out', t('bar.signOut'), () => void signOut()),
  ];
}

/** Everything the palette offers: actions, open cases, units, places. */
export function useEntries(): Entry[] {
  const t = useT();
  const actions = useActions();
  const cases = useLive((s) => s.cases);
  const units = useLive((s) => s.units);
  const places = usePlaces();
  return [
    ...actions,
    ...Object.values(cases)
      .filter(isOpen)
      .map(
        (c): Entry => ({
          id: `case ${c.caseId}`,
          group: 'case',
          name: `${c.number} · ${c.priority} ${c.complaint}`,
          words: `${c.location.address ?? ''} ${c.complaint}`,
          run: () => selectCase(c.caseId),
        }),
      ),
    ...Object.values(units).map(
      (u): Entry => ({
        id: `unit ${u.ambulanceId}`,
        group: 'unit',
        name: `${u.ambulanceId} · ${t(`duty.${u.duty}`)}`,
        words: `${u.plate} ${u.stationName}`,
        run: () => {
          showView('desk');
          if (u.caseId) selectCase(u.caseId);
          const at = usePositions.getState().byId[u.ambulanceId]?.position ?? u.position;
          if (at) lookAt(at, 13);
        },
      }),
    ),
    ...places.map(
      (p): Entry => ({
        id: `place ${p.kind} ${p.name} ${p.at.lon}`,
        group: 'place',
        name: p.name,
        words: p.words,
        run: () => {
          showView('desk');
          lookAt(p.at, 13);
        },
      }),
    ),
  ];
}
