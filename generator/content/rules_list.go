package content

import (
	"slices"
	"strings"

	"parvis/generator/frontmatter"
	"parvis/generator/markdown"
	"parvis/generator/source"
)

// This file lists all rules, in the order in which they are shown.

// own are the rules of this package in the order in which they are shown.
var own = []*source.Rule{
	ruleBenefitMissing,
	ruleBenefitEcho,
	ruleBenefitCopied,
	ruleBenefitAlike,
	ruleBenefitVague,
	ruleBenefitActivity,
	ruleBenefitUncheckable,
	ruleTextPlaceholder,
	rulePurposeVague,
	ruleExampleLeft,
	ruleAmountForm,
	ruleAmountDecimals,
	ruleCurrencyUnknown,
	ruleCountryUnknown,
	ruleDestinationForm,
	ruleCoordinates,
	rulePlaceElsewhere,
	ruleGoalUnknown,
	ruleURLForm,
	ruleLanguageUnknown,
	ruleIDForm,
	ruleYearForm,
	ruleOrganisationForm,
	rulePublishSecret,
	ruleDateOrder,
	ruleMandateLate,
	ruleOutcomeBeforeCause,
	ruleReason,
	ruleDueMissing,
	ruleDayBeforeSigned,
	ruleVoiceConsent,
	ruleTraveller,
	ruleOfficialNotElected,
	ruleCostZero,
	ruleCostOverrun,
	ruleLineUnnamed,
	ruleLineUnfitting,
	ruleCostNegativeLine,
	ruleCostNegative,
	ruleRateMissing,
	ruleCostPendingLines,
	ruleCostPendingLate,
	ruleReferenceUnknown,
	ruleReferenceDraft,
	ruleIDDuplicate,
	ruleAddressTaken,
	ruleFileMisplaced,
	ruleLayoutUnknown,
	ruleFileMissing,
	ruleLinkBroken,
	ruleAltMissing,
	ruleTranslationOrphan,
	ruleTranslationFact,
	ruleTranslationShape,
	ruleTranslationMissing,
	ruleRuleUnknown,
	ruleRuleLocked,
	rulePitchMissing,
	rulePitchLong,
	ruleOfficialMissing,
	ruleDepartmentsMissing,
	ruleIssuesMissing,
	ruleNewsletterUnsigned,
	ruleNewsletterNotElected,
	ruleNewsletterOutOfOffice,
	ruleNewsletterNoPurpose,
	ruleNewsletterGap,
	ruleNewsletterLong,
	ruleNewsletterOverfull,
	ruleNewsletterHeavy,
	ruleNewsletterFirstPerson,
	ruleFigureUntrue,
	ruleReportLate,
	ruleCostLate,
	rulePromiseLate,
	ruleAgreementDormant,
	ruleReviewLate,
	ruleStatusLate,
	ruleFileUnnamed,
	ruleFileIgnored,
	ruleFilePrivate,
	ruleFileName,
	ruleFileUnreadable,
	ruleStaticPrivate,
	ruleFileRuns,
	ruleStaticRuns,
	ruleEmbedUnsaid,
	ruleFileHeavy,
	rulePromiseVanished,
	ruleTimezoneUnknown,
	ruleTimezoneMissing,
	ruleDayMissing,
	ruleDayUnfitting,
	ruleReasonUndated,
	ruleSilentCorrection,
	ruleHistoryAhead,
	rulePictureDamaged,
	rulePictureLocated,
	rulePictureFormat,
	rulePictureLarge,
	rulePictureName,
	ruleStaticLocated,
	ruleDocumentAuthor,
	ruleFilm,
	ruleAttendedEarly,
	ruleProgrammeOutside,
	ruleFeatureStaff,
	ruleVerdictSum,
	ruleVerdictQuestion,
	ruleVerdictUnanswered,
	ruleCampaignEvent,
	ruleMessageLong,
	ruleToldBefore,
	ruleStaffLast,
}

// Rules returns all published rules: the gate first, then what an entry
// states, then how files are written.
func Rules() []*source.Rule { return slices.Concat(own, markdown.Rules, frontmatter.Rules) }

// FindRule returns the rule of that name, or nil.
func FindRule(name string) *source.Rule {
	for _, r := range Rules() {
		if strings.EqualFold(r.Name, name) {
			return r
		}
	}
	return nil
}

// RuleNames returns the names of all published rules, in their order.
func RuleNames() []string {
	var out []string
	for _, r := range Rules() {
		out = append(out, r.Name)
	}
	return out
}
