# "title: Но" as UTF-16 with its byte order mark.
printf 'title: Пример\nlanguages: [bg]\n' >site.yaml
printf '\377\376t\000i\000t\000l\000e\000:\000 \000\035\004>\004\n\000' >about.bg.yaml
