import { type KeyboardEvent, useId, useState } from 'react';
import { useT } from '../../shared/i18n';
import { Field } from '../../shared/ui/Field';
import { lookAt } from '../state/desk';
import { findPlaces, type Place, usePlaces } from '../state/places';
import { changeDraft, setDraftPoint, useDraft } from './draft';

/** An address in the caller's words, and the places whose names it contains. */
export function PlaceSearch() {
  const t = useT();
  const listId = useId();
  const address = useDraft((d) => d.address);
  const places = usePlaces();
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const found = open ? findPlaces(places, address) : [];

  const choose = (place: Place) => {
    changeDraft({ address: place.name });
    setDraftPoint(place.at);
    lookAt(place.at, 13);
    setOpen(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (found.length === 0) return;
    if (event.key === 'ArrowDown') setActive((active + 1) % found.length);
    else if (event.key === 'ArrowUp') setActive((active - 1 + found.length) % found.length);
    else if (event.key === 'Enter' && !event.ctrlKey) {
      const place = found[active];
      if (place) choose(place);
    } else if (event.key === 'Escape') setOpen(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="place-search">
      <Field label={t('form.place')} hint={open && address.trim() && found.length === 0 ? t('form.placeNone') : undefined}>
        {(control) => (
          <input
            {...control}
            className="input"
            role="combobox"
            aria-expanded={found.length > 0}
            aria-controls={listId}
            aria-activedescendant={found.length > 0 ? `${listId}-${active}` : undefined}
            autoComplete="off"
            placeholder={t('form.placeHint')}
            maxLength={200}
            value={address}
            onChange={(event) => {
              changeDraft({ address: event.target.value });
              setOpen(true);
              setActive(0);
            }}
            onKeyDown={onKeyDown}
            onBlur={() => setOpen(false)}
            data-testid="case-form-address"
          />
        )}
      </Field>
      {found.length > 0 && (
        <div className="suggestions" role="listbox" id={listId} aria-label={t('form.place')}>
          {found.map((place, i) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the active option.
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys.
            <div
              key={`${place.kind} ${place.name} ${place.at.lon}`}
              role="option"
              id={`${listId}-${i}`}
              aria-selected={i === active}
              className={i === active ? 'active' : ''}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => choose(place)}
            >
              <span className="ellipsis">{place.name}</span> <span className="faint">{t(`form.kind.${place.kind}`)}</span>
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
