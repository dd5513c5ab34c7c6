# A folder with nothing in it that is a page.
mkdir pictures
: >pictures/sofia.png
