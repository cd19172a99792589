import { useT } from '../i18n';
import type { SafetyFindingView } from '../transport/careWire';
import { DangerMark, InfoMark, WarningMark } from '../ui/icons';
import { byGravity, findingFigures } from './orderWords';

const marks = { severe: DangerMark, warning: WarningMark, information: InfoMark };
const means = { severe: 'danger', warning: 'warning', information: 'info' } as const;

/** What the safety check found, gravest first, in the reader's words, with the rule's own sentence beside them. */
export function Findings({ findings }: { findings: readonly SafetyFindingView[] }) {
  const t = useT();
  if (findings.length === 0) return null;
  return (
    <ul className="findings" aria-label={t('order.findings')} data-testid="findings">
      {[...findings].sort(byGravity).map((finding) => {
        const Mark = marks[finding.severity];
        const figures = findingFigures(t, finding);
        return (
          <li
            key={`${finding.ruleId} ${finding.code} ${finding.detail}`}
            className={`finding ${means[finding.severity]}`}
            data-severity={finding.severity}
            data-code={finding.code}
          >
            <span className={`mean-${means[finding.severity]}`}>
              <Mark /> <b>{t(`severity.${finding.severity}`)}</b>
            </span>
            <span>
              <b>{t.code('finding', finding.code) ?? finding.detail}</b>
              {figures && <span className="number"> {figures}</span>}
              <span className="faint sentence" lang="en">
                {finding.detail}
              </span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
