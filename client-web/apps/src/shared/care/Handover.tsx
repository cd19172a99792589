import { useEffect, useState } from 'react';
import type { Translate } from '../i18n';
import { useT } from '../i18n';
import { type Format, useFormat } from '../i18n/format';
import { careApi } from '../transport/careApi';
import { Dialog } from '../ui/Dialog';
import { WarningMark } from '../ui/icons';
import './Handover.css';

interface Line {
  readonly code: string;
  readonly value?: string | null;
  readonly unit?: string | null;
  readonly at?: string | null;
  readonly by?: string | null;
  readonly detail?: string | null;
}

interface Report {
  readonly caseNumber: string;
  readonly centre: string;
  readonly madeAt: string;
  readonly sections: readonly { readonly code: string; readonly lines: readonly Line[] }[];
}

const families: Readonly<Record<string, string>> = {
  vital: 'vital',
  range: 'vital',
  score: 'score',
  clock: 'clock',
  milestone: 'milestone',
  order: 'orderState',
};

/** What a line is called: by its own code, or by the family that the first word of the code names. */
export function lineName(t: Translate, code: string): string {
  const own = t.code('handoverLine', code);
  if (own) return own;
  const at = code.indexOf('.');
  const family = families[code.slice(0, at)];
  return (family && t.code(family, code.slice(at + 1))) ?? code;
}

/** Lines whose detail is only the id of what they are about. */
const named = /^(ecg|order)\./;

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

function lineValue(t: Translate, format: Format, line: Line): string {
  const { value } = line;
  if (value === null || value === undefined) return t('common.unknown');
  if (instant.test(value)) return format.dateTime(value);
  if (line.code === 'age' && line.unit === 'a') return t('patient.years', { n: value });
  if (line.code === 'age' && line.unit === 'mo') return t('patient.ageMonths', { n: value });
  // A recording's id means nothing to a reader; its time, beside it, does.
  if (line.code === 'ecg') return t('ecg.recorded');
  if (line.code === 'ecg.statement') return value.replace(/^[a-z-]+/, (word) => t.code('ecg.statement', word) ?? word);
  const said =
    line.code === 'channel' ? t.code('channel', value) : line.code === 'sex' ? t.code('patient.sex', value) : undefined;
  return `${said ?? value}${line.unit ? ` ${line.unit}` : ''}`;
}

function useReport(caseId: string, patientId: string) {
  const [report, setReport] = useState<Report>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let current = true;
    careApi.handover(caseId, patientId).then(
      (read) => current && setReport(read as Report),
      // Said in the dialog; opening it again asks again.
      () => current && setFailed(true),
    );
    return () => {
      current = false;
    };
  }, [caseId, patientId]);
  return { report, failed };
}

function Section({ code, lines }: Report['sections'][number]) {
  const t = useT();
  const format = useFormat();
  return (
    <section>
      <h3>{t.code('handoverSection', code) ?? code}</h3>
      <table>
        <tbody>
          {lines.map((line, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a report have no other name, and do not change.
            <tr key={i}>
              <th scope="row">{lineName(t, line.code)}</th>
              <td className={line.value == null ? 'faint' : ''}>{lineValue(t, format, line)}</td>
              <td className="dim">{[named.test(line.code) ? undefined : line.detail, line.by].filter(Boolean).join(' · ')}</td>
              <td className="dim number">{line.at && format.time(line.at)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The handover report as it is read at the hospital's door, to look at, print, or take along as FHIR. */
export function Handover({ caseId, patientId, onClose }: { caseId: string; patientId: string; onClose: () => void }) {
  const t = useT();
  const format = useFormat();
  const { report, failed } = useReport(caseId, patientId);
  return (
    <Dialog title={t('handover.title')} onClose={onClose} className="handover">
      {failed && (
        <p className="mean-warning" role="alert">
          <WarningMark /> {t('handover.failed')}
        </p>
      )}
      {!report && !failed && <p className="dim">{t('common.loading')}</p>}
      {report && (
        <article data-testid="handover">
          <p className="handover-head">
            <b>{report.centre}</b> <b className="number">{report.caseNumber}</b>{' '}
            <span className="dim">{t('handover.made', { time: format.dateTime(report.madeAt) })}</span>
          </p>
          {report.sections.map((section) => (
            <Section key={section.code} {...section} />
          ))}
        </article>
      )}
      <div className="buttons no-print">
        <a className="btn" href={careApi.fhirPath(caseId, patientId)} download data-testid="handover-fhir">
          {t('handover.fhir')}
        </a>
        <button type="button" className="btn primary" onClick={() => window.print()} data-testid="handover-print">
          {t('handover.print')}
        </button>
      </div>
    </Dialog>
  );
}
