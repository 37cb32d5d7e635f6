package site

// Layouts are the layouts of a theme by name, each with what it is given: a nil
// pointer of that type, by which a theme's templates can be checked before
// there is a page.
var Layouts = map[string]any{
	"home": (*Home)(nil), "list": (*List)(nil), "entry": (*Entry)(nil),
	"issues": (*Index)(nil), "issue": (*About)(nil), "goals": (*Goals)(nil), "goal": (*About)(nil), "department": (*About)(nil),
	"partners": (*Index)(nil), "partner": (*About)(nil), "people": (*Index)(nil), "person": (*PersonPage)(nil),
	"costs": (*Costs)(nil), "costyear": (*CostYear)(nil), "tripcosts": (*TripCosts)(nil), "coin": (*CoinPage)(nil), "promises": (*PromisePage)(nil),
	"agenda":      (*AgendaPage)(nil),
	"campaign":    (*CampaignPage)(nil),
	"corrections": (*Corrections)(nil), "newsletters": (*Newsletters)(nil), "newsletter": (*Newsletter)(nil),
	"verdict": (*Verdicts)(nil), "youth": (*Youth)(nil),
	"rules": (*Rules)(nil), "data": (*Data)(nil), "embed": (*Embed)(nil), "embedded": (*Embedded)(nil),
	"page": (*PageView)(nil), "accessibility": (*Plain)(nil), "search": (*SearchPage)(nil), "404": (*Plain)(nil),
}
