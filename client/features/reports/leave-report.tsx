import { REPORT_ID, type LeaveReport as Report } from '#contracts/reports.ts';
import { dateInFull, hoursFigure } from '../../shared/time.ts';
import { leaveName } from '../leave/leave-words.ts';
import { Bars } from './bars.tsx';
import { reachWords } from './reach-words.ts';
import { type Figures, ReportCard } from './report-card.tsx';
import { useReport } from './use-report.ts';

const title = 'Leave by type';

/** Approved leave of the last twelve months, and what is still to come. */
export function LeaveReport() {
  const report = useReport('leave-by-type', REPORT_ID);
  const row = report.row.value;
  const types = row?.types ?? [];
  return (
    <ReportCard
      title={title}
      detail={row && `${reachWords[row.reach]}, taken since ${dateInFull(row.from)}`}
      of={report}
      table={types.length === 0 ? undefined : tableOf(types, hoursFigure)}
      file="leave-by-type.csv"
      csv={() => tableOf(types, (minutes) => (minutes / 60).toFixed(2))}
      nothing="No leave was taken, and none is approved."
      chart={
        <Bars
          label={title}
          bars={types.map(({ type, takenMinutes, comingMinutes }) => ({
            label: leaveName(type),
            figure: takenMinutes,
            word: `${hoursFigure(takenMinutes)}${comingMinutes > 0 ? `, ${hoursFigure(comingMinutes)} to come` : ''}`,
          }))}
        />
      }
    />
  );
}

function tableOf(types: Report['types'], figure: (minutes: number) => string): Figures {
  return {
    columns: [{ label: 'Type' }, { label: 'Taken', number: true }, { label: 'To come', number: true }],
    rows: types.map(({ type, takenMinutes, comingMinutes }) => [
      leaveName(type),
      figure(takenMinutes),
      figure(comingMinutes),
    ]),
  };
}
