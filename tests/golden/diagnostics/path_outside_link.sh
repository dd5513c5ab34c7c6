# A symbolic link that leads out of the folder.
printf 'title: Пример\nlanguages: [bg]\n' >site.yaml
ln -s /etc/passwd about.bg.yaml
