import type { ServerSlice, Verbs } from '#platform/server/slice.ts';
import { scheduling } from '../contract.ts';
import { charts } from './charts.ts';
import { bookChain, chainOf, chainTimes } from './book-chain.ts';
import { bookSeries, previewSeries } from './book-series.ts';
import { bookVisit } from './book-visit.ts';
import { taskKinds } from './calls.ts';
import { cancelBooking } from './cancel-booking.ts';
import { cancelSeries } from './cancel-series.ts';
import { daySheet } from './day-sheet.ts';
import { forReview } from './for-review.ts';
import { freeTimes } from './free-times.ts';
import { holdTime } from './hold-time.ts';
import { clearHolds } from './holds.ts';
import { appointmentKeeper } from './keeper.ts';
import { markNoShow } from './mark-no-show.ts';
import { cancelChain, moveChain } from './move-chain.ts';
import { moveBooking } from './move-booking.ts';
import { moveSeries, previewSeriesMove } from './move-series.ts';
import { overbookVisit } from './overbook-visit.ts';
import { patientVisits } from './patient-visits.ts';
import { printDayList } from './papers/day-list.ts';
import { printAppointmentCard, printCancellationLetter } from './papers/for-patient.ts';
import { printFreeTimes } from './papers/free-list.ts';
import { printWeekTemplate } from './papers/week-template.ts';
import { moveMany } from './move-many.ts';
import { proposeMoves } from './propose-moves.ts';
import { releaseHold } from './release-hold.ts';
import { removeBlock } from './remove-block.ts';
import { removeClosure } from './remove-closure.ts';
import { removeDowntime } from './remove-downtime.ts';
import { removeHours } from './remove-hours.ts';
import { restoreBooking } from './restore-booking.ts';
import { saveBlock } from './save-block.ts';
import { saveChain } from './save-chain.ts';
import { saveClosure } from './save-closure.ts';
import { saveDowntime } from './save-downtime.ts';
import { deviceKeeper, saveEquipment } from './save-equipment.ts';
import { saveHours } from './save-hours.ts';
import { locationKeeper, saveRoom } from './save-room.ts';
import { saveSettings } from './save-settings.ts';
import { saveVisitType } from './save-visit-type.ts';
import { seriesOf } from './series-of.ts';
import { setup } from './setup.ts';
import { takeNumber } from './take-number.ts';
import { undoNoShow } from './undo-no-show.ts';
import { weekCounts } from './week-counts.ts';
import { weekSheet } from './week-sheet.ts';

export type { AskedAct, BookingFacts, OnDuty } from './for-others.ts';
export {
  actsAskedBetween,
  bookingOf,
  bookingsOfPractitioner,
  bookingsOfSeries,
  nextFreeTime,
  openBookingsHolding,
  practitionersOnDuty,
  rooms,
  servicesOf,
  visitTypeOf,
  visitTypes,
} from './for-others.ts';
export { factsOf as appointmentFacts, visitTypeSystem, waitWishUrl } from './appointment.ts';
export { cancelBooking } from './cancel-booking.ts';
export { freeTimes } from './free-times.ts';
export { givePatient } from './give-patient.ts';
export { loadSettings as bookingRules } from './load-equipment.ts';
export { moveBooking } from './move-booking.ts';
export { endHold, freeMinutes, giveTime, holdFor } from './offer-time.ts';
export { loadProviders as providers, practitionerNames } from './own.ts';
export { dropBlock } from './remove-block.ts';
export { putBlock } from './save-block.ts';
export { dayPartOf, occupiesTime, unsuitedFor } from './rules.ts';
export { takeBackNoShow } from './no-show.ts';
export { putVisitType as saveVisitTypeRow } from './save-visit-type.ts';
export type { TakenTime, TimeToTake } from './take-time.ts';
export { takeTime } from './take-time.ts';

export const slice = {
  contract: scheduling,
  charts,
  verbs: {
    bookChain,
    bookSeries,
    bookVisit,
    cancelBooking,
    cancelChain,
    cancelSeries,
    chainOf,
    chainTimes,
    daySheet,
    forReview,
    freeTimes,
    holdTime,
    markNoShow,
    moveBooking,
    moveChain,
    moveSeries,
    overbookVisit,
    patientVisits,
    printAppointmentCard,
    printCancellationLetter,
    printDayList,
    printFreeTimes,
    printWeekTemplate,
    previewSeries,
    previewSeriesMove,
    moveMany,
    proposeMoves,
    releaseHold,
    removeBlock,
    removeClosure,
    removeDowntime,
    removeHours,
    restoreBooking,
    saveBlock,
    saveChain,
    saveClosure,
    saveDowntime,
    saveEquipment,
    saveHours,
    saveRoom,
    saveSettings,
    saveVisitType,
    seriesOf,
    setup,
    takeNumber,
    undoNoShow,
    weekCounts,
    weekSheet,
  } satisfies Verbs<typeof scheduling>,
  keepers: [locationKeeper, deviceKeeper, appointmentKeeper],
  taskKinds,
  jobs: [{ name: 'scheduling.clearHolds', cron: '* * * * *', run: clearHolds }],
  resources: {
    Appointment: { read: 'scheduling.read', write: 'scheduling.book' },
    Location: { read: 'scheduling.read', write: 'scheduling.manage' },
    Device: { read: 'scheduling.read', write: 'scheduling.manage' },
    Schedule: { read: 'scheduling.read', write: 'scheduling.manage' },
    Slot: { read: 'scheduling.read', write: 'scheduling.manage' },
  },
} satisfies ServerSlice;
