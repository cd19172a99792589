import { useId } from 'react';
import { useT } from '../../shared/i18n';
import type { CoordinateSystem } from '../../shared/transport/api';
import { useLive } from '../../shared/transport/live';
import type { LonLat } from '../../shared/transport/wire';
import { Field } from '../../shared/ui/Field';
import { WarningMark } from '../../shared/ui/icons';
import { Segmented } from '../../shared/ui/Segmented';
import { lookAt } from '../state/desk';
import { changeDraft, useDraft } from './draft';
import { PlaceSearch } from './PlaceSearch';

const outside = ({ lon, lat }: LonLat, [west, south, east, north]: readonly number[]) =>
  west !== undefined &&
  south !== undefined &&
  east !== undefined &&
  north !== undefined &&
  (lon < west || lon > east || lat < south || lat > north);

/** Where: a name, a click on the map, or coordinates in a system that is named. */
export function LocationFields({ error }: { error: string | undefined }) {
  const t = useT();
  const { lon, lat, crs, point } = useDraft();
  const bounds = useLive((s) => s.county?.bounds);
  const noteId = useId();
  const unreadable = !point && lon !== '' && lat !== '';
  const wrong = unreadable ? t('form.coordinateBad') : error;
  const systems: readonly { value: CoordinateSystem; content: string }[] = [
    { value: 'WGS84', content: t('form.wgs') },
    { value: 'GCJ02', content: t('form.gcj') },
  ];
  const show = () => {
    if (point) lookAt(point, 13);
  };
  return (
    <fieldset className="location">
      <legend className="visually-hidden">{t('form.locate')}</legend>
      <PlaceSearch />
      <Segmented label={t('form.crs')} value={crs} options={systems} onChange={(value) => changeDraft({ crs: value })} />
      <div className="row">
        <Field label={t('form.lon')}>
          {(control) => (
            <input
              {...control}
              className="input"
              inputMode="decimal"
              aria-invalid={Boolean(wrong)}
              aria-describedby={noteId}
              value={lon}
              onChange={(event) => changeDraft({ lon: event.target.value })}
              onBlur={show}
              data-testid="case-form-lon"
            />
          )}
        </Field>
        <Field label={t('form.lat')}>
          {(control) => (
            <input
              {...control}
              className="input"
              inputMode="decimal"
              aria-invalid={Boolean(wrong)}
              aria-describedby={noteId}
              value={lat}
              onChange={(event) => changeDraft({ lat: event.target.value })}
              onBlur={show}
              data-testid="case-form-lat"
            />
          )}
        </Field>
      </div>
      {wrong && (
        <p className="error mean-danger" role="alert" id={noteId}>
          <WarningMark /> {wrong}
        </p>
      )}
      {point && bounds && outside(point, bounds) && (
        <p className="mean-warning" role="status">
          <WarningMark size={14} /> {t('form.outside')}
        </p>
      )}
    </fieldset>
  );
}
