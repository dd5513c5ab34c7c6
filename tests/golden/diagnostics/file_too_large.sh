# A page of 17 MiB, all of it a hole.
printf 'title: Пример\nlanguages: [bg]\n' >site.yaml
truncate -s 17M about.bg.yaml
