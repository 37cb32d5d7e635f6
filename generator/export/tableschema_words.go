package export

import "parvis/generator/fields"

// schemaWords are the words of schemas and of what lies beside them.
var schemaWords = struct {
	title, version, example, licence, publish, how, columns, name, kind, required, means, yes, no, key, versions, numbers fields.Words
	all, offered, tables, files, written                                                                                  fields.Words
}{
	title: fields.Words{"International action of local governments: %s", "Action internationale des collectivités locales : %s",
		"Acción internacional de los gobiernos locales: %s", "Ação internacional dos governos locais: %s"},
	version: fields.Words{"Version:", "Version :", "Versión:", "Versão:"},
	example: fields.Words{"A file that follows it:", "Un fichier qui le suit :", "Un archivo que lo sigue:", "Um ficheiro que o segue:"},
	licence: fields.Words{"Licence:", "Licence :", "Licencia:", "Licença:"},
	publish: fields.Words{"How to publish the same", "Comment publier la même chose", "Cómo publicar lo mismo", "Como publicar o mesmo"},
	how: fields.Words{
		"Write a CSV file in UTF-8 with these columns, in this order, and their names on the first line. Days are written 2026-09-14, " +
			"amounts in plain digits with a point before the decimals, and several values of one cell are separated by a semicolon. A cell is " +
			"empty where nothing is known. To check your file, give it with this schema to validata.fr, or run:",
		"Écrivez un fichier CSV en UTF-8 avec ces colonnes, dans cet ordre, et leurs noms sur la première ligne. Les jours s’écrivent " +
			"2026-09-14, les montants en chiffres avec un point avant les décimales, et plusieurs valeurs d’une même cellule sont séparées par " +
			"un point-virgule. Une cellule reste vide si l’on ne sait rien. Pour vérifier votre fichier, donnez-le avec ce schéma à " +
			"validata.fr, ou lancez :",
		"Escriba un archivo CSV en UTF-8 con estas columnas, en este orden, y sus nombres en la primera línea. Los días se escriben " +
			"2026-09-14; los importes, en cifras con un punto antes de los decimales, y varios valores de una celda se separan con punto y " +
			"coma. Una celda queda vacía si no se sabe nada. Para comprobar su archivo, delo con este esquema a validata.fr, o ejecute:",
		"Escreva um ficheiro CSV em UTF-8 com estas colunas, por esta ordem, e os seus nomes na primeira linha. Os dias escrevem-se " +
			"2026-09-14; os valores, em algarismos com um ponto antes dos decimais, e vários valores de uma célula separam-se com ponto e " +
			"vírgula. Uma célula fica vazia se nada se souber. Para verificar o seu ficheiro, dê-o com este esquema a validata.fr, ou execute:"},
	columns:  fields.Words{"Columns", "Colonnes", "Columnas", "Colunas"},
	name:     fields.Words{"Name", "Nom", "Nombre", "Nome"},
	kind:     fields.Words{"Type", "Type", "Tipo", "Tipo"},
	required: fields.Words{"Required", "Obligatoire", "Obligatoria", "Obrigatória"},
	means:    fields.Words{"Meaning", "Signification", "Significado", "Significado"},
	yes:      fields.Words{"yes", "oui", "sí", "sim"},
	no:       fields.Words{"no", "non", "no", "não"},
	key: fields.Words{"What tells one row from all others:", "Ce qui distingue une ligne de toutes les autres :",
		"Lo que distingue una fila de todas las demás:", "O que distingue uma linha de todas as outras:"},
	versions: fields.Words{"Versions", "Versions", "Versiones", "Versões"},
	numbers: fields.Words{
		"The version has three numbers. The first changes when a column goes or comes to mean something else, the second when one is added, " +
			"the third when words are mended.",
		"La version a trois nombres. Le premier change quand une colonne disparaît ou change de sens, le deuxième quand il s’en ajoute une, " +
			"le troisième quand des mots sont corrigés.",
		"La versión tiene tres números. El primero cambia cuando una columna desaparece o cambia de sentido; el segundo, cuando se añade " +
			"una; el tercero, cuando se corrigen palabras.",
		"A versão tem três números. O primeiro muda quando uma coluna desaparece ou muda de sentido; o segundo, quando se acrescenta uma; o " +
			"terceiro, quando se corrigem palavras."},
	all: fields.Words{"Schemas for the international action of local governments", "Schémas pour l’action internationale des collectivités locales",
		"Esquemas para la acción internacional de los gobiernos locales", "Esquemas para a ação internacional dos governos locais"},
	offered: fields.Words{
		"They say what each column and each field is, so that other cities can publish the same, and programs can read all of them alike. " +
			"Whoever likes may use them.",
		"Ils disent ce qu’est chaque colonne et chaque champ, pour que d’autres villes puissent publier la même chose et que les programmes " +
			"les lisent toutes de la même façon. Qui le souhaite peut s’en servir.",
		"Dicen qué es cada columna y cada campo, para que otras ciudades puedan publicar lo mismo y los programas las lean todas igual. " +
			"Quien quiera puede usarlos.",
		"Dizem o que é cada coluna e cada campo, para que outras cidades possam publicar o mesmo e os programas as leiam todas da mesma " +
			"forma. Quem quiser pode usá-los."},
	tables: fields.Words{"Tables (Table Schema)", "Tableaux (Table Schema)", "Tablas (Table Schema)", "Tabelas (Table Schema)"},
	files: fields.Words{
		"Files of the content (JSON Schema)",
		"Fichiers du contenu (JSON Schema)",
		"Archivos del contenido (JSON Schema)",
		"Ficheiros do conteúdo (JSON Schema)"},
	written: fields.Words{
		"What can be written at the head of each kind of file, for editors and programs.",
		"Ce qui peut s’écrire en tête de chaque sorte de fichier, pour les éditeurs et les programmes.",
		"Lo que se puede escribir al principio de cada clase de archivo, para editores y programas.",
		"O que se pode escrever no início de cada tipo de ficheiro, para editores e programas."},
}
