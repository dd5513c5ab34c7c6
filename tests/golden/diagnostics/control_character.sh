# A raw BEL in the keys, and in the body of another page.
printf 'title: Пример\nlanguages: [bg]\n' >site.yaml
printf 'title: За \007нас\n' >about.bg.yaml
printf -- '---\ntitle: Новини\n---\nРед \033[31mчервен\n' >news.bg.md
