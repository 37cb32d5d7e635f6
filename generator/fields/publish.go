package fields

// Publishing says where the site is published.
var Publishing = Field{Name: "publish", Type: Group, Example: "{to: sftp, host: www.example.org, user: abroad, folder: www}",
	Label: Words{"Publish", "Publication", "Publicación", "Publicação"},
	Says: Words{
		"Where the finished site is sent when it is published; never a password.",
		"Où le site terminé est envoyé quand on le publie ; jamais de mot de passe.",
		"Adónde se envía el sitio terminado cuando se publica; nunca una contraseña.",
		"Para onde o site pronto é enviado quando se publica; nunca uma palavra-passe."},
	Fields: []Field{
		{Name: "to", Type: Choice, Presence: Required, Choices: PublishTo, Example: "git",
			Label: Words{"To", "Vers", "A", "Para"},
			Says: Words{
				"How the site gets to where residents read it: a server of a host, a folder or network drive, a branch of git, as GitHub shows it, or " +
					"a commit of the content, if the host makes the site of it.",
				"Comment le site arrive à ses lecteurs : un serveur d’hébergeur, un dossier ou lecteur réseau, une branche de git, comme sur GitHub, ou " +
					"un commit du contenu, si l’hébergeur en fait le site.",
				"Cómo llega el sitio adonde lo leen los vecinos: un servidor de alojamiento, una carpeta o unidad de red, una rama de git, como en GitHub, o " +
					"un commit del contenido, si el alojamiento hace el sitio con él.",
				"Como o site chega aonde os moradores o leem: um servidor de alojamento, uma pasta ou unidade de rede, um ramo do git, como no GitHub, ou " +
					"um commit do conteúdo, se o alojamento faz o site com ele."}},
		{Name: "folder", Type: Line, With: []string{"folder", "sftp", "ftps"}, Example: "/srv/www/abroad",
			Label: Words{"Folder", "Dossier", "Carpeta", "Pasta"},
			Says: Words{
				"The folder that the web server shows: on the server, or beside the city’s content.",
				"Le dossier que montre le serveur web : sur le serveur, ou près du contenu de la ville.",
				"La carpeta que muestra el servidor web: en el servidor, o junto al contenido de la ciudad.",
				"A pasta que o servidor web mostra: no servidor, ou junto ao conteúdo da cidade."}},
		{Name: "host", Type: Line, With: []string{"sftp", "ftps"}, Example: "www.example.org",
			Label: Words{"Server", "Serveur", "Servidor", "Servidor"},
			Says: Words{
				"The name of the server, for sftp and ftps.",
				"Le nom du serveur, pour sftp et ftps.",
				"El nombre del servidor, para sftp y ftps.",
				"O nome do servidor, para sftp e ftps."}},
		{Name: "port", Type: Whole, Least: 1, May: []string{"sftp", "ftps"}, Example: "22",
			Label: Words{"Port", "Port", "Puerto", "Porta"},
			Says: Words{
				"The server’s port, where it is not the usual one (22 for sftp, 21 for ftps).",
				"Le port du serveur, s’il n’est pas celui d’usage (22 pour sftp, 21 pour ftps).",
				"El puerto del servidor, si no es el habitual (22 para sftp, 21 para ftps).",
				"A porta do servidor, se não for a habitual (22 para sftp, 21 para ftps)."}},
		{Name: "user", Type: Line, With: []string{"sftp", "ftps"}, Example: "abroad",
			Label: Words{"User", "Utilisateur", "Usuario", "Utilizador"},
			Says: Words{
				"The name by which the server knows whoever publishes.",
				"Le nom sous lequel le serveur connaît la personne qui publie.",
				"El nombre con el que el servidor conoce a quien publica.",
				"O nome pelo qual o servidor conhece quem publica."}},
		{Name: "key_file", Type: Line, May: []string{"sftp"}, Example: "~/.ssh/id_ed25519",
			Label: Words{"Key file", "Fichier de clé", "Archivo de clave", "Ficheiro de chave"},
			Says: Words{
				"The file with the key of whoever publishes, for sftp; it never lies in the content.",
				"Le fichier avec la clé de la personne qui publie, pour sftp ; il ne se trouve jamais dans le contenu.",
				"El archivo con la clave de quien publica, para sftp; nunca está en el contenido.",
				"O ficheiro com a chave de quem publica, para sftp; nunca está no conteúdo."}},
		{Name: "host_key", Type: Line, May: []string{"sftp"}, Example: "SHA256:uNiVztksCsDhcc0u9e8BrCiQo6mIPZyTm1Y4rMQeD4Y",
			Label: Words{"Key of the server", "Clé du serveur", "Clave del servidor", "Chave do servidor"},
			Says: Words{
				"The fingerprint of the server’s key, as the host names it, for sftp; else it is asked for once.",
				"L’empreinte de la clé du serveur, telle que l’hébergeur l’indique, pour sftp ; sinon elle est demandée une fois.",
				"La huella de la clave del servidor, como la indica el alojamiento, para sftp; si falta, se pregunta una vez.",
				"A impressão digital da chave do servidor, como o alojamento a indica, para sftp; se faltar, é perguntada uma vez."}},
		{Name: "remote", Type: Line, May: []string{"git", "commit"}, Example: "origin",
			Label: Words{"Repository", "Dépôt", "Repositorio", "Repositório"},
			Says: Words{
				"The repository to which git sends: a name that it knows, or an address; origin if left out.",
				"Le dépôt auquel git envoie : un nom qu’il connaît, ou une adresse ; origin par défaut.",
				"El repositorio al que envía git: un nombre que conoce, o una dirección; origin si falta.",
				"O repositório para o qual o git envia: um nome que ele conhece, ou um endereço; origin se faltar."}},
		{Name: "branch", Type: Line, With: []string{"git"}, Example: "gh-pages",
			Label: Words{"Branch", "Branche", "Rama", "Ramo"},
			Says: Words{
				"The branch that is published, which holds nothing else than the site.",
				"La branche publiée, qui ne contient rien d’autre que le site.",
				"La rama que se publica, que no contiene más que el sitio.",
				"O ramo que é publicado, que não contém mais do que o site."}},
	}}

// choiceNames are what those in PublishTo are called, and others of which readers are told no word.
var choiceNames = map[string]Words{
	"final":     {"Final", "Définitif", "Definitivo", "Definitivo"},
	"completed": {"It took place", "Il a eu lieu", "Tuvo lugar", "Realizou-se"},

	"sftp":   {"SFTP: a server of a host", "SFTP : un serveur d’hébergeur", "SFTP: un servidor de alojamiento", "SFTP: um servidor de alojamento"},
	"ftps":   {"FTPS: a server of a host", "FTPS : un serveur d’hébergeur", "FTPS: un servidor de alojamiento", "FTPS: um servidor de alojamento"},
	"folder": {"A folder, or a network drive", "Un dossier ou un lecteur réseau", "Una carpeta o una unidad de red", "Uma pasta ou uma unidade de rede"},
	"git":    {"git: a branch", "git : une branche", "git: una rama", "git: um ramo"},
	"commit": {"git: the content, of which the host makes the site", "git : le contenu, dont l’hébergeur fait le site",
		"git: el contenido, con el que el alojamiento hace el sitio", "git: o conteúdo, com o qual o alojamento faz o site"},
}

// ChoiceName is what a choice is called on a form, where no words of readers say it.
func ChoiceName(choice, language string) string { return choiceNames[choice].In(language) }
