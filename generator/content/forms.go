package content

import (
	"slices"

	"parvis/generator/fields"
)

// DataForm is a file that holds no table: what the site says, in a form that
// other programs ask for.
type DataForm struct {
	Name string // below /data/; its media type follows from its ending
	// Label is what it is called, Says for what it is good.
	Label, Says fields.Words
	has         func(*Set) bool // nil for every site
}

// Address is where the file lies on the site.
func (f DataForm) Address() string { return "/data/" + f.Name }

// dataForms is the one list of them, in the order in which they are shown.
var dataForms = []DataForm{
	{"datapackage.json",
		fields.Words{"Description of the tables", "Description des tableaux", "Descripción de las tablas", "Descrição das tabelas"},
		fields.Words{
			"What each table and each column is, for programs that read them by themselves (Data Package 2.0).",
			"Ce qu’est chaque tableau et chaque colonne, pour les programmes qui les lisent d’eux-mêmes (Data Package 2.0).",
			"Qué es cada tabla y cada columna, para los programas que las leen por sí solos (Data Package 2.0).",
			"O que é cada tabela e cada coluna, para os programas que as leem por si próprios (Data Package 2.0)."},
		nil},
	{"catalog.jsonld",
		fields.Words{"Catalogue", "Catalogue", "Catálogo", "Catálogo"},
		fields.Words{
			"Which files there are and what each holds, for portals of open data that gather them (DCAT-AP 3).",
			"Quels fichiers existent et ce que chacun contient, pour les portails de données ouvertes qui les moissonnent (DCAT-AP 3).",
			"Qué archivos hay y qué contiene cada uno, para los portales de datos abiertos que los recopilan (DCAT-AP 3).",
			"Que ficheiros há e o que cada um contém, para os portais de dados abertos que os recolhem (DCAT-AP 3)."},
		nil},
	{"iati.xml",
		fields.Words{"Cooperation projects", "Projets de coopération", "Proyectos de cooperación", "Projetos de cooperação"},
		fields.Words{
			"Agreements with partners abroad and what came of them, in the form in which cooperation is reported all over the world (IATI 2.03).",
			"Les accords avec des partenaires étrangers et ce qui en est sorti, dans la forme où la coopération se déclare partout dans le monde (IATI 2.03).",
			"Los acuerdos con socios del extranjero y lo que salió de ellos, en la forma en que se declara la cooperación en todo el mundo (IATI 2.03).",
			"Os acordos com parceiros estrangeiros e o que deles resultou, na forma em que a cooperação se declara em todo o mundo (IATI 2.03)."},
		(*Set).hasProjects},
	{"rules.json",
		fields.Words{"Rules", "Règles", "Reglas", "Regras"},
		fields.Words{
			"The rules that every entry is checked by, with their reasons and examples, for programs.",
			"Les règles par lesquelles chaque fiche est vérifiée, avec leurs raisons et des exemples, pour les programmes.",
			"Las reglas con que se comprueba cada ficha, con sus motivos y ejemplos, para programas.",
			"As regras pelas quais cada ficha é verificada, com as suas razões e exemplos, para programas."},
		nil},
	{"schema/README.md",
		fields.Words{"Schemas", "Schémas", "Esquemas", "Esquemas"},
		fields.Words{
			"What each table has to hold, for other cities that want to publish the same (Table Schema and JSON Schema).",
			"Ce que doit contenir chaque tableau, pour les autres villes qui veulent publier la même chose (Table Schema et JSON Schema).",
			"Lo que tiene que contener cada tabla, para otras ciudades que quieran publicar lo mismo (Table Schema y JSON Schema).",
			"O que cada tabela tem de conter, para outras cidades que queiram publicar o mesmo (Table Schema e JSON Schema)."},
		nil},
}

// AllDataForms are those of all sites.
func AllDataForms() []DataForm { return slices.Clone(dataForms) }

// DataForms are those that the site has.
func (s *Set) DataForms() []DataForm {
	var out []DataForm
	for _, f := range dataForms {
		if f.has == nil || f.has(s) {
			out = append(out, f)
		}
	}
	return out
}
