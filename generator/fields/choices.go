package fields

// The words of choices, each list in the order in which it is offered.
var (
	// Purposes are what money is spent for, in the order in which it is shown.
	Purposes = []string{"transport", "lodging", "meals", "fees", "interpreting", "communication", "grant", "other"}
	// TravelClasses are those of planes, then those of trains and ships.
	TravelClasses   = []string{"economy", "premium", "business", "first", "second"}
	CostStatuses    = []string{"final", "provisional"}
	SavedPer        = []string{"year", "month", "once"}
	TripStatuses    = []string{"planned", "completed", "cancelled"}
	LessonStatuses  = []string{"adopted", "testing", "rejected"}
	PromiseStatuses = []string{"open", "kept", "late", "dropped"}
	// OutcomeStatuses are how an outcome can stand.
	OutcomeStatuses = []string{"too_early", "under_way", "achieved", "partly", "not_achieved", "dropped"}
	// Audiences are those for whom an event is.
	Audiences     = []string{"citizens", "youth", "staff", "partners", "press"}
	RevisionKinds = []string{"revision", "correction"}
	PartnerKinds  = []string{"city", "region", "network", "organisation", "university"}
	// PublishTo are where a site can be published.
	PublishTo  = []string{"sftp", "ftps", "folder", "git", "commit"}
	Severities = []string{"error", "warning", "off"}
	// Signs are the drawn signs that a local issue can have; each stands in a theme's partial “sign”.
	Signs = []string{
		"waste", "mobility", "lighting", "water", "housing", "schools", "work", "heritage", "energy", "health", "nature", "culture", "safety",
		"sport", "youth", "cycling", "walking", "streets", "parking", "trains", "port", "air", "noise", "climate", "trees", "animals", "food",
		"markets", "farming", "elders", "families", "solidarity", "equality", "access", "libraries", "research", "digital", "tourism",
		"business", "democracy",
	}
)
