package importer

import (
	"regexp"
	"strings"

	"parvis/generator/content"
	"parvis/generator/i18n"
)

// Names of places beyond those of countries, which package i18n knows. They
// are no gazetteer: they hold what tables write behind a city instead of its
// country, and those cities whose region or country shares a code with
// another country.

// regions are parts of countries by their folded names, with their usual
// abbreviations; the two-letter codes stand in regionCodes.
var regions = byFold(map[string]string{
	"US": "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|District of Columbia|Florida|Georgia|Hawaii|Idaho|" +
		"Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|" +
		"Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|" +
		"South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|Washington State|West Virginia|Wisconsin|Wyoming" +
		"|Californie|Caroline du Nord|Caroline du Sud|Dakota du Nord|Dakota du Sud|District de " +
		"Columbia|Floride|Géorgie|Hawaï|Louisiane|Nouveau-Mexique|Pennsylvanie|Virginie|Virginie-Occidentale|État de New York|État de " +
		"Washington" +
		"|Calif|Mass|Penn|Fla|Tex|Mich|Minn|Conn|Ore|Wisc|Ariz|Tenn|Distrito de Columbia|Nueva York|Nuevo México|Carolina del Norte|Carolina del " +
		"Sur|Pensilvania",
	"CA": "Alberta|British Columbia|Manitoba|New Brunswick|Newfoundland|Newfoundland and Labrador|Northwest Territories|Nova Scotia|Nunavut|Ontario|Prince " +
		"Edward Island|Quebec|Saskatchewan|Yukon" +
		"|Colombie-Britannique|Nouveau-Brunswick|Terre-Neuve|Terre-Neuve-et-Labrador|Territoires du " +
		"Nord-Ouest|Nouvelle-Écosse|Île-du-Prince-Édouard|Ont|Que|Alta|Sask|Man|Nfld|P.E.I.",
	"AE": "Emirate of Dubai|Émirat de Dubaï|Emirate of Abu Dhabi|Émirat d'Abou Dabi|Emirate of Sharjah",
})

// regionCodes are the postal codes of states and provinces.
var regionCodes = byFold(map[string]string{
	"US": "AL|AK|AZ|AR|CA|CO|CT|DC|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|TN|" +
		"TX|UT|VT|VA|WA|WV|WI|WY",
	"CA": "AB|BC|MB|NB|NL|NS|NT|NU|ON|PE|QC|SK|YT",
})

// cities settle what a code shared by two countries means: MA is Morocco
// behind Rabat and Massachusetts behind Boston. A city that is not listed is
// asked about.
var cities = byFold(map[string]string{
	"US": "Montgomery|Birmingham|Huntsville|Mobile|Little Rock|Bentonville|Fayetteville|Phoenix|Tucson|Scottsdale|Mesa|Tempe|Flagstaff|Los Angeles|San " +
		"Francisco|Sacramento|San Diego|San Jose|Oakland|Palo Alto|Berkeley|Long Beach|Anaheim|Santa Monica|Santa " +
		"Barbara|Pasadena|Irvine|Mountain View|Fresno" +
		"|Denver|Boulder|Colorado Springs|Aspen|Fort Collins|Wilmington|Dover|Atlanta|Savannah|Augusta|Macon|Boise|Sun " +
		"Valley|Chicago|Springfield|Evanston|Peoria|Indianapolis|Fort Wayne|South Bend|Bloomington|Louisville|Lexington|New " +
		"Orleans|Baton Rouge|Shreveport|Lafayette" +
		"|Boston|Cambridge|Worcester|Lowell|Salem|Somerville|Amherst|Baltimore|Annapolis|Bethesda|Rockville|College Park|Silver " +
		"Spring|Portland|Bangor|Minneapolis|Saint Paul|Duluth|Rochester|Kansas City|Saint Louis|Columbia|Jefferson " +
		"City|Jackson|Biloxi|Helena|Billings|Missoula|Bozeman" +
		"|Charlotte|Raleigh|Durham|Asheville|Greensboro|Omaha|Lincoln|Philadelphia|Pittsburgh|Harrisburg|Hershey|Charleston|Greenville|Sioux Falls|Rapid " +
		"City|Nashville|Memphis|Knoxville|Chattanooga|Richmond|Norfolk|Arlington|Alexandria|Virginia Beach|Charlottesville",
	"CA": "Toronto|Montreal|Ottawa|Vancouver|Quebec|Quebec City|Calgary|Edmonton|Winnipeg|Halifax|Victoria|Hamilton|Regina|Saskatoon|St. John's|Corner " +
		"Brook|Charlottetown|Whitehorse|Iqaluit",
	"AL": "Tirana|Durres", "AR": "Buenos Aires|Córdoba|Rosario|Mendoza", "AZ": "Baku", "CO": "Bogotá|Medellín|Cali|Cartagena|Barranquilla",
	"DE": "Berlin|Hamburg|Munich|München|Cologne|Köln|Frankfurt|Bonn|Stuttgart|Düsseldorf|Dresden|Leipzig|Nuremberg|Nürnberg|Heidelberg|" +
		"Freiburg|Mannheim|Essen|Dortmund|Bremen|Hannover|Hanover|Aachen|Potsdam|Karlsruhe|Tübingen|Ulm|Kiel|Mainz|Erfurt|Weimar|Rostock",
	"GA": "Libreville", "GE": "Tbilisi|Tiflis|Batumi|Kutaisi|Tbilissi", "ID": "Jakarta|Bali|Denpasar|Bandung|Surabaya|Yogyakarta",
	"IL": "Tel Aviv|Jerusalem|Haifa",
	"IN": "New Delhi|Delhi|Mumbai|Bangalore|Bengaluru|Chennai|Kolkata|Hyderabad|Pune|Ahmedabad|Jaipur|Varanasi", "KY": "George Town",
	"LA": "Vientiane|Luang Prabang",
	"MA": "Rabat|Casablanca|Marrakech|Marrakesh|Fez|Fès|Tangier|Tanger|Agadir|Meknes|Tétouan|Chefchaouen", "MD": "Chisinau",
	"ME": "Podgorica|Kotor|Budva", "MN": "Ulaanbaatar|Ulan Bator", "MO": "Macau|Macao", "MT": "Valletta|Sliema",
	"NC": "Nouméa", "NE": "Niamey", "NL": "Amsterdam|Rotterdam|The Hague|Den Haag|La " +
		"Haye|Utrecht|Eindhoven|Delft|Groningen|Maastricht|Leiden|Nijmegen|Haarlem|Tilburg|Breda|Arnhem", "PA": "Panama|Panama City",
	"PE": "Lima|Cusco|Arequipa", "SD": "Khartoum", "SK": "Bratislava|Košice", "TN": "Tunis|Sfax|Sousse", "YT": "Mamoudzou",
})

