# A symbolic link to a file that is gone.
printf 'title: Пример\nlanguages: [bg]\n' >site.yaml
ln -s gone.yaml about.bg.yaml
