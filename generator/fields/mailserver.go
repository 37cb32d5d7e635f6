package fields

// MailServer is by which server the letter of the month is sent.
var MailServer = Field{Name: "server", Type: Group, Example: "{host: mail.example.org, user: letter@example.org}",
	Label: Words{"Mail server", "Serveur de courriel", "Servidor de correo", "Servidor de correio"},
	Says: Words{
		"The city's own mail server, for “parvis newsletter --send”; never a password.",
		"Le serveur de courriel de la ville, pour « parvis newsletter --send » ; jamais de mot de passe.",
		"El servidor de correo de la ciudad, para «parvis newsletter --send»; nunca una contraseña.",
		"O servidor de correio da cidade, para «parvis newsletter --send»; nunca uma palavra-passe."},
	Fields: []Field{
		{Name: "host", Type: Line, Presence: Required, Example: "mail.example.org",
			Label: Words{"Server", "Serveur", "Servidor", "Servidor"},
			Says: Words{
				"The name of the server for outgoing mail (SMTP), as your mail programs have it.",
				"Le nom du serveur d’envoi (SMTP), tel qu’il figure dans vos logiciels de courriel.",
				"El nombre del servidor de salida (SMTP), tal como está en sus programas de correo.",
				"O nome do servidor de envio (SMTP), tal como está nos seus programas de correio."}},
		{Name: "port", Type: Whole, Least: 1, Example: "465",
			Label: Words{"Port", "Port", "Puerto", "Porta"},
			Says: Words{
				"The server's port, where it is not 587; 465 is that of servers that begin with TLS.",
				"Le port du serveur, s’il n’est pas 587 ; 465 est celui des serveurs qui commencent par TLS.",
				"El puerto del servidor, si no es el 587; el 465 es el de los que empiezan con TLS.",
				"A porta do servidor, se não for a 587; a 465 é a dos que começam com TLS."}},
		{Name: "user", Type: Line, Example: "letter@example.org",
			Label: Words{"User", "Utilisateur", "Usuario", "Utilizador"},
			Says: Words{
				"The name by which the server knows whoever sends, where it asks for one.",
				"Le nom sous lequel le serveur connaît l’expéditeur, s’il en demande un.",
				"El nombre con el que el servidor conoce a quien envía, si pide uno.",
				"O nome pelo qual o servidor conhece quem envia, se pedir um."}},
		{Name: "per_hour", Type: Whole, Least: 1, Example: "200",
			Label: Words{"Mails per hour", "Courriels par heure", "Correos por hora", "Mensagens por hora"},
			Says: Words{
				"How many mails an hour the server may be given, 600 if nothing is said; your host names its limit.",
				"Combien de courriels par heure confier au serveur, 600 si rien n’est dit ; votre hébergeur indique sa limite.",
				"Cuántos correos por hora se dan al servidor, 600 si no se dice nada; su proveedor indica su límite.",
				"Quantas mensagens por hora se entregam ao servidor, 600 se nada for dito; o seu fornecedor indica o limite."}},
	}}
