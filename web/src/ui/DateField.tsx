import { parseDate, type CalendarDate } from '@internationalized/date';
import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react';
import {
  Button as AriaButton,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  DateInput,
  DatePicker,
  DateSegment,
  Dialog as AriaDialog,
  Group,
  Heading,
  Popover as AriaPopover,
} from 'react-aria-components';
import { kit } from '@/i18n/ru/kit';
import { ariaField, fieldClass, FieldFoot, FieldLabel, type FieldBase } from './Field';

export interface DateFieldProps extends FieldBase {
  /** 'YYYY-MM-DD' or '' when empty. */
  value: string;
  onChange: (value: string) => void;
  min?: string;
  max?: string;
  /** Days that cannot be chosen: non-working ones. */
  unavailable?: (day: string) => boolean;
}

const day = (text: string): CalendarDate | null => (text === '' ? null : parseDate(text.slice(0, 10)));

/** A day: typed by segments or taken from the calendar. */
export function DateField(props: DateFieldProps) {
  const { value, onChange, min, max, unavailable } = props;
  return (
    <DatePicker
      {...ariaField(props)}
      className={fieldClass(props)}
      value={day(value)}
      onChange={(next) => onChange(next === null ? '' : next.toString())}
      shouldForceLeadingZeros
      minValue={min === undefined ? null : parseDate(min)}
      maxValue={max === undefined ? null : parseDate(max)}
      isDateUnavailable={(one) => unavailable?.(one.toString().slice(0, 10)) ?? false}
    >
      <FieldLabel label={props.label} aside={props.aside} />
      <Group className="input date">
        <DateInput className="date-input">{(segment) => <DateSegment segment={segment} className="date-segment" />}</DateInput>
        <AriaButton className="combo-open" aria-label={kit.calendar}>
          <CalendarDays size="1.125em" aria-hidden />
        </AriaButton>
      </Group>
      <FieldFoot hint={props.hint} error={props.error} />
      <AriaPopover className="popover" offset={4}>
        <AriaDialog className="calendar-dialog" aria-label={props.label}>
          <MonthCalendar />
        </AriaDialog>
      </AriaPopover>
    </DatePicker>
  );
}

function MonthCalendar() {
  return (
    <Calendar className="calendar" firstDayOfWeek="mon">
      <header className="calendar-head">
        <AriaButton slot="previous" className="icon-button" aria-label={kit.previousMonth}>
          <ChevronLeft size="1.25em" aria-hidden />
        </AriaButton>
        <Heading className="calendar-title" />
        <AriaButton slot="next" className="icon-button" aria-label={kit.nextMonth}>
          <ChevronRight size="1.25em" aria-hidden />
        </AriaButton>
      </header>
      <CalendarGrid weekdayStyle="short">
        <CalendarGridHeader>{(name) => <CalendarHeaderCell className="calendar-weekday">{name}</CalendarHeaderCell>}</CalendarGridHeader>
        <CalendarGridBody>{(date) => <CalendarCell date={date} className="calendar-day" />}</CalendarGridBody>
      </CalendarGrid>
    </Calendar>
  );
}
