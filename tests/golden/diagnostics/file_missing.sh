# The site is not there; a link in another one leads nowhere.
echo no-such-site
