# A folder that is called like a page.
printf 'title: Пример\nlanguages: [bg]\n' >site.yaml
mkdir about.bg.yaml
