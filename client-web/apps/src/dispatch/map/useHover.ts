import { useEffect, useState } from 'react';
import type { Translate } from '../../shared/i18n';
import { useT } from '../../shared/i18n';
import { readFix } from '../../shared/model/unitModel';
import { serverClock } from '../../shared/time/now';
import { useLive } from '../../shared/transport/live';
import { usePositions } from '../../shared/transport/positions';
import { ageText } from '../../shared/ui/ageText';
import type { MapParts } from './MapPane';
import type { Hit } from './overlay';

export interface Tip {
  readonly x: number;
  readonly y: number;
  readonly lines: readonly string[];
}

function describe(t: Translate, hit: Hit): string[] {
  if (hit?.kind === 'case') {
    const c = useLive.getState().cases[hit.id];
    return c ? [`${c.priority} ${c.complaint}`, c.location.address || t('queue.noAddress'), c.number] : [];
  }
  if (hit?.kind !== 'unit') return [];
  const unit = useLive.getState().units[hit.id];
  if (!unit) return [];
  const fix = readFix(unit, usePositions.getState().byId[hit.id], serverClock.now());
  const doing = unit.milestone ? `${t(`duty.${unit.duty}`)} · ${t(`milestone.${unit.milestone}`)}` : t(`duty.${unit.duty}`);
  const seen = fix.ageSeconds === undefined ? t('board.atBase') : t('map.gps', { age: ageText(t, fix.ageSeconds) });
  const speed = fix.speedKmh === undefined ? '' : ` · ${t('board.kmh', { n: Math.round(fix.speedKmh) })}`;
  return [`${unit.ambulanceId} ${unit.plate}`, doing, `${seen}${speed}`];
}

/** What lies under the pointer, in words. */
export function useHover(parts: MapParts | undefined): Tip | undefined {
  const t = useT();
  const [tip, setTip] = useState<Tip>();
  useEffect(() => {
    if (!parts) return;
    const { map } = parts.county;
    const onMove = ({ point }: { point: { x: number; y: number } }) => {
      const hit = parts.overlay.hit(point.x, point.y);
      map.getCanvas().style.cursor = hit ? 'pointer' : '';
      const lines = describe(t, hit);
      setTip((before) => (lines.length > 0 ? { x: point.x, y: point.y, lines } : before && undefined));
    };
    const onOut = () => setTip(undefined);
    map.on('mousemove', onMove);
    map.on('mouseout', onOut);
    return () => {
      map.off('mousemove', onMove);
      map.off('mouseout', onOut);
    };
  }, [parts, t]);
  return tip;
}
