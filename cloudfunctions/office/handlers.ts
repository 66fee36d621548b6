import type { OfficeRoute } from '@domain/contracts'
import { enterContest, withdrawEntry } from '../lib/contest/enter'
import { inviteJuror } from '../lib/contest/jury'
import { lookAtSpread, openContest, publishContest } from '../lib/contest/organise'
import { getOfficeContest } from '../lib/contest/read'
import { enterTalent, getTalent, withdrawTalent } from '../lib/contest/talent'
import { answerNeed, listLateNeeds, listOfficeNeeds, mergeNeed } from '../lib/governance/answer'
import { closeProject, listProjects, saveProject } from '../lib/governance/project-office'
import { decideTopic, listOfficeTopics, openVote, saveTopic } from '../lib/governance/topic-office'
import type { Handlers } from '../lib/kernel/router/router'
import { closeCentre, previewClosure, removeClosure } from '../lib/office/centres/closures'
import { createCentre, getCentreEdit, listOfficeCentres, saveCentre } from '../lib/office/centres/edit'
import { importCentres } from '../lib/office/centres/import'
import { saveStation } from '../lib/office/centres/stations'
import { getFigures } from '../lib/office/day/figures'
import { getRatings } from '../lib/office/day/ratings'
import { getRollUp } from '../lib/office/day/roll-up'
import { getTasks } from '../lib/office/day/tasks'
import { getWeek } from '../lib/office/day/week'
import { listOfferings, saveOffering } from '../lib/office/offerings/edit'
import { revoke, setDuties } from '../lib/office/team/change'
import { importStaff } from '../lib/office/team/import'
import { getInvitation, invite, withdrawInvitation } from '../lib/office/team/invite'
import { getJournal } from '../lib/office/team/journal'
import { showInvitation } from '../lib/office/team/show'
import { getTeam } from '../lib/office/team/team'
import { changeSession, previewChange } from '../lib/office/timetable/change'
import { removeDrafts, saveDraft } from '../lib/office/timetable/drafts'
import { importTimetable } from '../lib/office/timetable/import'
import { copy, previewCopy, previewRepeat, repeat } from '../lib/office/timetable/many'
import { publish } from '../lib/office/timetable/publish'
import { getTimetable } from '../lib/office/timetable/read'
import { unpublish } from '../lib/office/timetable/unpublish'
import { listSetbacks } from '../lib/office/watch/setbacks'
import { watchSystem } from '../lib/office/watch/watch'
import { closeGroup, getGroupDesk, getGroups, saveGroup, setHolder } from '../lib/participation/group-office'
import { getHonoursOfCentre, nominateAsStaff, recheckHonour } from '../lib/participation/honour-office'
import { getPoints, saveGood, savePanel, saveTask } from '../lib/participation/manage'
import { getPartners, reviewPartner, savePartner } from '../lib/participation/partner-office'
import { getDeeds, reclaim } from '../lib/participation/reclaim'
import { approveHours, cancelShift, getVolunteers, saveShift } from '../lib/participation/shift-plans'
import { checkCertificate, enterCertificate, getWorkers } from '../lib/participation/social-workers'
import { splitHousehold } from '../lib/participation/splits'
import { getWants, saveWant } from '../lib/participation/wants'
import { decideStars, disputeStars, explainStars, recheckStars } from '../lib/rating/cases'
import { getStarBoard, getStarRecords, getStars } from '../lib/rating/read'
import { openStars, publishStars } from '../lib/rating/rounds'
import { appraiseStars, assessStars, reviewStars } from '../lib/rating/sheets'

/** Handlers of all routes of the back office. */
export const officeHandlers: Handlers<OfficeRoute> = {
  'office.ratings': getRatings,
  'office.team': getTeam,
  'office.invite': invite,
  'office.invitation': getInvitation,
  'office.withdrawInvitation': withdrawInvitation,
  'office.setDuties': setDuties,
  'office.revoke': revoke,
  'office.journal': getJournal,
  'office.setbacks': listSetbacks,
  'office.watch': watchSystem,
  'office.offerings': listOfferings,
  'office.saveOffering': saveOffering,
  'office.timetable': getTimetable,
  'office.saveDraft': saveDraft,
  'office.removeDrafts': removeDrafts,
  'office.previewRepeat': previewRepeat,
  'office.repeat': repeat,
  'office.previewCopy': previewCopy,
  'office.copy': copy,
  'office.importTimetable': importTimetable,
  'office.importStaff': importStaff,
  'office.showInvitation': showInvitation,
  'office.publish': publish,
  'office.unpublish': unpublish,
  'office.previewChange': previewChange,
  'office.changeSession': changeSession,
  'office.week': getWeek,
  'office.figures': getFigures,
  'office.rollUp': getRollUp,
  'office.tasks': getTasks,
  'office.centres': listOfficeCentres,
  'office.createCentre': createCentre,
  'office.importCentres': importCentres,
  'office.centre': getCentreEdit,
  'office.saveCentre': saveCentre,
  'office.previewClosure': previewClosure,
  'office.closeCentre': closeCentre,
  'office.removeClosure': removeClosure,
  'office.saveStation': saveStation,
  'office.points': getPoints,
  'office.pointDeeds': getDeeds,
  'office.splitPoints': splitHousehold,
  'office.honours': getHonoursOfCentre,
  'office.nominateHonour': nominateAsStaff,
  'office.recheckHonour': recheckHonour,
  'office.reclaimPoints': reclaim,
  'office.savePointTask': saveTask,
  'office.savePointGood': saveGood,
  'office.savePointPanel': savePanel,
  'office.needs': listOfficeNeeds,
  'office.lateNeeds': listLateNeeds,
  'office.answerNeed': answerNeed,
  'office.mergeNeed': mergeNeed,
  'office.stars': getStars,
  'office.starRecords': getStarRecords,
  'office.starBoard': getStarBoard,
  'office.openStars': openStars,
  'office.assessStars': assessStars,
  'office.reviewStars': reviewStars,
  'office.appraiseStars': appraiseStars,
  'office.publishStars': publishStars,
  'office.disputeStars': disputeStars,
  'office.decideStars': decideStars,
  'office.explainStars': explainStars,
  'office.recheckStars': recheckStars,
  'office.contest': getOfficeContest,
  'office.openContest': openContest,
  'office.enterContest': enterContest,
  'office.withdrawEntry': withdrawEntry,
  'office.inviteJuror': inviteJuror,
  'office.lookAtSpread': lookAtSpread,
  'office.publishContest': publishContest,
  'office.talent': getTalent,
  'office.enterTalent': enterTalent,
  'office.withdrawTalent': withdrawTalent,
  'office.volunteers': getVolunteers,
  'office.saveShift': saveShift,
  'office.cancelShift': cancelShift,
  'office.approveHours': approveHours,
  'office.workers': getWorkers,
  'office.enterCertificate': enterCertificate,
  'office.checkCertificate': checkCertificate,
  'office.groups': getGroups,
  'office.group': getGroupDesk,
  'office.saveGroup': saveGroup,
  'office.closeGroup': closeGroup,
  'office.groupHolder': setHolder,
  'office.wants': getWants,
  'office.saveWant': saveWant,
  'office.partners': getPartners,
  'office.savePartner': savePartner,
  'office.reviewPartner': reviewPartner,
  'office.topics': listOfficeTopics,
  'office.saveTopic': saveTopic,
  'office.openVote': openVote,
  'office.decideTopic': decideTopic,
  'office.projects': listProjects,
  'office.saveProject': saveProject,
  'office.closeProject': closeProject,
}
