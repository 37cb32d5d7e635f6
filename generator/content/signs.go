package content

import (
	"slices"
	"strings"

	"parvis/generator/fields"
)

// signWords are words in the four languages, folded, by which the sign of a local issue is
// known from its id or its name, besides the names of the signs themselves.
var signWords = map[string]string{
	"waste": "rubbish recycling dechets ordures recyclage tri residuos " +
		"basura basuras reciclaje lixo reciclagem limpieza limpeza proprete",
	"mobility": "transport transit buses trams tramways transports deplacements " +
		"mobilite movilidad transporte transportes mobilidade autobuses autocarros onibus",
	"lighting": "lights lamps eclairage lampadaires alumbrado iluminacion iluminacao luces luz",
	"water":    "eau eaux agua aguas assainissement saneamiento saneamento rivers riviere rios sewage",
	"housing":  "homes logement logements habitat vivienda viviendas habitacao moradia casas",
	"schools":  "education teaching ecole ecoles enseignement escuela escuelas educacion colegios escola escolas educacao ensino",
	"work":     "jobs employment training emploi emplois travail formation empleo trabajo formacion emprego trabalho formacao",
	"heritage": "patrimoine patrimonio monuments monumentos museums musees museos museus",
	"energy":   "heating energie chauffage energia electricite electricidad eletricidade calefaccion",
	"health":   "sante salud saude hospitals hopitaux hospitales hospitais care soins",
	"nature": "biodiversity parks environment biodiversite parcs environnement " +
		"naturaleza biodiversidad parques ambiente natureza biodiversidade espaces",
	"culture":    "arts music theatre musique culturel cultura musica teatro arte artes",
	"safety":     "security fire securite pompiers seguridad bomberos seguranca bombeiros",
	"sport":      "sports deporte deportes desporto desportos esporte esportes",
	"youth":      "young jeunes jeunesse jovenes juventud jovens juventude",
	"cycling":    "bikes bicycles velo velos cyclable bicicleta bicicletas ciclismo ciclovias",
	"walking":    "pedestrians pieton pietons peatones pedoes pedestres",
	"streets":    "roads rue rues voirie calles calle vialidad ruas rua vias",
	"parking":    "stationnement aparcamiento estacionamiento estacionamento",
	"trains":     "rail train railways gare ferroviaire ferrocarril trenes tren comboios trem",
	"port":       "harbour harbor sea port maritime mer puerto mar porto",
	"air":        "pollution aire ar poluicao contaminacion",
	"noise":      "bruit ruido",
	"climate":    "heat climat chaleur clima calor",
	"trees":      "forest forests arbres foret forets arboles bosques arvores florestas",
	"animals":    "animaux animal animales animais",
	"food":       "meals canteens alimentation cantines alimentacion comedores alimentacao cantinas",
	"markets":    "market marche shops commerce commerces marches mercados comercio mercado",
	"farming":    "agriculture farms agricultural agricultura rural campo",
	"elders":     "elderly seniors aines aine mayores ancianos idosos",
	"families":   "family children childcare familles enfance enfants creches familias infancia ninos criancas",
	"solidarity": "social sociale sociales solidarite solidaire solidaridad solidariedade inclusion inclusao",
	"equality":   "women gender egalite femmes igualdad mujeres igualdade mulheres genero",
	"access":     "accessibility disability accessibilite handicap accesibilidad discapacidad acessibilidade deficiencia",
	"libraries":  "library books bibliotheque bibliotheques lecture bibliotecas biblioteca lectura leitura",
	"research":   "science university recherche universite investigacion ciencia universidad investigacao pesquisa",
	"digital":    "data internet numerique donnees datos dados tecnologia",
	"tourism":    "visitors tourisme turismo",
	"business":   "economy trade economie entreprises economia empresas industria",
	"democracy":  "participation citizens democratie citoyens citoyennete democracia participacion ciudadania participacao cidadania",
}

// signOf is the sign of a local issue: the one that is written, or else the first of which
// its id, or its name in one of the languages, has a word; "" where none is known.
func signOf(written, id string, name Words) string {
	if written != "" {
		return written
	}
	texts := []string{strings.ReplaceAll(id, "-", " ")}
	for _, lang := range fields.Languages {
		texts = append(texts, name.V[lang])
	}
	for _, text := range texts {
		for _, word := range foldedWords(text) {
			if slices.Contains(fields.Signs, word) {
				return word
			}
			for _, sign := range fields.Signs {
				if slices.Contains(strings.Fields(signWords[sign]), word) {
					return sign
				}
			}
		}
	}
	return ""
}
