import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useT } from '../../shared/i18n';
import { Dialog } from '../../shared/ui/Dialog';
import { showOverlay } from '../state/desk';
import { type Entry, useEntries } from './entries';
import './Palette.css';

/** The most entries in sight. */
const maxShown = 14;

function rank(entry: Entry, wanted: string): number {
  const name = entry.name.toLowerCase();
  if (name.startsWith(wanted)) return 0;
  return name.includes(wanted) || entry.words.toLowerCase().includes(wanted) ? 1 : 9;
}

function find(entries: readonly Entry[], text: string): Entry[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return entries.slice(0, maxShown);
  return entries
    .map((entry) => ({ entry, rank: rank(entry, wanted) }))
    .filter((each) => each.rank < 9)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, maxShown)
    .map((each) => each.entry);
}

/** Everything that can be done or gone to, by name. */
export function Palette() {
  const t = useT();
  const entries = useEntries();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const found = find(entries, text);
  const close = () => showOverlay(undefined);

  const run = (entry: Entry | undefined) => {
    if (!entry) return;
    close();
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setActive(Math.min(found.length - 1, active + 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(0, active - 1));
    else if (event.key === 'Enter') run(found[active]);
    else return;
    event.preventDefault();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the active entry comes into sight.
  useEffect(() => {
    list.current?.querySelector('.active')?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  return (
    <Dialog title={t('palette.title')} onClose={close} className="palette" bare>
      <input
        className="input"
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={found.length > 0 ? `palette-${active}` : undefined}
        aria-label={t('palette.placeholder')}
        placeholder={t('palette.placeholder')}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        data-testid="palette-input"
      />
      <div ref={list} className="list" role="listbox" id="palette-list" aria-label={t('palette.title')}>
        {found.map((entry, i) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the active option.
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys.
          <div
            key={entry.id}
            id={`palette-${i}`}
            role="option"
            aria-selected={i === active}
            className={i === active ? 'active' : ''}
            onClick={() => run(entry)}
          >
            <span className="faint">{entry.group !== found[i - 1]?.group && t(`palette.group.${entry.group}`)}</span>
            <span className="ellipsis">{entry.name}</span>
            {entry.keys && <kbd>{entry.keys}</kbd>}
          </div>
        ))}
        {found.length === 0 && <p className="dim">{t('palette.empty')}</p>}
      </div>
    </Dialog>
  );
}
