#!/bin/sh
# make-site.sh FOLDER COUNT: a site of COUNT news pages in a section, and one long article, made from the bundled article.
set -eu
folder=$1 count=$2
here=$(dirname "$0")
article=$here/../../content/news/2021-05-20-new-project-roma-communities.bg.yaml
mkdir -p "$folder/news" "$folder/texts"
printf 'title: Голям сайт\nlanguages: [bg]\nmenu: [about, news, texts]\n' >"$folder/site.yaml"
printf 'title: За сайта\nbody: Страница за сравнение.\n' >"$folder/about.bg.yaml"
printf 'title: Новини\nsort: newest\n' >"$folder/news/index.bg.yaml"
sed -e '/^title:/d' -e '/^date:/d' -e '/^links:/,/^body:/{/^body:/!d;}' "$article" >"$folder/rest"
# One awk instead of COUNT shells: ten thousand files in a second.
awk -v folder="$folder" -v count="$count" '
	{ rest = rest $0 "\n" }
	END {
		for (i = 0; i < count; i++) {
			date = sprintf("%04d-%02d-%02d", 1990 + int(i / 336), 1 + int(i / 28) % 12, 1 + i % 28)
			file = sprintf("%s/news/%s-page-%05d.bg.yaml", folder, date, i)
			printf "title: Новина номер %d за миграцията\ndate: %s\n%s", i, date, rest >file
			close(file)
		}
	}' "$folder/rest"
{
	printf 'title: Дълга статия\nbody: |\n'
	for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40; do
		sed '1,/^body:/d' "$folder/rest"
		echo
	done
} >"$folder/texts/long.bg.yaml"
rm "$folder/rest"
