// The names and shapes below are storage: they are in every log for ever. Add, never rename; a changed shape is a new v.
import type { Fact } from '../kernel.ts';
import type { ClockShift } from '../timesheet/events.ts';

/** Events of `clock/<employee>`. `since` is a moment, ISO 8601; `date` and `time` are what the company's clocks showed. */
export type ClockEvent =
  | Fact<
      'ClockedIn',
      {
        readonly employeeName: string;
        readonly since: string;
        readonly date: string;
        readonly time: string;
        readonly orderId?: string | undefined;
        readonly orderNumber?: string | undefined;
      }
    >
  /** `entered`: the week of `monday` took the shift as worked time. */
  | Fact<
      'ClockedOut',
      {
        readonly employeeName: string;
        readonly monday: string;
        readonly shift: ClockShift;
        readonly entered: boolean;
      }
    >;
