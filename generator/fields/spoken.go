package fields

import (
	"slices"
	"strings"
)

// spoken are the words for a choice in the four languages, in small letters and
// without accents, by the word that stands for it in a file. Within one list of
// choices no word stands for two.
var spoken = map[string][]string{
	"transport": {"transports", "transporte", "transportes", "trajet", "trajets"},
	"lodging":   {"hebergement", "logement", "hotel", "accommodation", "alojamiento", "alojamento", "hospedagem", "hospedaje"},
	"meals":     {"meal", "food", "repas", "restauration", "comida", "comidas", "manutencion", "refeicao", "refeicoes", "alimentacao"},
	"fees": {"fee", "frais", "frais d'inscription", "inscription", "inscriptions", "inscripcion", "inscripciones", "tasas", "cuotas",
		"inscripciones y tasas", "inscripciones y cuotas", "inscricao", "inscricoes", "taxas", "inscricoes e taxas"},
	"interpreting":  {"interpreters", "interpretation", "interpretes", "interpretariat", "interpretacion", "interpretacao"},
	"communication": {"comunicacion", "comunicacao"},
	"grant":         {"subvention", "subvencion", "subvencao", "subsidio"},
	"other":         {"others", "misc", "divers", "autre", "autres", "otro", "otros", "otros gastos", "varios", "outro", "outros", "diversos"},

	"final":       {"definitif", "definitive", "definitivo", "definitiva"},
	"provisional": {"provisoire", "provisorio", "provisoria"},

	"year":  {"a year", "yearly", "an", "annee", "par an", "ano", "al ano", "por ano"},
	"month": {"a month", "monthly", "mois", "par mois", "mes", "al mes", "por mes"},
	"once":  {"une fois", "une seule fois", "una vez", "una sola vez", "uma vez", "uma so vez"},

	"planned": {"prevu", "prevue", "planifie", "previsto", "prevista", "planeado", "planeada", "planejado", "planejada", "programado"},
	"completed": {"done", "finished", "effectue", "effectuee", "realise", "realisee", "termine", "terminee", "realizado", "realizada",
		"terminado", "concluido", "concluida"},
	"cancelled": {"canceled", "annule", "annulee", "cancelado", "cancelada", "anulado"},

	"adopted":  {"adopte", "adoptee", "adoptado", "adoptada", "adotado", "adotada"},
	"testing":  {"a l'essai", "en test", "en prueba", "a prueba", "em teste"},
	"rejected": {"ecarte", "ecartee", "rejete", "rejetee", "descartado", "descartada", "rechazado", "rechazada", "rejeitado", "rejeitada", "posto de parte"},

	"open":    {"ouverte", "ouvert", "en cours", "pendiente", "abierta", "abierto", "em aberto", "aberta", "aberto", "pendente"},
	"kept":    {"tenue", "tenu", "cumplida", "cumplido", "cumprida", "cumprido"},
	"late":    {"overdue", "en retard", "con retraso", "retrasada", "retrasado", "em atraso", "atrasada", "atrasado"},
	"dropped": {"abandoned", "abandonne", "abandonnee", "abandonado", "abandonada"},

	"too_early": {"too early to tell", "trop tot", "trop tot pour le dire", "demasiado pronto",
		"aun es pronto", "ainda e cedo", "cedo demais", "demasiado cedo"},
	"under_way": {"in progress", "ongoing", "underway", "en cours", "en marcha", "en curso", "em curso", "em andamento"},
	"achieved":  {"reached", "atteint", "atteinte", "realise", "conseguido", "logrado", "alcanzado", "realizado", "alcancado", "atingido"},
	"partly": {"partially", "partly achieved", "en partie", "partiellement", "atteint en partie", "en parte", "parcialmente", "conseguido en parte",
		"em parte", "alcancado em parte"},
	"not_achieved": {"non atteint", "pas atteint", "no conseguido", "no logrado", "nao alcancado", "nao atingido"},

	"revision":   {"revisao", "mise a jour", "actualizacion", "atualizacao", "actualizacao", "update"},
	"correction": {"correccion", "correcao", "rectification"},

	"city":         {"town", "ville", "ciudad", "cidade"},
	"region":       {"regiao"},
	"network":      {"reseau", "red", "rede"},
	"organisation": {"organization", "organizacion", "organizacao", "association", "asociacion", "associacao", "ong", "ngo"},
	"university":   {"universite", "universidad", "universidade"},

	"citizens": {"residents", "everybody", "public", "habitants", "citoyens", "tout public", "tous", "vecinos", "ciudadanos", "ciudadania",
		"habitantes", "publico", "cidadaos", "residentes", "municipes"},
	"youth":    {"young people", "jeunes", "jeunesse", "jovenes", "juventud", "jovens", "juventude"},
	"staff":    {"colleagues", "agents", "collegues", "personnel", "personal", "colegas", "funcionarios", "pessoal", "trabalhadores"},
	"partners": {"partenaires", "socios", "parceiros"},
	"press":    {"media", "journalists", "presse", "medias", "journalistes", "prensa", "medios", "periodistas", "imprensa", "jornalistas"},

	"error":   {"erreur", "erro"},
	"warning": {"avertissement", "advertencia", "aviso"},

	"en": {"english", "anglais", "ingles"},
	"fr": {"french", "francais", "frances"},
	"es": {"spanish", "espagnol", "espanol", "espanhol", "castellano"},
	"pt": {"portuguese", "portugais", "portugues"},
}

// Meant returns the one of some choices for which a word stands, which is in small
// letters, without accents and with single spaces; "" for none.
func Meant(word string, choices []string) string {
	for _, c := range choices {
		if plain(c) == plain(word) || slices.Contains(spoken[c], word) {
			return c
		}
	}
	return ""
}

// plain drops what parts the words of a choice: not_achieved.
func plain(word string) string { return joints.Replace(word) }

var joints = strings.NewReplacer("_", "", "-", "", " ", "")
