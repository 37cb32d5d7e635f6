package fields

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// alsoCalled are words by which people call fields in French, Spanish and
// Portuguese, beside their labels: small letters without accents, without what
// parts words.
var alsoCalled = map[string]string{
	"start": "debut departle depart inicio salida comeco partida", "end": "fin retour regreso vuelta fim regresso volta",
	"purpose": "objet but objectif objetivo proposito motivo finalidad finalidade", "destination": "lieu lugar",
	"cost": "cout couts coste costes costo costos custo custos", "local_impact": "impactlocal impactolocal beneficelocal beneficiolocal",
	"benefit": "benefice beneficio", "issues": "sujets asuntos temas assuntos", "official": "elu elue responsable responsavel",
	"departments": "services servicios servicos departements departamentos", "sdg": "odd ods", "pitch": "accroche resume resumen resumo",
	"travellers": "voyageurs viajeros viajantes participants participantes travelers", "met": "rencontres",
	"signed": "signe signele firmado firmadoel assinado assinadoem", "until": "jusquau hasta ate", "promises": "promesses promesas promessas",
	"text": "texte texto", "due": "echeance plazo prazo vencimiento", "status": "statut etat estado", "date": "fecha data",
	"evidence": "preuve prueba prova", "measures": "mesures medidas indicateurs indicadores", "amount": "montant importe monto montante valor",
	"for": "pour para", "what": "quoi que", "currency": "devise monnaie moneda moeda", "explanation": "explication explicacion explicacao",
	"role": "fonction cargo funcion funcao", "elected": "elu elue electo electa eleito eleita", "since": "depuis desde", "from": "depuis desde",
	"language": "langue idioma lengua lingua", "languages": "langues idiomas lenguas linguas", "population": "habitants habitantes poblacion populacao",
	"contact": "contacto contato", "email": "mail courriel correo correio", "title": "titulo titre", "signed_by": "signepar firmadopor assinadopor",
	"quote": "citation cita citacao", "lessons": "lecons lecciones licoes", "review": "revision revisao",
}

// Called returns the name of the one field of a list that is meant by a word: its
// name in capitals or with other signs in it, its label in any language, or another
// word for it. It is "" where there is none, or more than one.
func Called(list []Field, word string) string {
	folded, found := letters(word), ""
	if folded == "" {
		return ""
	}
	for _, f := range list {
		if letters(f.Name) != folded && !slices.ContainsFunc(f.Label[:], func(l string) bool { return letters(l) == folded }) &&
			!slices.Contains(strings.Fields(alsoCalled[f.Name]), folded) {
			continue
		}
		if letters(f.Name) == folded {
			return f.Name
		}
		if found != "" {
			return ""
		}
		found = f.Name
	}
	return found
}

// letters are the letters and digits of a word, small and without accents.
func letters(word string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFD.String(word))
}
