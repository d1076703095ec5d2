/**
 * Codes of refusals that keep somebody from what is not hers: of each, every place in the source is cut out once and
 * must be missed. All other codes are rules of a duty; a code that stands in neither list is a failure, so that a new
 * check cannot be forgotten.
 */
export const accessCodes = [
  ...['notFound', 'notSignedIn', 'notAllowed', 'wrongPlace', 'crossSite', 'notYours', 'notYourVisit'],
  ...['secondIdentifierRequired', 'identityMismatch', 'stationNotFound', 'staffMissing', 'jobMissing'],
  ...['linkNotGood', 'wrongPassword', 'wrongSignIn', 'takenByOther', 'keyReused', 'unknownLine'],
  ...['wrongCode', 'passkeyNotGood', 'codeNotGood'],
  ...['credentialMissing', 'educationMissing', 'evidenceMissing', 'delegationMissing', 'practiceMissing'],
  ...['notHers', 'notHersToRevoke', 'licensedAct', 'notToThisJob', 'ownCompetency', 'observerNotAllowed'],
  ...['noCalendar', 'callNotGood', 'notKiosk', 'kioskElsewhere', 'noMatch', 'alertOfAnother'],
];

export const dutyCodes = [
  ...['tooMany', 'locked', 'invalidInput', 'versionChanged', 'unreadable', 'daysNotGood', 'staffDisabled'],
  ...['scopeNotGood', 'loginTaken', 'lastManager', 'clinicMissing', 'draftTooLarge', 'wait', 'sessionOver'],
  ...['pinSpent', 'wrongPin', 'stationNameTaken', 'nobodyMay', 'unknownFee', 'alreadySettled', 'conflict'],
  ...['samePerson', 'records_field_birthDateRequired', 'records_field_birthDateInFuture'],
  ...['records_field_noSuchDate', 'records_field_birthDateTooOld', 'lookAlikes', 'allergiesListed'],
  ...[
    'nothingToReview',
    'alreadyListed',
    'fileUnreadable',
    'timeTwice',
    'timeSkipped',
    'inThePast',
    'closed',
  ],
  ...['notOpen', 'alreadyHere', 'tooEarly', 'notCancelled', 'sameStart', 'nameTaken', 'notNoShow', 'dayOver'],
  ...['notIdentified', 'guardianNeeded', 'formsMissing', 'alreadyCovered', 'orderTaken', 'payerId', 'to'],
  ...['subscriber.name', 'subscriber.birthDate', 'copay', 'memberNumber', 'notInForce', 'roomTaken'],
  ...['nothingToUndo', 'movedSince', 'versionTaken', 'alreadyToday', 'unknownVisitType', 'codeTaken'],
  ...['notSigned', 'askTheLaw', 'lastManagingJob', 'signed', 'codeNotListed', 'alreadyThere', 'otherKind'],
  ...['notOrderedYet', 'orderOver', 'notPerformed', 'noteChanged', 'nothingToPrint', 'notStarted'],
  ...['allergyWarning', 'noteMissing', 'diagnosisMissing', 'coSignMissing', 'doItThere', 'ownDifference'],
  ...['drawerState', 'openDrawer', 'reasonNeeded', 'approvalNeeded', 'notSoMuchCash', 'dayNotOver'],
  ...['alreadyLocked', 'drawersOpen', 'visitsWithoutCharge', 'unknownAccount', 'notHere', 'depositUsed'],
  ...['unpaidReasonNeeded', 'priceMissing', 'linesChanged', 'noChargeReasonNeeded', 'moreThanOwed'],
  ...['depositTooSmall', 'drawerStillOpen', 'nothingOwed', 'nothingPaid', 'notEnough', 'alreadyVoid'],
  ...['clinicExists', 'codeWrong', 'nothingToSign', 'nothingEntered', 'confirmPlausibility', 'otherMeasure'],
  ...['alreadyInError', 'alreadyFinal', 'nothingCritical', 'gone', 'unavailable', 'privacyNotice'],
  ...['generalConsent', 'factorNotOffered', 'ticketOver', 'nothingBegun', 'factorNeeded', 'passkeysNotHere'],
  ...['searchTooCostly', 'notKept', 'alreadyRunning', 'notReady', 'tooLate', 'sameForCertain'],
  ...['mappingUnknown', 'fileEmpty', 'tooManyRows'],
  ...['notForPatient', 'overbookFull', 'equipmentTaken', 'noNumbers', 'sessionFull', 'notWaiting'],
  ...['visitOver', 'alreadyDecided', 'alertClosed', 'alreadyCalled', 'unknownQuestion', 'withProvider'],
  ...['takenOn', 'stillBooked', 'alreadyWaiting', 'offerOver', 'timeOver', 'timeOffered', 'hasOffer'],
  ...['doesNotFit', 'shortNotice', 'routeClosed', 'pointsMissing', 'toHerself', 'actUnknown', 'changedSince'],
  ...['opensNothing', 'wouldClose', 'changedMeanwhile', 'practicesMissing', 'markedAsError', 'notValidated'],
  ...['noPage', 'noWay', 'noAddress', 'notBooked', 'birthDateDiffers'],
  ...['seriesClashes', 'notInSeries', 'distanceBroken', 'notInChain', 'noTimeForStep'],
];
