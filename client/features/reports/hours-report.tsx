import { REPORT_ID, type HoursReport as Report } from '#contracts/reports.ts';
import { formatDays, lengthOf } from '#contracts/week.ts';
import { dateInFull, hoursFigure, today } from '../../shared/time.ts';
import { Columns, Legend } from './columns.tsx';
import { reachWords } from './reach-words.ts';
import { type Figures, ReportCard } from './report-card.tsx';
import { useReport } from './use-report.ts';

type Week = Report['weeks'][number];
const title = 'Hours by week';

/** What was worked in each week, and how much of it was overtime. */
export function HoursReport() {
  const report = useReport('hours-by-week', REPORT_ID);
  const row = report.row.value;
  const weeks = row?.weeks ?? [];
  const some = weeks.some(({ workedMinutes, leaveMinutes }) => workedMinutes + leaveMinutes > 0);
  return (
    <ReportCard
      title={title}
      detail={
        row &&
        `${reachWords[row.reach]}${row.reach === 'own' ? '' : `, ${row.people} ${row.people === 1 ? 'person' : 'people'}`}`
      }
      of={report}
      table={some ? tableOf(weeks, shortDate, hoursFigure) : undefined}
      file="hours-by-week.csv"
      csv={() => tableOf(weeks, String, (minutes) => (minutes / 60).toFixed(2))}
      nothing="No week was filled in for the last quarter of a year."
      chart={
        <>
          <Columns
            label={title}
            looks={['plain', 'strong', 'open']}
            words={(hours) => `${hours.toLocaleString('en-AU')} h`}
            columns={weeks.map((week) => ({
              label: `${Number(week.monday.slice(8))}/${Number(week.monday.slice(5, 7))}`,
              text: `Week of ${dateInFull(week.monday)}: ${wordsOf(week)}`,
              parts: [
                ...[week.workedMinutes - week.overtimeMinutes - week.openMinutes, week.overtimeMinutes],
                week.openMinutes,
              ].map((minutes) => minutes / 60),
            }))}
          />
          <Legend
            parts={[
              { look: 'plain', word: 'Ordinary' },
              { look: 'strong', word: 'Overtime' },
              { look: 'open', word: 'Not approved yet' },
            ]}
          />
        </>
      }
    />
  );
}

/** "9 Nov", with the year if it is another. */
function shortDate(date: string): string {
  return formatDays(date, date, today());
}

function wordsOf({ workedMinutes, overtimeMinutes, openMinutes, leaveMinutes }: Week): string {
  const parts = [
    `${lengthOf(workedMinutes)} worked`,
    ...(overtimeMinutes > 0 ? [`${lengthOf(overtimeMinutes)} of it overtime`] : []),
    ...(openMinutes > 0 ? [`${lengthOf(openMinutes)} not approved yet`] : []),
    ...(leaveMinutes > 0 ? [`${lengthOf(leaveMinutes)} on leave`] : []),
  ];
  return parts.join(', ');
}

function tableOf(
  weeks: readonly Week[],
  day: (monday: string) => string,
  figure: (minutes: number) => string,
): Figures {
  const heads = ['Worked', 'Overtime', 'To approve', 'On leave'].map((label) => ({ label, number: true }));
  return {
    columns: [{ label: 'Week of' }, ...heads],
    rows: weeks.map((week) => [
      day(week.monday),
      ...[week.workedMinutes, week.overtimeMinutes, week.openMinutes, week.leaveMinutes].map(figure),
    ]),
  };
}
