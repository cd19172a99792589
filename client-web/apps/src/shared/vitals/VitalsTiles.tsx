import { useT } from '../i18n';
import { freshness } from '../time/age';
import { secondsSince } from '../time/duration';
import { useNow } from '../time/now';
import type { VitalValue } from '../transport/careWire';
import { ageText } from '../ui/ageText';
import { DangerMark, WarningMark } from '../ui/icons';
import { ageLimitsOf, sparkLines, type Tile, tilesOf, type VitalHistory } from './vitalsModel';
import './VitalsTiles.css';

/** The little line beside a value, pixels; a silence longer than the gap breaks it. */
const spark = { width: 72, height: 22, gapMs: 30_000 } as const;

function Spark({ points }: { points: NonNullable<VitalHistory['pulse']> }) {
  const lines = sparkLines(points, spark.width, spark.height, spark.gapMs);
  if (lines.length === 0) return null;
  return (
    <svg className="spark" width={spark.width} height={spark.height} aria-hidden="true" focusable="false">
      {lines.map((line) => (
        <polyline key={line.slice(0, 24)} points={line} fill="none" stroke="currentColor" strokeWidth="1.5" />
      ))}
    </svg>
  );
}

function TileBox({ tile, history }: { tile: Tile; history: VitalHistory }) {
  const t = useT();
  const now = useNow();
  const age = secondsSince(tile.at, now);
  const grade = freshness(age, ageLimitsOf(tile.kind));
  const level = tile.level === 'danger' || tile.level === 'warning' ? tile.level : undefined;
  const points = history[tile.kind] ?? (tile.kind === 'heartRate' ? history.pulse : undefined);
  return (
    <li
      className={`vital-tile ${level ? `level-${level}` : ''} ${tile.off ? 'off' : ''}`}
      data-testid={`vital-${tile.kind}`}
      data-level={level ?? 'none'}
    >
      <span className="name">
        {t(`vital.${tile.kind}`)} <span className="faint">{t(`vital.unit.${tile.kind}`)}</span>
        {tile.mean && <span className="number">{` (${tile.mean})`}</span>}
      </span>
      <span className={`value age-${grade}`}>
        {level && (level === 'danger' ? <DangerMark size={18} /> : <WarningMark size={18} />)}
        <b>{tile.text ?? t('vital.never')}</b>
      </span>
      <span className="foot">
        {level && <span className={`mean-${level}`}>{t(`vital.level.${level}`)}</span>}
        {tile.off && <span className="mean-warning">{t('vital.off')}</span>}
        {age !== undefined && (grade !== 'fresh' || ageLimitsOf(tile.kind).late > 60) && (
          <span className={grade === 'stale' ? 'mean-warning' : 'faint'}>{ageText(t, age)}</span>
        )}
        <span className="sparks dim">{points && <Spark points={points} />}</span>
      </span>
    </li>
  );
}

interface VitalsTilesProps {
  values: readonly VitalValue[];
  history?: VitalHistory;
  /** Larger figures for a tablet that is read from afar. */
  large?: boolean;
}

const nothing: VitalHistory = {};

/** The newest value of each kind, each with its age; what is abnormal says so by shape and word, what is old is dimmed, then hatched. */
export function VitalsTiles({ values, history = nothing, large }: VitalsTilesProps) {
  const t = useT();
  return (
    <ul className={`vital-tiles ${large ? 'large' : ''}`} aria-label={t('vital.title')} data-testid="vitals">
      {tilesOf(values).map((tile) => (
        <TileBox key={tile.kind} tile={tile} history={history} />
      ))}
    </ul>
  );
}
