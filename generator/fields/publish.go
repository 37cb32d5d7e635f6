package fields

var publishing = Field{Name: "publish", Type: Group, Example: "{to: git, branch: gh-pages}",
	Label: Words{"Publish", "Publication", "Publicación", "Publicação"},
	Says: Words{
		"Where “parvis publish” sends the finished site; never a password.",
		"Où « parvis publish » envoie le site terminé ; jamais de mot de passe.",
		"Adónde envía «parvis publish» el sitio terminado; nunca una contraseña.",
		"Para onde «parvis publish» envia o site pronto; nunca uma palavra-passe."},
	Fields: []Field{
		{Name: "to", Type: Choice, Presence: Required, Choices: PublishTo, Example: "git",
			Label: Words{"To", "Vers", "A", "Para"},
			Says: Words{
				"folder is a folder or a network drive, git a branch of a repository, as GitHub and GitLab publish it.",
				"folder est un dossier ou un lecteur réseau, git une branche d’un dépôt, comme GitHub et GitLab la publient.",
				"folder es una carpeta o una unidad de red, git una rama de un repositorio, como la publican GitHub y GitLab.",
				"folder é uma pasta ou uma unidade de rede, git um ramo de um repositório, como o publicam o GitHub e o GitLab."}},
		{Name: "folder", Type: Line, Example: "/srv/www/abroad",
			Label: Words{"Folder", "Dossier", "Carpeta", "Pasta"},
			Says: Words{
				"The folder that the web server shows, as it lies from site.yaml.",
				"Le dossier que montre le serveur web, tel qu’on le trouve depuis site.yaml.",
				"La carpeta que muestra el servidor web, según se encuentra desde site.yaml.",
				"A pasta que o servidor web mostra, tal como se encontra a partir de site.yaml."}},
		{Name: "remote", Type: Line, Example: "origin",
			Label: Words{"Repository", "Dépôt", "Repositorio", "Repositório"},
			Says: Words{
				"The repository to which git sends: a name that it knows, or an address; origin if left out.",
				"Le dépôt auquel git envoie : un nom qu’il connaît, ou une adresse ; origin par défaut.",
				"El repositorio al que envía git: un nombre que conoce, o una dirección; origin si falta.",
				"O repositório para o qual o git envia: um nome que ele conhece, ou um endereço; origin se faltar."}},
		{Name: "branch", Type: Line, Example: "gh-pages",
			Label: Words{"Branch", "Branche", "Rama", "Ramo"},
			Says: Words{
				"The branch that is published, which holds nothing else than the site.",
				"La branche publiée, qui ne contient rien d’autre que le site.",
				"La rama que se publica, que no contiene más que el sitio.",
				"O ramo que é publicado, que não contém mais do que o site."}},
	}}
