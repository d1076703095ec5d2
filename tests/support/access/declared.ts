/**
 * Verbs that answer 2xx to an id which the clinic does not have, as `<slice>.<verb> <id>`, each with its reason.
 * Another clinic's id and nobody's are alike here too; the matrix holds that, and that no other verb does it.
 */
export const answersUnknownIds: Record<string, string> = {
  'bookkeeping.paymentAtGreeting coverageId': 'counts only among her own coverages; else the payer’s copay',
  'frontDesk.exportWaits practitionerId': 'the waits of nobody, which are empty',
  'frontDesk.waits practitionerId': 'the waits of nobody, which are empty',
  'documents.waitingFiles fileId': 'a list, which is empty',
  'checkIn.proposals visitId': 'a list, which is empty',
  'frontDesk.alerts visitId': 'a list, which is empty',
  'movingIn.discard discardImportId': 'what is not there is put away already',
  'orders.pastOrders patientId': 'a list, which is empty',
  'print.papersOf visitId': 'a list, which is empty',
  'reminders.patientMessages bookedVisitId': 'a list, which is empty',
  'scheduling.chainTimes practitionerId': 'a list, which is empty',
  'scheduling.freeTimes patientId': 'leaves nothing out',
  'scheduling.freeTimes practitionerId': 'a list, which is empty',
  'scheduling.freeTimes visitId': 'leaves nothing out',
  'scheduling.patientVisits patientId': 'a list, which is empty',
  'scheduling.printFreeTimes practitionerId': 'a list, which is empty',
  'scheduling.printWeekTemplate practitionerId': 'the clinic’s own hours and no provider’s',
  'scheduling.removeBlock blockId': 'what is not there is removed already',
  'scheduling.removeClosure closureId': 'what is not there is removed already',
  'scheduling.removeDowntime downtimeId': 'what is not there is removed already',
  'scheduling.removeHours hoursId': 'what is not there is removed already',
  'scheduling.saveBlock blockId': 'makes it again under its id: the undo of a removal',
  'scheduling.saveClosure closureId': 'makes it again under its id: the undo of a removal',
  'scheduling.saveDowntime downtimeId': 'makes it again under its id: the undo of a removal',
  'scheduling.weekCounts practitionerId': 'days without a visit',
  'scheduling.weekSheet practitionerId': 'days without a visit',
  'waitlist.entries patientId': 'a list, which is empty',
  'work.listMine patientId': 'a list, which is empty',
};

/** Where a patient may stand beside another patient’s id without a refusal, each with its reason. */
export const unrelatedIds: Record<string, string> = {
  'bookkeeping.paymentAtGreeting coverageId':
    answersUnknownIds['bookkeeping.paymentAtGreeting coverageId'] ?? '',
  'reminders.patientMessages bookedVisitId':
    answersUnknownIds['reminders.patientMessages bookedVisitId'] ?? '',
  'scheduling.freeTimes visitId':
    'the booking that is being moved is left out of the agenda; nothing of it is told',
};

const hersAlone = 'a learner’s own, and nobody of these is the learner';
const herPreceptors = 'for the preceptor who is named, and nobody of these is';

/** Verbs whose sample meets nothing of the world's, each with its reason. */
export const reachNothing: Record<string, string> = {
  'competencies.checkOffHere':
    'who observes has proved herself at that screen a moment before, and a sample has not',
  'records.sayDifferent': 'look-alikes are found at an import; the world has none',
  'reminders.revokeFeed': 'a calendar is its provider’s own, and nobody of these is booked with',
  'training.countersignReview': hersAlone,
  'training.evaluateSite': hersAlone,
  'training.handInJournal': hersAlone,
  'training.learnerPlan': herPreceptors,
  'training.learnerPracticum': herPreceptors,
  'training.logHours': hersAlone,
  'training.printMyHours': hersAlone,
  'training.printMyPlan': hersAlone,
  'training.withdrawBackground': hersAlone,
  'training.withdrawHours': hersAlone,
  'training.writeJournal': hersAlone,
};

/** Verbs that are asked about one patient and may tell of another, each with its reason. */
export const tellsOfOthers: Record<string, string> = {};

/** Verbs that are asked about one patient and whose answer another’s day may change, each with its reason. */
export const sharedWithOthers: Record<string, string> = {
  'audit.listTrail': 'newest first, and so of what just happened to anybody unless she is asked about alone',
  'audit.whoLooked': 'tells of the very questions that are asked here',
  'scheduling.chainTimes': 'a time that another patient has booked is free no more',
  'scheduling.freeTimes': 'a time that another patient has booked is free no more',
  'scheduling.previewSeries': 'a time that another patient has booked is free no more',
  'scheduling.previewSeriesMove': 'a time that another patient has booked is free no more',
};

/** Verbs that act on one patient and write of another too, each with its reason. */
export const actsOnOthers: Record<string, string> = {
  'documents.moveDocument': 'puts a document into the chart to which it belongs',
  'records.sayDifferent': 'says of two that they are different people',
  'waitlist.skipEntry': 'the time goes to the next who waits, and she is asked',
  'waitlist.answerOffer': 'what she lets go goes to the next who waits',
};