// byFold turns lists by country into countries by folded name.
func byFold(lists map[string]string) map[string]string {
	out := map[string]string{}
	for code, names := range lists {
		for name := range strings.SplitSeq(names, "|") {
			out[placeKey(name)] = code
		}
	}
	return out
}

// placeKey folds a place's name.
func placeKey(s string) string {
	return strings.ReplaceAll(" "+content.Fold(s)+" ", " st ", " saint ")
}

// cityStates are countries that are a city of the same name.
var cityStates = map[string]bool{"SG": true, "HK": true, "MO": true, "MC": true, "VA": true, "SM": true, "GI": true, "LU": true}

// unpeopled are codes of countries without a city: behind a city they are a
// slip, such as IO for Iowa.
var unpeopled = map[string]bool{"IO": true, "AQ": true, "BV": true, "HM": true, "TF": true, "GS": true, "UM": true}

// continents say nothing that a country does not say better.
var continents = map[string]bool{placeKey("Europe"): true, placeKey("European Union"): true, placeKey("EU"): true, placeKey("UE"): true,
	placeKey("Asia"): true, placeKey("Asie"): true, placeKey("Africa"): true, placeKey("Afrique"): true, placeKey("North America"): true,
	placeKey("South America"): true, placeKey("Amérique du Nord"): true, placeKey("Amérique du Sud"): true, placeKey("Europa"): true}

var (
	codeForm     = regexp.MustCompile(`^\p{Lu}\.?\s?\p{Lu}\.?$`)
	frenchStates = regexp.MustCompile(`^(É\.?-?\s?|E\.?-\s?)U\.?(-?\s?A\.?)?$`)
	frenchUnited = regexp.MustCompile(`^R\.?-\s?U\.?$`)
)

// countriesOf returns the codes of the countries that a text may mean, as a
// country or as a part of one; none when it is neither.
func countriesOf(text string) []string {
	text = strings.Trim(text, " ,-–")
	var out []string
	add := func(code string, ok bool) {
		if !ok || code == "" {
			return
		}
		for _, c := range out {
			if c == code {
				return
			}
		}
		out = append(out, code)
	}
	switch {
	case frenchStates.MatchString(text):
		return []string{"US"}
	case frenchUnited.MatchString(text), text == "UK" || text == "U.K.":
		return []string{"GB"}
	case codeForm.MatchString(text):
		code := strings.NewReplacer(".", "", " ", "").Replace(text)
		add(regionCodes[placeKey(code)], true)
		add(code, i18n.IsCountry(code) && !unpeopled[code])
		return out
	}
	add(i18n.CountryByName(text))
	add(regions[placeKey(text)], true)
	return out
}
